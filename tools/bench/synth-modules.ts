/** Prints how long building and synthesizing trading-prod from the modules takes. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";

const outdir = mkdtempSync(join(tmpdir(), "bench-"));
const started = performance.now();
const app = new App({ outdir });
new TradingStack(app, "trading-prod", environments.prod);
app.synth();
const ms = performance.now() - started;
rmSync(outdir, { recursive: true });
console.log(JSON.stringify({ ms, mb: process.memoryUsage().rss / 1024 / 1024 }));
