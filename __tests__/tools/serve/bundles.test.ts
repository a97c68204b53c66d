import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildServices, bundleOf, isCurrent } from "../../../tools/serve/bundles";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "services-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, seconds: number, text = ""): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
  utimesSync(join(folder, path), seconds, seconds);
}

test("services are built again where a source is newer than a bundle", () => {
  write("trading-api/main.ts", 100);
  expect(isCurrent(folder)).toBe(false);
  write("dist/trading-api.cjs", 200);
  expect(isCurrent(folder)).toBe(true);
  write("shared/config.ts", 300);
  expect(isCurrent(folder)).toBe(false);
});

test("a service that isn't bundled has no program", () => {
  write("dist/trading-api.cjs", 200);
  expect([bundleOf("trading-api", folder), bundleOf("web-frontend", folder)]).toEqual([join(folder, "dist/trading-api.cjs"), undefined]);
});

test("services that can't be built are a sentence with what the bundler says", async () => {
  write("build.ts", 100, 'process.stderr.write("main.ts is broken\\n"); process.exit(1);');
  // The folder of the tests' own has no packages to run TypeScript with.
  await expect(buildServices(folder)).rejects.toThrow(/^The services can't be built: /);
});
