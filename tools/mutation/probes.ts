import ts from "typescript";

/** A function that a test may go through. */
interface Body {
  readonly start: number;
  readonly end: number;
}

/**
 * A source whose functions say that they ran: each adds its probe's name to the set `reachedProbes` of the global object. Pure.
 */
export function withProbes(file: string, source: string): string {
  const edits = functionsOf(file, source).flatMap((node) => probe(node, `globalThis.reachedProbes ??= new Set()`, nameOf(file, node)));
  return edits
    .sort((one, other) => other.at - one.at)
    .reduce((text, { at, insert }) => text.slice(0, at) + insert + text.slice(at), source);
}

/** The probe of the innermost function around a change: undefined for what runs when the file is loaded, or makes an instance. Pure. */
export function probeAround(file: string, source: string, { start, end }: Body): string | undefined {
  const around = functionsOf(file, source).filter((node) => node.getStart() <= start && end <= node.getEnd());
  const innermost = around.sort((one, other) => one.getWidth() - other.getWidth())[0];
  return innermost && nameOf(file, innermost);
}

function nameOf(file: string, node: ts.Node): string {
  return `${file}:${node.getStart()}`;
}

/** Functions, and what of a class runs when an instance is made, which belongs to none of them. */
function functionsOf(file: string, source: string): ts.FunctionLikeDeclaration[] {
  const found: ts.FunctionLikeDeclaration[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && (node as ts.FunctionLikeDeclaration).body !== undefined) found.push(node as ts.FunctionLikeDeclaration);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true));
  return found;
}

function probe({ body }: ts.FunctionLikeDeclaration, set: string, name: string): { at: number; insert: string }[] {
  const call = `(${set}).add(${JSON.stringify(name)})`;
  if (!ts.isBlock(body!)) {
    return [
      { at: body!.getStart(), insert: `(${call}, ` },
      { at: body!.getEnd(), insert: ")" },
    ];
  }
  // A constructor may have to begin with `super`.
  const first = body.statements[0];
  const isSuper =
    first !== undefined &&
    ts.isExpressionStatement(first) &&
    ts.isCallExpression(first.expression) &&
    first.expression.expression.kind === ts.SyntaxKind.SuperKeyword;
  return [{ at: isSuper ? first.getEnd() : body.getStart() + 1, insert: ` ${call};` }];
}
