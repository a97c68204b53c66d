import { Resolve } from "./fill";

/** `${aws_vpc.Network.id}`: an attribute of a resource, and nothing else. Members and elements of it are Terraform's to look up. */
const REFERENCE = /\$\{([a-z0-9_]+\.[\w-]+)\.([a-z0-9_]+)\}/g;

/** `${local.UserData}`, and the same as a launch template takes it. */
const LOCAL = /^\$\{(base64encode\()?local\.([\w-]+)(\))?\}$/;

/**
 * Resolves what the configuration takes from other resources, where it does no more than take: that spares Terraform most of its rounds.
 *
 * @param attribute the attribute of the resource at an address; undefined where it has none
 * @param locals the configuration's. @default - none
 */
export function referenceResolver(
  attribute: (address: string, name: string) => unknown,
  locals: Readonly<Record<string, unknown>> = {},
): Resolve {
  const resolve: Resolve = (expression) => {
    if (Array.isArray(expression)) {
      const elements = expression.map(resolve);
      return elements.includes(undefined) ? undefined : elements;
    }
    if (typeof expression === "string") {
      const [, encoded, local, closed] = LOCAL.exec(expression) ?? [];
      if (local === undefined) return resolveText(expression, attribute);
      const value = resolve(locals[local]);
      if (encoded === undefined) return closed === undefined ? value : undefined;
      return typeof value === "string" ? Buffer.from(value, "utf8").toString("base64") : undefined;
    }
    if (typeof expression !== "object" || expression === null) return expression;
    const members = Object.entries(expression).map(([name, value]) => [name, resolve(value)] as const);
    return members.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(members);
  };
  return resolve;
}

function resolveText(text: string, attribute: (address: string, name: string) => unknown): unknown {
  const references = [...text.matchAll(REFERENCE)];
  const [first] = references;
  if (first && first[0] === text) return attribute(first[1]!, first[2]!);
  const values = new Map(references.map(([whole, address, name]) => [whole, attribute(address!, name!)]));
  const resolvable = [...values.values()].every((value) => ["string", "number", "boolean"].includes(typeof value));
  // Whatever else is an expression, or an escape, is Terraform's.
  if (!resolvable || /[$%]\{/.test(text.replace(REFERENCE, ""))) return undefined;
  return text.replace(REFERENCE, (whole) => String(values.get(whole)));
}
