import { rmSync } from "node:fs";
import { Testing } from "cdktf";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { SynthesizedStack, synthesize } from "../../src/testing";
import { Failure } from "../support/failure";

/**
 * The stack of an environment. Nothing is written that stays.
 *
 * @throws Failure that lists the environments for a name that is none
 */
export function synthesizeEnvironment(name: string): SynthesizedStack {
  const environment = Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (!environment) throw new Failure(`There is no environment "${name}": the environments are ${Object.keys(environments).join(", ")}.`);
  const app = Testing.app();
  try {
    return synthesize(new TradingStack(app, `trading-${name}`, environment));
  } finally {
    rmSync(app.outdir, { recursive: true, force: true });
  }
}
