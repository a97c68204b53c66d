import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { PROJECT } from "../support/paths";

/** One block of TypeScript on a page of the documentation. */
export interface CodeBlock {
  /** Its page and line: `docs/guides/core.md:7`. */
  readonly name: string;
  readonly page: string;
  readonly code: string;
  /** What it declares for later blocks of its page. */
  readonly declared: readonly string[];
  /** Names that it uses. */
  readonly used: readonly string[];
}

/** The blocks of a page, a path from the project on. */
export function codeBlocks(page: string): CodeBlock[] {
  const text = readFileSync(join(PROJECT, page), "utf8");
  return [...text.matchAll(/^( *)```ts\n([\s\S]*?)^ *```$/gm)].map((match) => {
    const code = completed(match[2]!.replace(new RegExp(`^${match[1]}`, "gm"), ""));
    const file = ts.createSourceFile("block.ts", code, ts.ScriptTarget.ES2022, true);
    return {
      name: `${page}:${text.slice(0, match.index).split("\n").length}`,
      page,
      code,
      declared: declaredNames(file),
      used: usedNames(file),
    };
  });
}

/** What a file exports by name. */
export function exportedNames(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(PROJECT, file), "utf8"), ts.ScriptTarget.ES2022, true);
  return source.statements.flatMap((statement) =>
    ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map(({ name }) => name.text)
      : [],
  );
}

/** `{ …, removal: "protect" }` is for the reader to fill in. A block that begins with a prop shows props alone. */
function completed(code: string): string {
  const whole = code.replace(/\{ …(?=[, ])/g, "{ ...anything");
  return /^\w+: /.test(whole) ? `const props: EdgeFragment = {\n${whole}\n};\n` : whole;
}

function declaredNames(file: ts.SourceFile): string[] {
  return file.statements.flatMap((statement) => {
    if (ts.isClassDeclaration(statement) || ts.isFunctionDeclaration(statement)) return statement.name ? [statement.name.text] : [];
    return ts.isVariableStatement(statement) ? statement.declarationList.declarations.flatMap(({ name }) => boundNames(name)) : [];
  });
}

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

/** Identifiers that stand for something: not the names of members. */
function usedNames(file: ts.SourceFile): string[] {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isIdentifier(node) && !isMemberName(node)) names.add(node.text);
    node.forEachChild(visit);
  };
  visit(file);
  return [...names];
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isPropertyAssignment(parent)) return parent.name === node;
  return ts.isBindingElement(parent) && parent.propertyName === node;
}
