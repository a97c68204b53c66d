import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../../support/failure";
import { CACHE } from "../../support/paths";
import { stackOf, synthesizeApp } from "../../support/synthesized-app";
import { offlineEnvironment } from "../../support/terraform/aws-settings";
import { OFFLINE_PROVIDER, StackJson, writeOverride } from "../../support/terraform/stack-override";
import { Terraform } from "../../support/terraform/terraform";
import { Measurement, compare, seconds, timed } from "../measure";
import { SynthesizedStack, inModules } from "../terraform-modules";

export const plan: Measurement = {
  rows: [
    {
      name: "plan",
      what: "offline `terraform plan` of trading-prod, against the same resources in Terraform modules",
      bar: 1,
      unit: "×",
      how:
        "The other side isn't terraform-aws-modules itself, which this benchmark can't fetch: it is the same resources, written out in one Terraform module for each part of the stack, with variables and outputs between them, as such a stack is cut. " +
        "It has none of the data sources, `count` and `for_each` of the published modules, so it is quicker than they are. Alternately; the best of three rounds counts.",
      because:
        "Both plans ask the provider for the same resources, which is where the time goes, so that the ratio is near 1 by construction and a few percent either way are the machine's noise.",
    },
  ],
  measure: async () => {
    const terraform = await Terraform.find();
    const work = join(CACHE, "bench/plan");
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });
    const stacks = await synthesizeApp(join(work, "cdktf.out"));
    const ours = stacks.get(stackOf("prod", [...stacks.keys()]))!.folder;
    const theirs = join(work, "modules");
    cpSync(ours, theirs, { recursive: true });
    const stack = JSON.parse(readFileSync(join(ours, "cdk.tf.json"), "utf8")) as StackJson & SynthesizedStack;
    for (const [file, json] of inModules(stack)) {
      mkdirSync(join(theirs, file, ".."), { recursive: true });
      writeFileSync(join(theirs, file), JSON.stringify(json, undefined, 2));
    }

    const run = async (cwd: string, ...args: string[]): Promise<string> => terraform.must(args, { cwd, env: offlineEnvironment() });
    const created: number[] = [];
    for (const cwd of [ours, theirs]) {
      writeOverride(cwd, { stateFile: join(cwd, "terraform.tfstate"), provider: OFFLINE_PROVIDER });
      await run(cwd, "init", "-no-color");
      const printed = await run(cwd, "plan", "-no-color", "-refresh=false", "-lock=false");
      created.push(Number(/Plan: (\d+) to add/.exec(printed)?.[1]));
    }
    if (created[0] !== created[1]) throw new Failure(`the two sides plan different resources: ${created.join(" and ")}`);
    const planning = (cwd: string) => async () => ({ ms: await timed(() => run(cwd, "plan", "-refresh=false", "-lock=false")), mb: 0 });
    const best = await compare({ ours: planning(ours), theirs: planning(theirs) }, 3);
    return [
      {
        value: best.ours.ms / best.theirs.ms,
        detail: `${seconds(best.ours.ms)} against ${seconds(best.theirs.ms)}, ${created[0]} resources`,
      },
    ];
  },
};
