import { AnnotationMetadataEntryType, TerraformStack, Testing } from "cdktf";
import { IConstruct } from "constructs";
import { STRING, STRINGS, record } from "../internal/prop-types";
import { Validator } from "../internal/validator";

/** The arguments of a synthesized resource, as Terraform's JSON has them; tests read them freely. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Arguments = Record<string, any>;

/**
 * Synthesizes a stack as `app.synth()` does, with aspects, validations and the references between all stacks of its app, and gives its resources
 * to a test.
 *
 *     const stack = synthesize(new TradingStack(Testing.app(), "test", env));
 *     expect(stack.resource("aws_rds_cluster")).toMatchObject({ storage_encrypted: true });
 *
 * Make all stacks of the app before: what a stack hands out to others is among its outputs.
 *
 * @throws ValidationError, or the Error of whoever validates, if a validation fails; TypeError for what is no stack
 */
export function synthesize(stack: TerraformStack): SynthesizedStack {
  if (!TerraformStack.isStack(stack)) throw new TypeError(`synthesize takes a TerraformStack, received ${typeof stack}`);
  // What an app does first: a value of another stack becomes an output there, and is read from that stack's state here.
  for (const node of stack.node.root.node.findAll()) if (TerraformStack.isStack(node)) node.prepareStack();
  return new SynthesizedStack(JSON.parse(Testing.synth(stack, true)), warningsIn(stack));
}

/** What `cdktf synth` and `cdktf diff` show as warnings. */
function warningsIn(stack: IConstruct): string[] {
  return stack.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata.filter(({ type }) => type === AnnotationMetadataEntryType.WARN).map(({ data }) => `${node.path}: ${String(data)}`),
    );
}

/** A stack as Terraform gets it. */
export class SynthesizedStack {
  /** The whole document: Terraform's JSON configuration. */
  public readonly json: Arguments;
  /** What constructs warn of, each with the construct's path: nothing else of a test shows it. Empty for a document that was read from a file. */
  public readonly warnings: readonly string[];

  /**
   * @param json Terraform's JSON configuration, as `cdktf synth` writes it
   * @param warnings what its constructs warn of
   * @throws ValidationError for a text in place of the JSON: `JSON.parse` what is read from a file
   */
  constructor(json: Arguments, warnings: readonly string[] = []) {
    new Validator("SynthesizedStack").props({ json, warnings }, { json: record<Arguments>(), warnings: STRINGS }).throwIfInvalid();
    this.json = json;
    this.warnings = warnings;
  }

  /** The types of all resources, sorted. */
  public get types(): string[] {
    return Object.keys(this.json.resource ?? {}).sort();
  }

  /** All resources of a type such as `aws_vpc`, by logical id; empty where there is none. */
  public resources(type: string): Record<string, Arguments> {
    return this.json.resource?.[type] ?? {};
  }

  /**
   * The one resource of a type, or the one whose logical id begins with `prefix`.
   *
   * @throws Error that lists what there is unless there is exactly one
   */
  public resource(type: string, prefix = ""): Arguments {
    const all = Object.entries(this.resources(type));
    const found = all.filter(([id]) => id.startsWith(prefix));
    if (found.length === 1) return found[0]![1];
    if (all.length === 0) throw new Error(`expected one ${type}, found none: there are ${listed(this.types)}`);
    const meant = prefix === "" ? type : `${type} with an id that begins with "${prefix}"`;
    throw new Error(`expected one ${meant}, found ${listed((found.length === 0 ? all : found).map(([id]) => id))}`);
  }

  /** All data sources of a type, by logical id: empty where a plan needs no credentials. */
  public data(type: string): Record<string, Arguments> {
    return this.json.data?.[type] ?? {};
  }

  /**
   * The value of an output.
   *
   * @throws Error that lists the outputs for a name that is none
   */
  public output(name: string): unknown {
    const outputs: Arguments = this.json.output ?? {};
    if (!(name in outputs)) throw new Error(`expected an output "${name}", found ${listed(Object.keys(outputs))}`);
    return outputs[name].value;
  }
}

/** @throws TypeError for what isn't synthesized, or no list of it; `example` is how the function is called */
export function synthesizedStacks(stacks: SynthesizedStack | readonly SynthesizedStack[], example: string): readonly SynthesizedStack[] {
  const list = [stacks].flat();
  if (list.every((stack) => typeof stack === "object" && stack !== null && "json" in stack)) return list;
  const [called] = example.split("(", 1);
  throw new TypeError(`${called} takes what synthesize returns, of a stack or of each in a list: ${example}`);
}

function listed(names: readonly string[]): string {
  return names.join(", ") || "none";
}

/**
 * The statements of a policy that an argument holds as JSON.
 *
 * @throws ValidationError for what is no text; SyntaxError for what is no JSON
 */
export function policyStatements(policy: string): Arguments[] {
  new Validator("policyStatements").props({ policy }, { policy: STRING });
  const { Statement } = JSON.parse(policy) as { Statement: Arguments | Arguments[] };
  return Array.isArray(Statement) ? Statement : [Statement];
}
