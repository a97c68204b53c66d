/** Prints how long all provers take on trading-prod, in a warm process, and how long its synthesis takes there; the best round of each. */
import { Testing } from "cdktf";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { SynthesizedStack, checkPolicies, permissions, reachability, synthesize } from "../../src/testing";

const ROUNDS = 10;

process.setSourceMapsEnabled(false);
const best = { synthesis: Infinity, reachability: Infinity, permissions: Infinity, policies: Infinity };
for (let round = 0; round < ROUNDS; round++) {
  const stack = timed("synthesis", () => synthesize(new TradingStack(Testing.app(), "trading-prod", environments.prod!)));
  timed("reachability", () => proveReachability(stack));
  timed("permissions", () => permissions(stack).services());
  timed("policies", () => checkPolicies(stack));
}
console.log(JSON.stringify(best));

function proveReachability(stack: SynthesizedStack): void {
  const network = reachability(stack);
  for (const wire of network.wires()) network.connection(wire);
  network.reachableFrom("internet");
}

function timed<T>(name: keyof typeof best, work: () => T): T {
  const started = performance.now();
  const result = work();
  best[name] = Math.min(best[name], performance.now() - started);
  return result;
}
