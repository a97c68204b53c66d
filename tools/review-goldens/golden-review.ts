import { Testing, App } from "cdktf";
import { invokeAspects } from "cdktf/lib/synthesize/synthesizer";
import { TradingEnvironment } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { preventsDestroy } from "../../src/cli/against/copies";
import { PlanJson, withoutIndexes } from "../../src/cli/against/plan-json";
import { reviewOf } from "../../src/cli/plan/review-of";
import { markdown } from "../../src/review/render/markdown";
import { Review } from "../../src/review/review";
import { SynthesizedStack } from "../../src/testing";
import { Arguments } from "../../src/testing/stack-resources";
import { GoldenCase, beforeOf } from "./cases";

const NAME = "trading-prod";

/** Where a case's files are, below the project's folder; without their endings. */
export function filesOf({ group, name }: GoldenCase): string {
  return `__tests__/review/golden/${group}/${name}`;
}

/** The platform before the change. */
export function buildBefore(each: GoldenCase): (app: App) => TradingStack {
  return (app) => new TradingStack(app, NAME, beforeOf(each));
}

/** The platform after it. */
export function buildAfter({ after, added }: GoldenCase): (app: App) => TradingStack {
  return (app) => {
    const stack = new TradingStack(app, NAME, after);
    added?.(stack, after);
    return stack;
  };
}

/** As `cdktf synth` writes it: a test's stack has neither the paths of constructs nor what is written beside resources, and would be synthesized for nothing. */
function withComments(stack: TradingStack): SynthesizedStack {
  stack.ensureBackendExists();
  invokeAspects(stack);
  stack.runAllValidations();
  return new SynthesizedStack(JSON.parse(JSON.stringify(stack.toTerraform())) as Arguments, [], NAME);
}

/** A review as it is kept, for people. Pure. */
export function textOf({ change }: GoldenCase, review: Review): string {
  return `<!-- ${change} -->\n\n${markdown(review)}`;
}

/** The reviews of the cases, of stored plans and of what the code synthesizes now. */
export class GoldenReviews {
  private readonly standing = new Map<TradingEnvironment, SynthesizedStack>();

  /** As the command reviews it. */
  public reviewOf(each: GoldenCase, plan: PlanJson): Review {
    const stack = withComments(buildAfter(each)(Testing.app()));
    const prevented = preventsDestroy(stack.json);
    const refused = (plan.resource_changes ?? [])
      .filter(({ address, change }) => change.actions.includes("delete") && prevented.has(withoutIndexes(address)))
      .map(({ address }) => address);
    const previous = this.before(each).json;
    return reviewOf({ name: NAME, plan, stack: stack.json, previous, warnings: [], refused, save: () => Promise.resolve() });
  }

  private before(each: GoldenCase): SynthesizedStack {
    const env = beforeOf(each);
    const made = this.standing.get(env) ?? withComments(buildBefore(each)(Testing.app()));
    this.standing.set(env, made);
    return made;
  }
}
