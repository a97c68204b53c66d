import { FUNCTIONS, isObject, isSame, isScalar } from "./functions";
import { ELEMENT, Node } from "./syntax";

/** What expressions refer to. Each answer is undefined where only Terraform can say. */
export interface Scope {
  /** The attribute of the resource at an address, such as `aws_subnet.a` or `aws_subnet.a[0]`. */
  readonly attribute: (address: string, name: string) => unknown;
  /** What the data source at an address without `data.`, such as `aws_partition.current`, has read. */
  readonly data: (address: string) => unknown;
  readonly local: (name: string) => unknown;
}

type Names = Readonly<Record<string, unknown>>;

/** The value of an expression; undefined where only Terraform can say, or says that it is an error. */
export function evaluate(node: Node, scope: Scope, names: Names = {}): unknown {
  const value = (each: Node): unknown => evaluate(each, scope, names);
  switch (node.kind) {
    case "literal":
      return node.value;
    case "template": {
      const parts = node.parts.map(value);
      return parts.every(isScalar) ? parts.map(String).join("") : undefined;
    }
    case "variable":
      return member(names, node.name);
    case "attribute": {
      const found = reference(node, scope, names);
      return found === undefined ? member(value(node.of), node.name) : found;
    }
    case "index":
      return member(value(node.of), value(node.key));
    case "splat":
      return splat(value(node.of), (element) => evaluate(node.each, scope, { ...names, [ELEMENT]: element }));
    case "call":
      return call(node.name, node.args.map(value));
    case "tuple":
      return whole(node.elements.map(value));
    case "object":
      return object(node.members.map(([key, each]) => [value(key), value(each)]));
    case "for":
      return forValues(node, value(node.of), (each, further) => evaluate(each, scope, { ...names, ...further }));
    case "conditional": {
      const condition = value(node.condition);
      return typeof condition === "boolean" ? value(condition ? node.then : node.otherwise) : undefined;
    }
    case "binary":
      return binary(node.operator, value(node.left), value(node.right));
    case "unary":
      return unary(node.operator, value(node.operand));
  }
}

/** What isn't a resource, such as `each.value`, is found nowhere. `local.x`, `data.aws_partition.current`, `aws_vpc.a.id`, `aws_vpc.a[0].id`, `aws_vpc.a["key"].id`. */
function reference(node: Node & { kind: "attribute" }, scope: Scope, names: Names): unknown {
  const { of, name } = node;
  if (of.kind === "variable") return of.name === "local" && !("local" in names) ? scope.local(name) : undefined;
  if (of.kind === "attribute" && of.of.kind === "variable" && of.of.name === "data") return scope.data(`${of.name}.${name}`);
  const [resource, key] = of.kind === "index" && of.key.kind === "literal" ? [of.of, of.key.value] : [of, undefined];
  if (resource.kind !== "attribute" || resource.of.kind !== "variable") return undefined;
  const type = resource.of.name;
  if (type in names) return undefined;
  return scope.attribute(`${type}.${resource.name}${key === undefined ? "" : `[${JSON.stringify(key)}]`}`, name);
}

function member(of: unknown, key: unknown): unknown {
  if (Array.isArray(of)) return typeof key === "number" ? (of[key] as unknown) : undefined;
  return isObject(of) && typeof key === "string" && Object.hasOwn(of, key) ? of[key] : undefined;
}

function splat(of: unknown, each: (element: unknown) => unknown): unknown {
  if (of === undefined) return undefined;
  return whole((Array.isArray(of) ? of : of === null ? [] : [of]).map(each));
}

function call(name: string, args: readonly unknown[]): unknown {
  if (args.includes(undefined) || !Object.hasOwn(FUNCTIONS, name)) return undefined;
  return FUNCTIONS[name]!(...args);
}

/** Undefined where an element is. */
function whole(elements: readonly unknown[]): readonly unknown[] | undefined {
  return elements.includes(undefined) ? undefined : elements;
}

function object(members: readonly (readonly unknown[])[]): unknown {
  const isKnown = members.every(([key, value]) => isScalar(key) && value !== undefined);
  return isKnown ? Object.fromEntries(members.map(([key, value]) => [String(key), value])) : undefined;
}

type Each = (node: Node, names: Names) => unknown;

function forValues({ names, key, value, condition }: Node & { kind: "for" }, of: unknown, each: Each): unknown {
  const entries: readonly (readonly [unknown, unknown])[] | undefined = Array.isArray(of)
    ? of.map((element, index) => [index, element])
    : isObject(of)
      ? Object.keys(of)
          .sort()
          .map((name) => [name, of[name]])
      : undefined;
  if (entries === undefined) return undefined;
  const scopes = entries.map(([index, element]) =>
    names.length === 1 ? { [names[0]!]: element } : { [names[0]!]: index, [names[1]!]: element },
  );
  const conditions = scopes.map((scope) => (condition === undefined ? true : each(condition, scope)));
  if (!conditions.every((holds) => typeof holds === "boolean")) return undefined;
  const chosen = scopes.filter((_, index) => conditions[index]);
  if (key === undefined) return whole(chosen.map((scope) => each(value, scope)));
  return object(chosen.map((scope) => [each(key, scope), each(value, scope)]));
}

function binary(operator: string, a: unknown, b: unknown): unknown {
  if (a === undefined || b === undefined) return undefined;
  if (operator === "==" || operator === "!=") {
    const same = isSame(a, b);
    return same === undefined ? undefined : same === (operator === "==");
  }
  if (typeof a === "boolean" && typeof b === "boolean") return operator === "&&" ? a && b : operator === "||" ? a || b : undefined;
  return typeof a === "number" && typeof b === "number" ? arithmetic(operator, a, b) : undefined;
}

function arithmetic(operator: string, a: number, b: number): unknown {
  const results: Readonly<Record<string, number | boolean>> = {
    "+": a + b,
    "-": a - b,
    "*": a * b,
    "/": a / b,
    "%": a % b,
    ">": a > b,
    ">=": a >= b,
    "<": a < b,
    "<=": a <= b,
  };
  const result = results[operator];
  // Terraform counts with more digits.
  return typeof result === "number" && !Number.isSafeInteger(result) ? undefined : result;
}

function unary(operator: string, operand: unknown): unknown {
  if (operator === "!") return typeof operand === "boolean" ? !operand : undefined;
  return typeof operand === "number" ? -operand : undefined;
}
