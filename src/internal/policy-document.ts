import { IResolveContext, Lazy } from "cdktf";
import { PolicyPrincipals, PolicyStatement } from "../core/policy-statement";
import { compareTexts } from "./compare-texts";

/** Refuses whoever doesn't come over TLS. Pure. */
export function tlsOnlyStatement(actions: readonly string[], resources: readonly string[]): PolicyStatement {
  return { sid: "TlsOnly", effect: "Deny", principals: "*", actions, resources, conditions: { Bool: { "aws:SecureTransport": "false" } } };
}

/** A statement as the policy language writes it. */
interface RenderedStatement {
  readonly Sid: string;
  readonly [element: string]: unknown;
}

/** Gives a value its text with every token in it resolved. */
type Resolve = (value: unknown) => unknown;

/**
 * Statements that are added while the constructs are made and written out once, at synthesis: sorted by sid, the same
 * statement only once, so that a new one is one block in the plan's diff whatever the order of the calls.
 */
export class PolicyDocument {
  private readonly statements: PolicyStatement[] = [];

  constructor(statements: readonly PolicyStatement[] = []) {
    statements.forEach((statement) => this.add(statement));
  }

  public get isEmpty(): boolean {
    return this.statements.length === 0;
  }

  /** The sids as they were given, sorted. */
  public get sids(): string[] {
    return [...new Set(this.statements.map(({ sid }) => sid))].sort();
  }

  /**
   * Adds a statement; the same one again changes nothing, and different ones of one sid get a counter behind it, in the order of their
   * contents.
   */
  public add(statement: PolicyStatement): this {
    this.statements.push({ ...statement, sid: statement.sid.replace(/[^A-Za-z0-9]/g, "") });
    return this;
  }

  /** The document as JSON text now; tokens inside it resolve at synthesis. */
  public toJson(): string {
    return this.render((value) => value);
  }

  /** The document as it stands at synthesis, with the statements added until then. */
  public toLazyJson(): string {
    return Lazy.stringValue({ produce: (context: IResolveContext) => this.render((value) => context.resolve(value)) });
  }

  private render(resolve: Resolve): string {
    // Tokens are numbered as they are made: only what they resolve to is the same in whatever order the calls come.
    const byContent = new Map(this.statements.map((statement) => [JSON.stringify(resolve(render(statement))), render(statement)]));
    const sorted = [...byContent].sort(([a, { Sid: sidA }], [b, { Sid: sidB }]) => compareTexts(sidA, sidB) || compareTexts(a, b));
    const taken = new Set(sorted.map(([, { Sid }]) => Sid));
    const seen = new Set<string>();
    const statements = sorted.map(([, statement]) => {
      let sid = statement.Sid;
      for (let counter = 2; seen.has(statement.Sid) && taken.has(sid); counter++) sid = `${statement.Sid}${counter}`;
      seen.add(statement.Sid);
      taken.add(sid);
      return { ...statement, Sid: sid };
    });
    // A counter may bring a sid behind one that it stood before.
    return JSON.stringify({ Version: "2012-10-17", Statement: statements.sort((a, b) => compareTexts(a.Sid, b.Sid)) });
  }
}

function render(statement: PolicyStatement): RenderedStatement {
  return {
    Sid: statement.sid,
    Effect: statement.effect ?? "Allow",
    ...(statement.principals && { Principal: renderPrincipals(statement.principals) }),
    Action: oneOrMany([...statement.actions].sort()),
    ...(statement.resources && { Resource: oneOrMany(statement.resources) }),
    ...(statement.conditions && { Condition: statement.conditions }),
  };
}

function renderPrincipals(principals: PolicyPrincipals | "*"): unknown {
  if (principals === "*") return "*";
  return {
    ...(principals.aws && { AWS: oneOrMany(principals.aws) }),
    ...(principals.federated && { Federated: oneOrMany(principals.federated) }),
    ...(principals.services && { Service: oneOrMany(principals.services) }),
  };
}

function oneOrMany(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? values[0]! : values;
}
