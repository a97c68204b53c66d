/** What the example ships of its services. */
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Testing } from "cdktf";
import { builtServices } from "../../examples/trading-stack/built-services";
import { environments } from "../../examples/trading-stack/environments";
import { isCurrent, markOf, sourcesHash } from "../../examples/trading-stack/services/sources";
import { TradingStack } from "../../examples/trading-stack/trading-stack";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "services-"));
  write("trading-api/main.ts", "serve();");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function mark(): void {
  mkdirSync(join(folder, "dist"), { recursive: true });
  writeFileSync(markOf(folder), sourcesHash(folder));
}

test("services are current until a source is changed, added or taken away", () => {
  expect(isCurrent(folder)).toBe(false);
  mark();
  expect(isCurrent(folder)).toBe(true);
  write("trading-api/main.ts", "serve(2);");
  expect(isCurrent(folder)).toBe(false);
  mark();
  write("shared/config.ts", "");
  expect(isCurrent(folder)).toBe(false);
  mark();
  rmSync(join(folder, "shared"), { recursive: true });
  expect(isCurrent(folder)).toBe(false);
});

test("a source that is as it was before is what the bundles were built from, whatever its time", () => {
  mark();
  write("trading-api/main.ts", "serve(2);");
  write("trading-api/main.ts", "serve();");
  expect(isCurrent(folder)).toBe(true);
});

test("pages of documentation are no sources", () => {
  mark();
  write("README.md", "# Services");
  expect(isCurrent(folder)).toBe(true);
});

/** Every file that a synthesis of prod writes. */
function synthesized(): Readonly<Record<string, string>> {
  const app = Testing.app({ outdir: mkdtempSync(join(tmpdir(), "synthesized-")) });
  new TradingStack(app, "trading-prod", environments.prod!);
  app.synth();
  const files = readdirSync(app.outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const hashes = files.map(({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path.slice(app.outdir.length), createHash("sha256").update(readFileSync(path)).digest("hex")] as const;
  });
  rmSync(app.outdir, { recursive: true, force: true });
  return Object.fromEntries(hashes);
}

test("two syntheses are the same, byte by byte, with the programs and the assets in them", () => {
  const { tradingApi, webFrontend, assets } = builtServices();
  const first = synthesized();
  expect(Object.keys(first).map((path) => basename(path))).toEqual(
    expect.arrayContaining([tradingApi.file, webFrontend.file, ...Object.values(assets)].map((path) => basename(path))),
  );
  expect(synthesized()).toEqual(first);
});
