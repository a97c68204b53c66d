/** The linter holds the direction of imports: each rule is shown to catch what it is for. */
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
  ["a module, from the core", "src/core/names.ts", '"../../modules/network"', "The core knows no module."],
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
