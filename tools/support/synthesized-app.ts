import { StackFolder, appOf, synthesize } from "../../src/cli/app";
import { Failure } from "./failure";
import { PROJECT } from "./paths";

export { thrownMessage } from "../../src/cli/app";

const STACK_PREFIX = "trading-";

/**
 * Runs the app of this project's cdktf.json, as `cdktf synth` does.
 *
 * @returns each stack by its name
 * @throws Failure with the app's message, such as a validation's
 */
export function synthesizeApp(outdir: string): Promise<Map<string, StackFolder>> {
  return synthesize(appOf(PROJECT), outdir);
}

/**
 * The stack of an environment; the stack's own name is understood too.
 *
 * @throws Failure that lists the environments for a name that is none
 */
export function stackOf(environment: string, stacks: readonly string[]): string {
  const found = stacks.find((stack) => stack === environment || stack === STACK_PREFIX + environment);
  if (found) return found;
  const known = stacks.map((stack) => (stack.startsWith(STACK_PREFIX) ? stack.slice(STACK_PREFIX.length) : stack));
  throw new Failure(`There is no environment "${environment}": the environments are ${known.join(", ")}.`);
}
