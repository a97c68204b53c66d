import ts from "typescript";

/** One small change of a source file. */
export interface Mutant {
  readonly file: string;
  /** What was changed, in a word. */
  readonly kind: string;
  /** First line of the change, from 1. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly original: string;
  readonly replacement: string;
}

/** A change of a node; `undefined` where there is none of its kind. */
type Mutation = (node: ts.Node) => Omit<Mutant, "file" | "line" | "original"> | undefined;

const COMPARISONS: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.LessThanToken]: "<=",
  [ts.SyntaxKind.LessThanEqualsToken]: "<",
  [ts.SyntaxKind.GreaterThanToken]: ">=",
  [ts.SyntaxKind.GreaterThanEqualsToken]: ">",
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: "!==",
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: "===",
  [ts.SyntaxKind.AmpersandAmpersandToken]: "||",
  [ts.SyntaxKind.BarBarToken]: "&&",
  [ts.SyntaxKind.PlusToken]: "-",
  [ts.SyntaxKind.MinusToken]: "+",
  [ts.SyntaxKind.AsteriskToken]: "/",
};

const replaced = (kind: string, node: ts.Node, replacement: string) => ({ kind, start: node.getStart(), end: node.getEnd(), replacement });

/** An argument, or a part of a policy, that is left out. */
const property: Mutation = (node) => {
  if (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node) && !ts.isSpreadAssignment(node)) return undefined;
  const { properties } = node.parent as ts.ObjectLiteralExpression;
  const next = properties[properties.indexOf(node) + 1];
  return { kind: "property dropped", start: node.getStart(), end: next ? next.getStart() : node.getEnd(), replacement: "" };
};

const element: Mutation = (node) => {
  if (ts.isSourceFile(node) || !ts.isArrayLiteralExpression(node.parent) || ts.isOmittedExpression(node)) return undefined;
  const { elements } = node.parent;
  const next = elements[elements.indexOf(node as ts.Expression) + 1];
  return { kind: "element dropped", start: node.getStart(), end: next ? next.getStart() : node.getEnd(), replacement: "" };
};

const boolean: Mutation = (node) => {
  if (node.kind === ts.SyntaxKind.TrueKeyword) return replaced("boolean flipped", node, "false");
  if (node.kind === ts.SyntaxKind.FalseKeyword) return replaced("boolean flipped", node, "true");
  return undefined;
};

const number: Mutation = (node) =>
  ts.isNumericLiteral(node) ? replaced("number changed", node, `${Number(node.text.replace(/_/g, "")) + 1}`) : undefined;

const text: Mutation = (node) => {
  if (!ts.isStringLiteral(node) || ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent)) return undefined;
  // What split() gives always has a first entry: such a default is for the compiler.
  if (ts.isBindingElement(node.parent) && ts.isArrayBindingPattern(node.parent.parent)) return undefined;
  return replaced("text changed", node, JSON.stringify(`${node.text}x`));
};

const operator: Mutation = (node) => {
  const replacement = COMPARISONS[node.kind];
  return replacement && ts.isBinaryExpression(node.parent) && node.parent.operatorToken === node
    ? replaced("operator changed", node, replacement)
    : undefined;
};

const condition: Mutation = (node) => {
  if (ts.isConditionalExpression(node)) return replaced("condition fixed", node.condition, "(true as boolean)");
  if (ts.isIfStatement(node)) return replaced("condition fixed", node.expression, "(false as boolean)");
  return undefined;
};

const call: Mutation = (node) => {
  if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) return undefined;
  if (node.expression.expression.kind === ts.SyntaxKind.SuperKeyword) return undefined;
  return replaced("call left out", node, ";");
};

const fallback: Mutation = (node) =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken
    ? replaced("default ignored", node, node.left.getText())
    : undefined;

const MUTATIONS: readonly Mutation[] = [property, element, boolean, number, text, operator, condition, call, fallback];

/** Every single change of a source file. Pure. */
export function mutantsOf(file: string, source: string): Mutant[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  const mutants: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    // Types leave no trace at run time.
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    for (const mutation of MUTATIONS) {
      const found = mutation(node);
      if (!found) continue;
      const line = tree.getLineAndCharacterOfPosition(found.start).line + 1;
      mutants.push({ ...found, file, line, original: source.slice(found.start, found.end) });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return mutants;
}

export function mutate(source: string, { start, end, replacement }: Mutant): string {
  return source.slice(0, start) + replacement + source.slice(end);
}
