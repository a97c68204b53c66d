import { Lazy } from "cdktf";

/** One statement of an IAM, key or resource policy, in the policy language's own terms. */
export interface PolicyStatement {
  /** Letters and digits; names the statement in a plan's diff, and orders it. */
  readonly sid: string;
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  /** @default - none, as in a role's policy */
  readonly principals?: PolicyPrincipals | "*";
  readonly actions: readonly string[];
  /** @default - none, as in a trust policy */
  readonly resources?: readonly string[];
  /** @default - none */
  readonly conditions?: PolicyConditions;
}

export interface PolicyPrincipals {
  /** Service principals such as `logs.eu-central-1.amazonaws.com`. */
  readonly services?: readonly string[];
  /** ARNs of accounts, roles or users. */
  readonly aws?: readonly string[];
  /** ARNs of OIDC or SAML providers. */
  readonly federated?: readonly string[];
}

/** Operator → condition key → one or more values. */
export type PolicyConditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Refuses whoever doesn't come over TLS. Pure. */
export function tlsOnlyStatement(actions: readonly string[], resources: readonly string[]): PolicyStatement {
  return { sid: "TlsOnly", effect: "Deny", principals: "*", actions, resources, conditions: { Bool: { "aws:SecureTransport": "false" } } };
}

/**
 * Statements that are added while the constructs are made and written out once, at synthesis: sorted by sid, the same
 * statement only once, so that a new one is one block in the plan's diff whatever the order of the calls.
 */
export class PolicyDocument {
  private readonly statements = new Map<string, PolicyStatement>();

  constructor(statements: readonly PolicyStatement[] = []) {
    statements.forEach((statement) => this.add(statement));
  }

  public get isEmpty(): boolean {
    return this.statements.size === 0;
  }

  /**
   * Adds a statement; the same one again changes nothing, and one with a sid that stands for something else gets a
   * counter behind its sid.
   */
  public add(statement: PolicyStatement): this {
    const content = JSON.stringify(render({ ...statement, sid: "" }));
    let sid = sanitizeSid(statement.sid);
    for (let counter = 2; this.statements.has(sid); counter++) {
      if (JSON.stringify(render({ ...this.statements.get(sid)!, sid: "" })) === content) return this;
      sid = `${sanitizeSid(statement.sid)}${counter}`;
    }
    this.statements.set(sid, { ...statement, sid });
    return this;
  }

  /** The document as JSON text now; tokens inside it resolve at synthesis. */
  public toJson(): string {
    const sorted = [...this.statements.values()].sort((a, b) => (a.sid < b.sid ? -1 : 1));
    return JSON.stringify({ Version: "2012-10-17", Statement: sorted.map(render) });
  }

  /** The document as it stands at synthesis, with the statements added until then. */
  public toLazyJson(): string {
    return Lazy.stringValue({ produce: () => this.toJson() });
  }
}

function render(statement: PolicyStatement): Record<string, unknown> {
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

function sanitizeSid(sid: string): string {
  return sid.replace(/[^A-Za-z0-9]/g, "");
}
