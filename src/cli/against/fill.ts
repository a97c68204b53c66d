import { Owner, placeholder } from "./placeholders";
import { Shape } from "./schema";

/** What stands behind an expression of the configuration; undefined where only Terraform can say. */
export type Resolve = (expression: unknown) => unknown;

export interface Filling {
  readonly owner: Owner;
  /** The values that the resource has already, if any. */
  readonly previous?: unknown;
  /** What the configuration says in this place, if anything. */
  readonly configured?: unknown;
  readonly resolve: Resolve;
  /** Called where a placeholder, or what was there before, stands for what the configuration says. @default - nobody is told */
  readonly guessed?: () => void;
}

/**
 * A planned value without anything unknown: what isn't known is what the configuration refers to, what was there before, or a placeholder.
 *
 * @param unknown as `after_unknown` of a plan has it: `true`, or a tree with `true` at its leaves
 */
export function fill(value: unknown, unknown: unknown, shape: Shape, path: string, filling: Filling): unknown {
  if (unknown === true) return known(shape, path, filling);
  if (Array.isArray(unknown)) {
    const values = Array.isArray(value) ? value : [];
    return unknown.map((each, index) =>
      fill(values[index], each, shape.element ?? DYNAMIC, `${path}.${index}`, element(filling, index, unknown.length)),
    );
  }
  if (!isObject(unknown)) return value;
  const values = isObject(value) ? value : {};
  const members = Object.keys(unknown).map((name) => {
    const member = shape.kind === "map" ? shape.element : shape.members?.[name];
    return [name, fill(values[name], unknown[name], member ?? DYNAMIC, `${path}.${name}`, inside(filling, name))];
  });
  return isObject(value) || members.some(([, each]) => each !== undefined)
    ? { ...values, ...Object.fromEntries(members.filter(([, each]) => each !== undefined)) }
    : value;
}

const DYNAMIC: Shape = { kind: "dynamic" };

function known(shape: Shape, path: string, { owner, previous, configured, resolve, guessed }: Filling): unknown {
  if (configured !== undefined) {
    const resolved = resolve(configured);
    if (resolved !== undefined) return converted(resolved, shape);
    guessed?.();
  }
  return previous ?? placeholder(shape, path, owner);
}

/** Terraform converts what an expression says to the attribute's type. https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion */
function converted(value: unknown, { kind }: Shape): unknown {
  if (kind === "string" && (typeof value === "number" || typeof value === "boolean")) return String(value);
  if (kind === "number" && typeof value === "string" && value !== "" && Number.isSafeInteger(Number(value))) return Number(value);
  if (kind === "bool" && (value === "true" || value === "false")) return value === "true";
  return value;
}

function inside(filling: Filling, name: string): Filling {
  const { previous, configured } = filling;
  return {
    ...filling,
    previous: isObject(previous) ? previous[name] : undefined,
    configured: isObject(configured) ? configured[name] : undefined,
  };
}

/** Elements are compared by their place: a set has none, and whatever doesn't fit then Terraform corrects. */
function element(filling: Filling, index: number, length: number): Filling {
  const at = (value: unknown): unknown =>
    Array.isArray(value) ? (value.length === length ? value[index] : undefined) : index === 0 ? value : undefined;
  return { ...filling, previous: at(filling.previous), configured: at(filling.configured) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
