import { TerraformStack, Testing } from "cdktf";

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
 * @throws ValidationError, or the Error of whoever validates, if a validation fails
 */
export function synthesize(stack: TerraformStack): SynthesizedStack {
  // What an app does first: a value of another stack becomes an output there, and is read from that stack's state here.
  for (const node of stack.node.root.node.findAll()) if (TerraformStack.isStack(node)) node.prepareStack();
  return new SynthesizedStack(JSON.parse(Testing.synth(stack, true)));
}

/** A stack as Terraform gets it. */
export class SynthesizedStack {
  /** The whole document: Terraform's JSON configuration. */
  public readonly json: Arguments;

  /** @param json Terraform's JSON configuration, as `cdktf synth` writes it */
  constructor(json: Arguments) {
    this.json = json;
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
   * @throws Error that lists the ids found unless there is exactly one
   */
  public resource(type: string, prefix = ""): Arguments {
    const found = Object.entries(this.resources(type)).filter(([id]) => id.startsWith(prefix));
    if (found.length === 1) return found[0]![1];
    const meant = prefix === "" ? type : `${type} with an id that begins with "${prefix}"`;
    throw new Error(`expected one ${meant}, found ${found.map(([id]) => id).join(", ") || "none"}`);
  }

  /** All data sources of a type, by logical id: empty where a plan needs no credentials. */
  public data(type: string): Record<string, Arguments> {
    return this.json.data?.[type] ?? {};
  }

  /** The value of an output; undefined where there is none of that name. */
  public output(name: string): unknown {
    return this.json.output?.[name]?.value;
  }
}

/** The statements of a policy that an argument holds as JSON. */
export function policyStatements(policy: string): Arguments[] {
  const { Statement } = JSON.parse(policy) as { Statement: Arguments | Arguments[] };
  return Array.isArray(Statement) ? Statement : [Statement];
}
