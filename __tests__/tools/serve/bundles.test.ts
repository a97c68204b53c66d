import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildServices, bundleOf } from "../../../tools/serve/bundles";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "services-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a service that isn't bundled has no program", () => {
  mkdirSync(join(folder, "dist"));
  writeFileSync(join(folder, "dist/trading-api.cjs"), "");
  expect([bundleOf("trading-api", folder), bundleOf("web-frontend", folder)]).toEqual([join(folder, "dist/trading-api.cjs"), undefined]);
});

test("services that can't be built are a sentence with what the bundler says", () => {
  writeFileSync(join(folder, "build.ts"), "");
  // The folder of the tests' own has no packages to run TypeScript with.
  expect(() => buildServices(folder)).toThrow(/^The services can't be built \(npm run build --workspace trading-services\): [\s\S]*tsx/);
});
