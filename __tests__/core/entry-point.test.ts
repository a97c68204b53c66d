/** What `cdktf-trading-platform/core` brings, which is what every module shares. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as root from "../../src";
import * as core from "../../src/core";

const ROOT = join(__dirname, "../..");
const ENTRY_POINTS: Record<string, { types?: string; default?: string }> = JSON.parse(
  readFileSync(join(ROOT, "package.json"), "utf8"),
).exports;

test("The package exports everything that the core exports, so that a name never depends on where it is imported from", () => {
  expect(root).toEqual(expect.objectContaining({ ...core }));
});

test("Every entry point is also one for consumers whose module resolution doesn't read exports", () => {
  const { typesVersions } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const modern = Object.entries(ENTRY_POINTS).filter(([name, { types }]) => name !== "." && types !== undefined);
  expect(typesVersions["*"]).toEqual(Object.fromEntries(modern.map(([name, { types }]) => [name.slice(2), [types?.slice(2)]])));
});
