/** The example's platforms as they stand in `examples/`, synthesized once for all test files of a worker, and frozen: what a test changes, it makes itself. */
import { TerraformStack, Testing } from "cdktf";
import { DataStack } from "../../examples/layered/data-stack";
import { NetworkStack } from "../../examples/layered/network-stack";
import { ServicesStack } from "../../examples/layered/services-stack";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { SynthesizedStack, synthesize } from "../../src/testing";

const known = new Map<string, readonly SynthesizedStack[]>();

/** The platform of an environment in one stack, `trading-<name>`. */
export function tradingStack(name: string): SynthesizedStack {
  return platform(name, () => [new TradingStack(Testing.app(), `trading-${name}`, environments[name]!)])[0]!;
}

/** The platform of prod in three stacks: network, data and services. */
export function layeredStacks(): readonly SynthesizedStack[] {
  return platform("layered", () => {
    const app = Testing.app();
    const network = new NetworkStack(app, "network-prod", environments.prod!);
    const data = new DataStack(app, "data-prod", environments.prod!, network);
    return [network, data, new ServicesStack(app, "services-prod", environments.prod!, network, data)];
  });
}

function platform(name: string, make: () => readonly TerraformStack[]): readonly SynthesizedStack[] {
  const found = known.get(name) ?? make().map((stack) => synthesize(stack));
  if (!known.has(name)) found.forEach(({ json }) => freeze(json));
  known.set(name, found);
  return found;
}

function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
}
