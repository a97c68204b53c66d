import * as ts from "typescript";
import { CodeBlock } from "./blocks";

/** What a block may use without an import: names, by the module that exports them. */
export type Exports = ReadonlyMap<string, string>;

/**
 * Each block as a function of a module: what it takes from the page's earlier blocks stands before it, everything else that it names is imported or taken from the context.
 *
 *     export function block1(this: TerraformStack, context: Context): unknown { … }
 */
export function blockModule(
  blocks: readonly CodeBlock[],
  exported: Exports,
  contextNames: ReadonlySet<string>,
  contextModule: string,
): string {
  const functions = blocks.map((block, index) => {
    const chain = earlierBlocks(block, blocks.slice(0, index), new Set([...contextNames, ...exported.keys()]));
    const used = new Set(chain.flatMap((each) => [...each.used]));
    // What a block declares before anything of the chain uses it is its own.
    const isGiven = (name: string): boolean => chain.find((each) => each.used.includes(name))?.declared.includes(name) === false;
    const names = [...contextNames].filter(isGiven);
    const imports = [...used].filter((name) => exported.has(name) && !chain.some(({ declared }) => declared.includes(name)));
    const body = chain.map(({ code }) => `{\n${withoutImports(code)}`).join("\n") + "}".repeat(chain.length);
    return {
      imports,
      text: `export async function block${index}(this: TerraformStack, context: Context): Promise<unknown> {\nconst { ${names.join(", ")} } = context;\n${body}\nreturn undefined;\n}`,
    };
  });
  const imported = new Set(["TerraformStack", ...functions.flatMap(({ imports }) => imports)]);
  const lines = [...imported].map((name) => `import { ${name} } from ${JSON.stringify(exported.get(name))};`);
  return [`import { Context } from ${JSON.stringify(contextModule)};`, ...lines, ...functions.map(({ text }) => text)].join("\n");
}

/** The modules that a block imports by itself: those must exist and export what it names. */
export function importLines(code: string): string[] {
  const file = ts.createSourceFile("block.ts", code, ts.ScriptTarget.ES2022, true);
  return file.statements.filter(ts.isImportDeclaration).map((statement) => statement.getText());
}

function withoutImports(code: string): string {
  return importLines(code).reduce((rest, line) => rest.replace(line, ""), code);
}

/** The block, after those of its page whose declarations it uses. */
function earlierBlocks(block: CodeBlock, before: readonly CodeBlock[], known: ReadonlySet<string>): CodeBlock[] {
  const chain = [block];
  const wanted = new Set(block.used.filter((name) => !known.has(name) && !block.declared.includes(name)));
  for (const earlier of [...before].reverse()) {
    if (!earlier.declared.some((name) => wanted.has(name))) continue;
    chain.unshift(earlier);
    earlier.declared.forEach((name) => wanted.delete(name));
    earlier.used.filter((name) => !known.has(name) && !earlier.declared.includes(name)).forEach((name) => wanted.add(name));
  }
  return chain;
}
