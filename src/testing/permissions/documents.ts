import { Configuration, Resource } from "../configuration";
import { blocks, texts } from "../requests/arguments";
import { expressionOf } from "../stack-resources";
import { Arguments } from "../synthesized-stack";
import { Literal, readLiteral } from "./json-encode";
import { Names } from "./names";
import { PolicyDocument, policyDocument } from "./statement";

const DOCUMENT = "data.aws_iam_policy_document";

/** Reads the policies that arguments hold. */
export class Documents {
  /** @param names follows the references in texts */
  constructor(
    private readonly configuration: Configuration,
    private readonly names: Pick<Names, "text">,
  ) {}

  /** A policy in JSON, by `jsonencode`, or of a data source; undefined for one that only Terraform knows. */
  public read(owner: Resource, value: unknown): PolicyDocument | undefined {
    const json = this.json(owner, value);
    return json && policyDocument(json);
  }

  /** The same as its JSON has it. */
  public json(owner: Resource, value: unknown): Arguments | undefined {
    if (typeof value === "object" && value !== null) return this.followed(owner, value as Literal) as Arguments;
    if (typeof value !== "string") return undefined;
    if (value.trimStart().startsWith("{")) return parsedJson(this.names.text(owner, value));
    const [, encoded] = /^jsonencode\(([\s\S]*)\)$/.exec(expressionOf(value.trim()) ?? "") ?? [];
    if (encoded !== undefined) {
      const literal = readLiteral(encoded);
      return typeof literal === "object" && literal !== null ? (this.followed(owner, literal) as Arguments) : undefined;
    }
    const source = this.configuration.find(this.configuration.key(owner, value));
    if (source === undefined || source.key === owner.key) return undefined;
    if (source.type === DOCUMENT) return this.dataSource(source);
    return this.json(source, source.args.policy ?? source.args.json);
  }

  /** A `data.aws_iam_policy_document`. */
  private dataSource(source: Resource): Arguments | undefined {
    const parts = (name: string): (Arguments | undefined)[] => texts(source.args[name]).map((text) => this.json(source, text));
    const [sources, overrides] = [parts("source_policy_documents"), parts("override_policy_documents")];
    if (sources.includes(undefined) || overrides.includes(undefined)) return undefined;
    const statementsOf = (all: readonly (Arguments | undefined)[]): Arguments[] => all.flatMap((one) => one?.Statement ?? []);
    const own = blocks(source.args, "statement").map((statement) => this.followed(source, dataStatement(statement)) as Arguments);
    // A statement takes the place of an earlier one with its Sid: the document's own that of a source, an overriding one that of both.
    const overriddenBy =
      (later: readonly Arguments[]) =>
      ({ Sid }: Arguments) =>
        !Sid || later.every((one) => one.Sid !== Sid);
    const overriding = statementsOf(overrides);
    const kept = [...statementsOf(sources).filter(overriddenBy(own)), ...own].filter(overriddenBy(overriding));
    return { Version: source.args.version ?? "2012-10-17", Statement: [...kept, ...overriding] };
  }

  /** A value with the references in all of its texts followed. */
  private followed(owner: Resource, value: Literal): Literal {
    if (typeof value === "string") return this.names.text(owner, value);
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((one: Literal) => this.followed(owner, one));
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [this.names.text(owner, name), this.followed(owner, one as Literal)]),
    );
  }
}

/** Undefined for a text of which only Terraform makes JSON, by what an expression within it gives. */
function parsedJson(text: string): Arguments | undefined {
  try {
    return JSON.parse(text) as Arguments;
  } catch {
    return undefined;
  }
}

/** A statement as the data source has it: its policy variables are written `&{aws:username}`. */
function dataStatement(block: Arguments): Literal {
  const filled = (value: unknown): Literal[] => texts(value).map((text) => text.replace(/&\{/g, "$${"));
  const list = (value: unknown): Literal | undefined => (value === undefined ? undefined : filled(value));
  const principals = (name: string): Literal | undefined => {
    const all = blocks(block, name);
    if (all.length === 0) return undefined;
    const byKind: Record<string, Literal> = {};
    for (const { type, identifiers } of all) byKind[type] = [...((byKind[type] as Literal[]) ?? []), ...texts(identifiers)];
    return "*" in byKind ? "*" : byKind;
  };
  const condition: Record<string, Record<string, Literal>> = {};
  for (const { test, variable, values } of blocks(block, "condition")) {
    const ofTest = (condition[test] ??= {});
    ofTest[variable] = [...((ofTest[variable] ?? []) as Literal[]), ...filled(values)];
  }
  const members = {
    Sid: block.sid,
    Effect: block.effect ?? "Allow",
    Principal: principals("principals"),
    NotPrincipal: principals("not_principals"),
    Action: list(block.actions),
    NotAction: list(block.not_actions),
    Resource: list(block.resources),
    NotResource: list(block.not_resources),
    Condition: condition,
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Literal;
}
