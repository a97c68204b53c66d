import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { AwsEnvironment } from "../../src/core";

export const ACCOUNT_ID = "111122223333";
export const REGION = "eu-central-1";

/** The arguments of a synthesized resource; tests read them freely. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Arguments = Record<string, any>;

/** A stack with a provider and a pinned environment, so that nothing in it needs a data source. */
export function testStack(id = "trading-test"): TerraformStack {
  const stack = new TerraformStack(Testing.app(), id);
  new AwsProvider(stack, "Aws", { region: REGION });
  new AwsEnvironment(stack, { accountId: ACCOUNT_ID, region: REGION });
  return stack;
}

export class SynthesizedStack {
  constructor(public readonly json: Arguments) {}

  /** All resources of a type, by logical id. */
  public resources(type: string): Record<string, Arguments> {
    return this.json.resource?.[type] ?? {};
  }

  /** The only resource of a type, or the only one whose logical id begins with `prefix`. */
  public resource(type: string, prefix = ""): Arguments {
    const found = Object.entries(this.resources(type)).filter(([id]) => id.startsWith(prefix));
    if (found.length !== 1) throw new Error(`expected one ${type} with ids from "${prefix}", found: ${found.map(([id]) => id).join(", ") || "none"}`);
    return found[0]![1];
  }

  /** All data sources of a type, by logical id. */
  public data(type: string): Record<string, Arguments> {
    return this.json.data?.[type] ?? {};
  }

  /** The types of all resources in the stack. */
  public get types(): string[] {
    return Object.keys(this.json.resource ?? {});
  }
}

/** Synthesizes with validations and aspects, as an app does. */
export function synth(stack: TerraformStack): SynthesizedStack {
  return new SynthesizedStack(JSON.parse(Testing.synth(stack, true)));
}

/** The message of the error that `action` must throw. */
export function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("expected an error, got none");
}

/** The statements of a policy that was written as JSON. */
export function statements(policy: string): Arguments[] {
  return JSON.parse(policy).Statement;
}
