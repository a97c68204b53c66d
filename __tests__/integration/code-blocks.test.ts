/** Every block of TypeScript in README.md and the guides is compiled against the sources, and where it makes something, synthesized. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import * as ts from "typescript";
import { CodeBlock, codeBlocks, exportedNames } from "../../tools/code-blocks/blocks";
import { typeErrors } from "../../tools/code-blocks/check";
import { blockModule, importLines } from "../../tools/code-blocks/programs";
import { PROJECT } from "../../tools/support/paths";
import { Context } from "../support/guide-context";

const CONTEXT = join(PROJECT, "__tests__/support/guide-context");
const PAGES = [
  "README.md",
  "docs/architecture.md",
  "templates/start/README.md",
  ...readdirSync(join(PROJECT, "docs/guides")).map((name) => `docs/guides/${name}`),
].filter((page) => page.endsWith(".md"));

/** Blocks that are compiled alone, by a piece of their code: of tests, of a reader's classes, files and values, and of the market's hours. */
const COMPILED_ALONE = [
  /…"|\.\.\.anything/,
  /isMarketOpen/,
  /\btest(\.each)?\(|\bexpect\(/,
  /new (Network|Data|Services)Stack\(/,
  /class \w+ /,
  /\bapp\.synth\(\)/,
  /codeFile|readFileSync|source: "/,
];

const pages = new Map(PAGES.map((page) => [page, codeBlocks(page)]));
const blocks = [...pages.values()].flat();

/** Where each name comes from that a block uses without importing it. */
const exported = new Map<string, string>();
for (const [file, from] of [
  ["src/index.ts", "src/index"],
  ["src/testing/index.ts", "src/testing/index"],
] as const) {
  for (const name of exportedNames(file)) if (!exported.has(name)) exported.set(name, join(PROJECT, from));
}
for (const name of ["App", "TerraformOutput", "TerraformStack", "TerraformVariable", "Testing"]) exported.set(name, "cdktf");
exported.set("Construct", "constructs");
exported.set("readFileSync", "node:fs");
exported.set("AwsProvider", "@cdktf/provider-aws/lib/provider");
for (const name of ["OrdersStack", "EdgeFragment", "Environment"]) exported.set(name, CONTEXT);
for (const name of ["NetworkStack", "DataStack", "ServicesStack"]) {
  exported.set(name, join(PROJECT, "examples/layered", name.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase()));
}
for (const name of new Set(blocks.flatMap(({ used }) => used))) {
  const folder = name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
  const isResource =
    /^[A-Z]/.test(name) && !exported.has(name) && existsSync(join(PROJECT, "node_modules/@cdktf/provider-aws/lib", folder));
  if (isResource) exported.set(name, `@cdktf/provider-aws/lib/${folder}`);
}

const contextNames = new Set([
  "stack",
  "anything",
  "env",
  ...Object.getOwnPropertyNames(Context.prototype).filter((name) => !["constructor", "once", "service"].includes(name)),
]);
const modules = new Map(
  [...pages]
    .filter(([, ofPage]) => ofPage.length > 0)
    .map(([page, ofPage]) => [page, blockModule(ofPage, exported, contextNames, CONTEXT)]),
);
const virtualFile = (page: string): string => join(PROJECT, "__tests__", `${page.replace(/\W/g, "-")}.ts`);

test("the pages have blocks", () => {
  expect(blocks.length).toBeGreaterThan(100);
});

test("every block is compiled", () => {
  const files = new Map([...modules].map(([page, text]) => [virtualFile(page), text]));
  blocks.forEach(({ code }, index) => {
    const imports = importLines(code);
    if (imports.length > 0) files.set(join(PROJECT, "__tests__", `imports-${index}.ts`), imports.join("\n"));
  });
  expect(typeErrors(files)).toEqual([]);
});

const made = blocks.filter(({ code }) => !COMPILED_ALONE.some((pattern) => pattern.test(code)));

test.each(made.map((block): [string, CodeBlock] => [block.name, block]))("%s is synthesized", async (_name, block) => {
  const index = pages.get(block.page)!.indexOf(block);
  const { outputText } = ts.transpileModule(modules.get(block.page)!, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const exportsOfPage: Record<string, (this: TerraformStack, context: Context) => Promise<unknown>> = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-require-imports
  new Function("exports", "require", outputText)(exportsOfPage, (name: string) => require(name));
  const stack = new TerraformStack(Testing.app(), "guide");
  if (!/new AwsProvider\((stack|this), "Aws"/.test(block.code)) {
    new AwsProvider(stack, "Aws", { region: "eu-central-1", allowedAccountIds: ["111122223333"] });
  }
  await exportsOfPage[`block${index}`]!.call(stack, new Context(stack));
  expect(Object.keys(JSON.parse(Testing.synth(stack, true)) as object)).toContain("provider");
});
