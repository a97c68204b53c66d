import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../../support/failure";
import { PROJECT } from "../../support/paths";
import { run } from "../../support/process";
import { Measurement, Sample, compare, seconds, timed } from "../measure";

const ENTRY = "examples/trading-stack/main.ts";

export const cdktfSynth: Measurement = {
  rows: [
    {
      name: "cdktf-synth",
      what: "`cdktf synth` of the example, against the same through ts-node",
      bar: 0.6,
      unit: "×",
      how: "The command as a whole; ts-node, which checks types, is how cdktf's TypeScript template runs an app. Alternately; the best of two rounds counts.",
    },
  ],
  measure: async () => {
    const best = await compare({ ours: synth(`node --import tsx ${ENTRY}`), template: synth(`npx ts-node ${ENTRY}`) }, 2);
    return [{ value: best.ours.ms / best.template.ms, detail: `${seconds(best.ours.ms)} against ${seconds(best.template.ms)}` }];
  },
};

function synth(app: string): () => Promise<Sample> {
  return async () => {
    const output = mkdtempSync(join(tmpdir(), "bench-"));
    const env = { ...process.env, CHECKPOINT_DISABLE: "1", DISABLE_VERSION_CHECK: "1" };
    const args = ["cdktf", "synth", "--app", app, "--output", output];
    const ms = await timed(async () => {
      const { status, stdout, stderr } = await run({ program: "npx", args, cwd: PROJECT, env });
      if (status !== 0) throw new Failure(`cdktf synth failed with "${app}":\n${stdout}${stderr}`);
    });
    rmSync(output, { recursive: true, force: true });
    return { ms, mb: 0 };
  };
}
