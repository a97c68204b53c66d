import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../../support/failure";
import { madeOnce } from "../../support/made-once";
import { CACHE } from "../../support/paths";
import { run } from "../../support/process";
import { Measurement, printedBy, seconds } from "../measure";

const BENCH = join(__dirname, "..");

export const synthesis: Measurement = {
  rows: [
    {
      name: "by-hand",
      what: "build and synthesis of trading-prod, against its L1s by hand",
      bar: 1.15,
      unit: "×",
      how: "Both sides make the same resources with the same arguments and references, alternately in one warm process without source maps, as compiled code runs; the best of 15 rounds counts.",
      because:
        "By hand there are no checks of values, no plan of subnets, capacity and trading sessions, no merging of policies: together some 45 ms of processor time, of which no part is more than 5 ms. CDKTF itself takes the rest on both sides, a third of it for the stack traces that it notes of each token.",
    },
    {
      name: "aws-cdk",
      what: "the same against the same architecture in AWS CDK",
      bar: 0.25,
      unit: "×",
      how: "[The architecture](../../tools/bench/aws-cdk/architecture.js) is written as AWS's documentation shows it, with fewer resources than trading-prod has. Both in a warm process of their own; the best of 15 rounds counts.",
      because:
        "The bar was a guess. The same resources as L1s by hand, without a line of this library, take two thirds of AWS CDK's time (154 ms of processor time against 230): 60 of them for the stack trace that CDKTF notes of each of 1,000 tokens, and the others for CDKTF's resolving of every value, three times over (before, of, and after each resource). The library can't get below that; what it adds is the row `by-hand`.",
    },
  ],
  measure: async () => {
    const folder = await awsCdk();
    const best = printedBy<{ modules: number; hand: number }>(["--import", "tsx", join(BENCH, "synthesis.ts")]);
    const cdk = printedBy<{ ms: number; resources: number }>(["architecture.js"], folder);
    return [
      { value: best.modules / best.hand, detail: `${seconds(best.modules)} against ${seconds(best.hand)}` },
      {
        value: best.modules / cdk.ms,
        detail: `${seconds(best.modules)} against ${seconds(cdk.ms)}, where it has ${cdk.resources} resources`,
      },
    ];
  },
};

/** The folder where AWS CDK is installed, once. */
async function awsCdk(): Promise<string> {
  const list = readFileSync(join(BENCH, "aws-cdk/package.json"), "utf8");
  const install = async (target: string): Promise<void> => {
    writeFileSync(join(target, "package.json"), list);
    const { status, stderr } = await run({ program: "npm", args: ["install", "--no-audit", "--no-fund", "--prefer-offline"], cwd: target });
    if (status !== 0) throw new Failure(`aws-cdk-lib can't be installed:\n${stderr}`);
  };
  const folder = await madeOnce(join(CACHE, "bench/aws-cdk"), install, { from: list });
  cpSync(join(BENCH, "aws-cdk/architecture.js"), join(folder, "architecture.js"));
  return folder;
}
