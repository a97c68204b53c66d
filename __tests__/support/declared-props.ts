import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";

/** An interface of the sources, or a type that is written out, by its props' types. */
interface DeclaredType {
  readonly props: ReadonlyMap<string, ts.TypeNode>;
  readonly parents: readonly string[];
  /** Whether it has methods, as what constructs implement does. */
  readonly hasMethods: boolean;
}

/** What the sources declare of props, read as text: which parts there are of what is given, and which of them have a table of prop types. */
export interface DeclaredProps {
  /** Each parameter of what is public, and each part of an interface that has a table: `BucketProps.lifecycleRules`, with the interface that it is of. */
  readonly parts: readonly { readonly prop: string; readonly type: string }[];
  /** The interfaces that have a table. */
  readonly checked: ReadonlySet<string>;
  /** The tables that no check is given. */
  readonly unused: readonly string[];
}

/** Generic types whose last argument is what a value holds. */
const WRAPPERS = ["Readonly", "Partial", "Record", "ReadonlyArray", "NonNullable", "Required"];

/** An interface of constructs, such as `IBucket`. */
function isConstructs(name: string): boolean {
  return /^I[A-Z]/.test(name);
}

function parentsOf(node: ts.InterfaceDeclaration | ts.ClassDeclaration, file: ts.SourceFile): string[] {
  return (node.heritageClauses ?? []).flatMap(({ types }) => types.map(({ expression }) => expression.getText(file)));
}

/** The class and method, or the function, that a parameter is of, where users can call it. */
function publicOwner({ parent }: ts.ParameterDeclaration, names: ReadonlySet<string>): [string?, string?] {
  if (ts.isFunctionDeclaration(parent) && parent.name && names.has(parent.name.text)) return [parent.name.text, "call"];
  if (ts.isArrowFunction(parent) && ts.isPropertyAssignment(parent.parent) && ts.isVariableDeclaration(parent.parent.parent.parent)) {
    const owner = parent.parent.parent.parent.name.getText();
    return names.has(owner) ? [owner, parent.parent.name.getText()] : [];
  }
  const isMember = ts.isConstructorDeclaration(parent) || ts.isMethodDeclaration(parent);
  if (!isMember || !ts.isClassDeclaration(parent.parent) || !parent.parent.name) return [];
  const isPrivate = parent.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword);
  const owner = parent.parent.name.text;
  return isPrivate || !names.has(owner) ? [] : [owner, ts.isConstructorDeclaration(parent) ? "constructor" : parent.name.getText()];
}

/** The names that a file of exports hands out. */
export function exportedNames(path: string): ReadonlySet<string> {
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const clauses = file.statements.filter(ts.isExportDeclaration).map(({ exportClause }) => exportClause!);
  return new Set(clauses.filter(ts.isNamedExports).flatMap(({ elements }) => elements.map(({ name }) => name.text)));
}

/** Reads the interfaces and tables of every source file below the folders. */
export function declaredProps(folders: readonly string[], publicNames: ReadonlySet<string>): DeclaredProps {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .sort()
      .map((name) => ts.createSourceFile(name, readFileSync(join(folder, name), "utf8"), ts.ScriptTarget.Latest, true)),
  );
  const interfaces = new Map<string, DeclaredType>();
  const aliases = new Map<string, ts.TypeNode>();
  const parameters: [string, ts.TypeNode][] = [];
  const implemented = new Set<string>();
  const tables = new Map<string, { readonly type: string; readonly file: ts.SourceFile }>();
  for (const file of files) {
    const visit = (node: ts.Node): void => {
      if (ts.isInterfaceDeclaration(node)) interfaces.set(node.name.text, declaredType(node, file));
      if (ts.isParameter(node) && node.type) {
        const [owner, method] = publicOwner(node, publicNames);
        if (owner) parameters.push([`${owner}.${method}(${node.name.getText(file)})`, node.type]);
      }
      if (ts.isClassDeclaration(node)) parentsOf(node, file).forEach((name) => implemented.add(name));
      if (ts.isTypeAliasDeclaration(node)) aliases.set(node.name.text, node.type);
      if (ts.isVariableDeclaration(node) && node.type && ts.isTypeReferenceNode(node.type) && nameOf(node.type, file) === "PropTypes") {
        tables.set(`${file.fileName}: ${node.name.getText(file)}`, { type: node.type.typeArguments![0]!.getText(file), file });
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  const texts = files.map((file) => file.text).join("\n");
  const tabled = new Set([...tables.values()].map(({ type }) => type));

  const propsOf = (name: string): [string, ts.TypeNode][] => {
    const declared = interfaces.get(name);
    return declared ? [...declared.parents.flatMap(propsOf), ...declared.props] : [];
  };
  const isPart = (name: string): boolean => {
    const declared = interfaces.get(name);
    // What constructs implement may have more members than its interface.
    return (
      declared !== undefined && !implemented.has(name) && !isConstructs(name) && !declared.hasMethods && declared.parents.every(isPart)
    );
  };
  const partsOf = (type: ts.TypeNode): string[] => {
    if (ts.isArrayTypeNode(type)) return partsOf(type.elementType);
    if (ts.isTypeOperatorNode(type) || ts.isParenthesizedTypeNode(type)) return partsOf(type.type);
    if (ts.isIntersectionTypeNode(type) && type.types.some((each) => isConstructs(each.getText()))) return [];
    if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) return type.types.flatMap(partsOf);
    if (ts.isTypeLiteralNode(type)) return type.members.length === 0 ? [] : [type.getText()];
    if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return [];
    const name = type.typeName.text;
    if (WRAPPERS.includes(name)) return partsOf(type.typeArguments!.at(-1)!);
    const alias = aliases.get(name);
    return alias ? partsOf(alias) : isPart(name) ? [name] : [];
  };
  // A table may be of several interfaces at once.
  const inAlias = (name: string): string[] => {
    const alias = aliases.get(name);
    return alias ? partsOf(alias) : [];
  };
  const checked = new Set([...tabled].flatMap((name) => [name, ...inAlias(name)]));
  const within = [...checked].flatMap((name) => propsOf(name).map(([prop, type]) => [`${name}.${prop}`, type] as const));
  const parts = [...parameters, ...within].flatMap(([prop, type]) => partsOf(type).map((part) => ({ prop, type: part })));
  const isUsed = (table: string, text: string): boolean =>
    new RegExp(`\\.props(<\\w+>)?\\([^;]*?\\b${table}\\b|\\.\\.\\.${table}\\b`).test(text);
  const unused = [...tables].filter(([key, { file }]) => {
    const table = key.split(": ")[1]!;
    return !isUsed(table, file.text) && !isUsed(table, texts);
  });
  return { parts, checked, unused: unused.map(([key]) => key) };
}

function declaredType(node: ts.InterfaceDeclaration, file: ts.SourceFile): DeclaredType {
  const signatures = node.members.filter(ts.isPropertySignature);
  return {
    props: new Map(signatures.map((member) => [member.name.getText(file), member.type!])),
    parents: parentsOf(node, file),
    hasMethods: node.members.some(ts.isMethodSignature) || signatures.some(({ type }) => type !== undefined && ts.isFunctionTypeNode(type)),
  };
}

function nameOf(type: ts.TypeReferenceNode, file: ts.SourceFile): string {
  return type.typeName.getText(file);
}
