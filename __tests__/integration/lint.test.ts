/** The linter holds the direction of imports and the doors of the package: each rule is shown to catch what it is for. */
import { join } from "node:path";
import { ESLint, loadESLint } from "eslint";

const ROOT = join(__dirname, "../..");
let eslint: ESLint;

beforeAll(async () => {
  const LegacyESLint = await loadESLint({ useFlatConfig: false });
  eslint = new LegacyESLint({ cwd: ROOT }) as ESLint;
});

/** What the linter says of `source` in the place of a file. */
async function messages(file: string, source: string): Promise<string[]> {
  const [result] = await eslint.lintText(source, { filePath: join(ROOT, file) });
  return result!.messages.map(({ message }) => message).filter((message) => !message.includes("'used'"));
}

test.each([
  ["the root of the provider's bindings", "modules/network/network.ts", '"@cdktf/provider-aws"', "Import the resource's own folder"],
  ["another module", "modules/network/network.ts", '"../storage"', "A module knows another only by an interface"],
  ["the package root, from a module", "modules/network/network.ts", '"../../src"', "A module imports from src/core."],
  ["a module, from the core", "src/core/role.ts", '"../../modules/network"', "The core knows no module."],
  ["a module, from what is internal", "src/internal/names.ts", '"../../modules/network"', "The core knows no module."],
  ["what is internal, from the package root", "src/index.ts", '"./internal/names"', "What is internal is never exported."],
  ["what is internal, from an example", "examples/trading-stack/main.ts", '"../../src/internal/names"', "An example uses what users have."],
  ["what imports the file itself", "src/internal/names.ts", '"../core/connections"', "Dependency cycle"],
  [
    "an example, from a module",
    "modules/network/network.ts",
    '"../../examples/trading-stack/environments"',
    "The library knows no example.",
  ],
])("an import of %s is refused", async (_, file, module, expected) => {
  const found = await messages(file, `import * as used from ${module};\n\nexport { used };\n`);
  expect(found.join("\n")).toContain(expected);
});

test("an import of one resource's bindings and of the core passes", async () => {
  const source =
    'import { Vpc } from "@cdktf/provider-aws/lib/vpc";\nimport { Validator } from "../../src/internal/validator";\n\nexport { Validator, Vpc };\n';
  expect(await messages("modules/network/network.ts", source)).toEqual([]);
});

test.each([
  ["everything of a file", 'export * from "./role";\n', "Export by name: every export is a promise."],
  [
    "a type only, which may hide a circle",
    'import type { IRole } from "./role";\n\nexport type X = IRole;\n',
    "Use an `import` instead of an `import type`.",
  ],
])("an import or export of %s is refused", async (_, source, expected) => {
  expect((await messages("src/core/index.ts", source)).join("\n")).toContain(expected);
});
