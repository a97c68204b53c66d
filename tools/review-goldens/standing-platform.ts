import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { showable } from "../../src/cli/against/copies";
import { PlanJson } from "../../src/cli/against/plan-json";
import { settle, withoutUnsettled } from "../../src/cli/against/settle";
import { readStack } from "../../src/cli/app";
import { withAccountGuards } from "../../src/cli/plan/account-guards";
import { PlanFolder } from "../../src/cli/plan/plan-folder";
import { offlineEnvironment, offlineStack } from "../../src/cli/terraform/offline";
import { StackJson } from "../../src/cli/terraform/stack-json";
import { Failure } from "../support/failure";
import { Terraform } from "../support/terraform/terraform";

/** Makes the stack of an app. */
export type Build = (app: App) => TerraformStack;

/** A stack as if it were applied: `plan --against` makes its state once for one change, here it is made once for many. */
export class StandingPlatform {
  /**
   * @param work a folder for what is made on the way
   * @throws Failure where its state can't be settled: what a plan on it changes would be of the state
   */
  public static async of(
    build: Build,
    { work, terraform }: { readonly work: string; readonly terraform: Terraform },
  ): Promise<StandingPlatform> {
    const state = join(work, "terraform.tfstate");
    const { source, stack } = synthesized(build, join(work, "before"));
    const options = { terraform, name: "the platform that runs", env: offlineEnvironment() };
    const offline = offlineStack(showable(stack), state);
    const folder = PlanFolder.copy(source, join(work, "standing"), offline, options);
    await folder.init();
    const planFile = join(work, "plan");
    const { unsettled } = await settle({
      folder,
      stack: offline,
      original: stack,
      next: offline,
      planNext: () => folder.planOffline(planFile),
      state,
      planFile,
      rewrite: (text) => text,
      progress: (message) => process.stderr.write(`${message}\n`),
      cache: work,
    });
    if (unsettled.size > 0) throw new Failure(`The state isn't settled in ${[...unsettled.keys()].join(", ")}.`);
    return new StandingPlatform({ work, terraform, state, folder });
  }

  private constructor(
    private readonly made: {
      readonly work: string;
      readonly terraform: Terraform;
      readonly state: string;
      readonly folder: PlanFolder;
    },
  ) {}

  /** The provider's plan of the changed code, on this state: since nothing would change in the code that stands, all that it changes follows from the code. */
  public async planOf(name: string, build: Build): Promise<PlanJson> {
    const { work, terraform, state, folder: standing } = this.made;
    const { source, stack } = synthesized(build, join(work, name));
    const next = offlineStack(showable(stack), state);
    const folder = PlanFolder.copy(source, join(work, `${name}.plan`), next, { terraform, name, env: offlineEnvironment() });
    folder.initializedBy(standing);
    const planned = await folder.planOffline(join(work, `${name}.plan`, "plan"));
    return withAccountGuards(withoutUnsettled(planned, { unsettled: new Map() }).plan, stack);
  }
}

function synthesized(build: Build, outdir: string): { readonly source: string; readonly stack: StackJson } {
  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir });
  const { node } = build(app);
  app.synth();
  const source = join(outdir, "stacks", node.id);
  return { source, stack: readStack({ folder: source }) };
}
