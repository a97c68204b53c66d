/** Prints how long an app with as many environments as its argument says takes to build and synthesize, and of how many resources it is. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";

process.setSourceMapsEnabled(false);
const outdir = mkdtempSync(join(tmpdir(), "bench-"));
for (let warm = 0; warm < 3; warm++) build(1);
const started = performance.now();
build(Number(process.argv[2]));
const ms = performance.now() - started;
const { resource } = JSON.parse(readFileSync(join(outdir, "stacks/trading-0/cdk.tf.json"), "utf8")) as {
  resource: Record<string, object>;
};
const resources = Object.values(resource).reduce((sum, byId) => sum + Object.keys(byId).length, 0) * Number(process.argv[2]);
rmSync(outdir, { recursive: true });
console.log(JSON.stringify({ ms, resources }));

function build(count: number): void {
  const app = new App({ outdir });
  for (let index = 0; index < count; index++) {
    // A name belongs to one distribution alone.
    new TradingStack(app, `trading-${index}`, { ...environments.prod!, domainName: `trading-${index}.example.com` });
  }
  app.synth();
}
