/** Bundles each service into one file, which is all that an instance downloads: `npm run build --workspace trading-services`. */
import { join } from "node:path";
import { build } from "esbuild";

const SERVICES = ["trading-api"];

async function main(): Promise<void> {
  await build({
    absWorkingDir: __dirname,
    entryPoints: SERVICES.map((name) => ({ in: join(name, "main.ts"), out: name })),
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    // Amazon Linux 2023 has it in its own repository, as nodejs20 and later.
    target: "node20",
    format: "cjs",
    minifyWhitespace: true,
    // A stack trace names the functions that are in the repository.
    keepNames: true,
    legalComments: "external",
    logLevel: "warning",
  });
}

void main();
