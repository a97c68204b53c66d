/**
 * Builds what is deployed: `npm run build --workspace trading-services`.
 *
 * - `dist/<service>.cjs`: each service in one file, which is all that an instance downloads.
 * - `dist/static/<name>.<hash>.<extension>`: what the page loads from the bucket. A name changes with its content, so that caches may keep it for ever.
 * - `dist/web-assets.json`: those names, by what they are. The web frontend has them built in.
 * - `dist/built-from`: the hash of the sources, by which a synthesis knows whether to build them.
 */
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { BuildOptions, build } from "esbuild";
import { DIST as DIST_NAME, markOf, sourcesHash } from "./sources";
import { Assets } from "./web-frontend/assets";

const SERVICES = ["trading-api", "web-frontend"];
const PAGE = "web-frontend/page";
const DIST = join(__dirname, DIST_NAME);

const COMMON = { absWorkingDir: __dirname, bundle: true, minifyWhitespace: true, logLevel: "warning" } as const satisfies BuildOptions;

async function buildAssets(): Promise<Assets> {
  const { outputFiles } = await build({
    ...COMMON,
    entryPoints: { page: join(PAGE, "main.ts"), style: join(PAGE, "page.css"), icon: join(PAGE, "icon.svg") },
    outdir: "dist/static",
    entryNames: "[name].[hash]",
    loader: { ".svg": "copy" },
    platform: "browser",
    target: "es2022",
    format: "esm",
    minify: true,
    write: false,
  });
  writeAll(outputFiles);
  const names = outputFiles.map(({ path }) => basename(path));
  // What an earlier build left isn't uploaded.
  for (const old of readdirSync(join(DIST, "static"))) if (!names.includes(old)) rmSync(join(DIST, "static", old), { force: true });
  const named = (extension: string): string => names.find((name) => name.endsWith(extension))!;
  return { script: named(".js"), style: named(".css"), icon: named(".svg") };
}

async function buildServices(assets: Assets): Promise<void> {
  const { outputFiles } = await build({
    ...COMMON,
    entryPoints: SERVICES.map((name) => ({ in: join(name, "main.ts"), out: name })),
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
    platform: "node",
    // Amazon Linux 2023 has it in its own repository, as nodejs20 and later.
    target: "node20",
    format: "cjs",
    define: { WEB_ASSETS: JSON.stringify(assets) },
    // A stack trace names the functions that are in the repository.
    keepNames: true,
    legalComments: "external",
    write: false,
  });
  writeAll(outputFiles);
}

/** Each file at once: a process that starts while it is built anew finds the one or the other, never a half. */
function writeAll(files: readonly { readonly path: string; readonly contents: Uint8Array }[]): void {
  for (const { path, contents } of files) {
    const folder = dirname(path);
    mkdirSync(folder, { recursive: true });
    const draft = join(DIST, `.${basename(path)}.${process.pid}`);
    writeFileSync(draft, contents);
    renameSync(draft, path);
  }
}

async function main(): Promise<void> {
  // What changes while it is built is built the next time.
  const builtFrom = sourcesHash(__dirname);
  rmSync(markOf(__dirname), { force: true });
  const assets = await buildAssets();
  writeAll([{ path: join(DIST, "web-assets.json"), contents: Buffer.from(`${JSON.stringify(assets, undefined, 2)}\n`) }]);
  await buildServices(assets);
  writeAll([{ path: markOf(__dirname), contents: Buffer.from(builtFrom) }]);
}

void main();
