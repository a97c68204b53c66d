/** CONTRIBUTING.md names all that is downloaded. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../../tools/support/paths";

const PAGE = readFileSync(join(PROJECT, "CONTRIBUTING.md"), "utf8");
const tools = readdirSync(join(PROJECT, "tools"), { recursive: true, encoding: "utf8" });

/** The tools' code that makes a folder once. */
const makers = tools
  .filter((name) => name.endsWith(".ts") && name !== "support/made-once.ts")
  .filter((name) => readFileSync(join(PROJECT, "tools", name), "utf8").includes("madeOnce("));

/** What each of them downloads, in words of the page. */
const DOWNLOADS: Readonly<Record<string, readonly string[]>> = {
  "bench/rows/synthesis.ts": ["`aws-cdk-lib`"],
  "site/chromium.ts": ["`chromium-headless-shell`"],
  "support/databases/packages.ts": ["MariaDB"],
  "support/databases/redis-files.ts": ["Redis OSS", "Valkey", "`mvn`"],
  "support/emulator/python-environment.ts": ["`tools/emulator`", "`tools/checkov`"],
  "support/npm-packages.ts": ["`tools/databases`", "`tools/iam-reference`"],
  "versions/install.ts": ["`tools/versions/combinations.ts`"],
};

test("the tools that download something are those of the page", () => {
  expect(makers.sort()).toEqual(Object.keys(DOWNLOADS).sort());
});

test.each(Object.entries(DOWNLOADS))("the page says what %s downloads", (_, words) => {
  for (const word of words) expect(PAGE).toContain(word);
});

test("the page names each folder with Python's requirements", () => {
  const folders = tools.filter((name) => name.endsWith("requirements.txt")).map((name) => `\`tools/${name.split("/")[0]}\``);
  expect(folders.length).toBeGreaterThan(0);
  for (const folder of folders) expect(PAGE).toContain(folder);
});

test("the page names the programs that tools call and that no package brings", () => {
  for (const program of ["`openssl`", "`bash`", "Python 3.10", "Terraform 1.10", "`mvn`", "apt"]) expect(PAGE).toContain(program);
});
