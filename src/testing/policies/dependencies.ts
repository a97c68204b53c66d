import { Configuration, Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";
import { isExpression, values } from "./blocks";

/** A resource, a data source or a local value, as expressions name it. */
const REFERENCE = /\b(?:(data\.)?(aws_\w+)\.([\w-]+)|local\.([\w-]+))/g;

/** By configuration: what each resource waits for by itself. */
const DIRECT = new WeakMap<Configuration, Map<string, readonly string[]>>();

/**
 * Whether Terraform makes a resource after another: it refers to it or names it in `depends_on`, by itself or by what it waits for. What another
 * stack makes is there before.
 */
export function waitsFor(configuration: Configuration, resource: Resource, other: Resource): boolean {
  if (resource.stack !== other.stack) return true;
  const seen = new Set<string>();
  const queue = [resource.key];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    if (key === other.key) return true;
    const found = seen.has(key) ? undefined : configuration.find(key);
    seen.add(key);
    if (found) queue.push(...direct(configuration, found));
  }
  return false;
}

function direct(configuration: Configuration, resource: Resource): readonly string[] {
  const known = DIRECT.get(configuration) ?? new Map<string, readonly string[]>();
  DIRECT.set(configuration, known);
  const keys = known.get(resource.key) ?? references(configuration, resource);
  known.set(resource.key, keys);
  return keys;
}

function references(configuration: Configuration, { args, stack }: Resource): string[] {
  const { depends_on: listed, ...own } = args;
  const index = configuration.stacks.indexOf(stack);
  return [...expressionsIn(own, stack.json.locals ?? {}, new Set()), ...values(listed).map(String)].flatMap((text) =>
    [...text.matchAll(REFERENCE)].flatMap(([, data = "", type, id]) => (type === undefined ? [] : `${index}:${data}${type}.${id}`)),
  );
}

/** The texts with expressions among values, and those of the local values that they name. */
function expressionsIn(value: unknown, locals: Arguments, seen: Set<string>): string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap((one) => expressionsIn(one, locals, seen));
  if (typeof value !== "string" || !isExpression(value)) return [];
  const named = [...value.matchAll(REFERENCE)].flatMap(([, , , , local]) => (local === undefined || seen.has(local) ? [] : local));
  named.forEach((name) => seen.add(name));
  return [value, ...named.flatMap((name) => expressionsIn(locals[name], locals, seen))];
}
