import { Configuration, Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";

/** A block or the blocks of that name: Terraform's JSON has an object or a list for one. What only Terraform knows has none. */
export function blocks(value: unknown): Arguments[] {
  return [value].flat().filter((one): one is Arguments => typeof one === "object" && one !== null);
}

/** The one block of that name; undefined where there is none. */
export function block(value: unknown): Arguments | undefined {
  return blocks(value)[0];
}

/** Strings and the like, of an argument that is a list or one value in place of it. */
export function values(value: unknown): unknown[] {
  return [value].flat().filter((one) => one !== undefined && one !== null);
}

/** A value that only Terraform knows: an expression, or a text with one in it. */
export function isExpression(value: unknown): boolean {
  return typeof value === "string" && value.includes("${");
}

/** Whether an argument is true, or may be: the provider takes `"true"` too. */
export function isTrue(value: unknown): boolean {
  return value === true || value === "true" || isExpression(value);
}

/** Whether an argument is false, left out included. What only Terraform knows isn't. */
export function isFalse(value: unknown): boolean {
  return !isTrue(value);
}

/** Whether there is a value: an expression counts as one. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}

/** Whether a value is one of those, or may be. */
export function isOneOf(value: unknown, allowed: readonly unknown[]): boolean {
  return isExpression(value) || allowed.includes(value);
}

/** A value as a sentence shows it: `"Suspended"`, `not set`. */
export function shown(value: unknown): string {
  return value === undefined || value === null ? "not set" : JSON.stringify(value);
}

/** `versioning_configuration.status is "Suspended"`. */
export function says(argument: string, value: unknown): string {
  return `${argument} is ${shown(value)}`;
}

/** What refers to a resource by an argument, such as the versioning of a bucket: of all stacks, and by the same name written out too. */
export function referringTo(configuration: Configuration, type: string, argument: string, resource: Resource): Resource[] {
  const all = referrers(configuration, type, argument);
  const name: unknown = resource.args[argument];
  return [...(all.get(resource.key) ?? []), ...((typeof name === "string" && !isExpression(name) ? all.get(name) : undefined) ?? [])];
}

/** By what a configuration's resources refer to, for each type and argument: each is gone through once. */
const REFERRERS = new WeakMap<Configuration, Map<string, Map<string, Resource[]>>>();

function referrers(configuration: Configuration, type: string, argument: string): Map<string, Resource[]> {
  const known = REFERRERS.get(configuration) ?? new Map<string, Map<string, Resource[]>>();
  REFERRERS.set(configuration, known);
  const index = `${type}.${argument}`;
  let byKey = known.get(index);
  if (!byKey) {
    byKey = new Map<string, Resource[]>();
    for (const referrer of configuration.all(type)) {
      for (const key of configuration.keys(referrer, referrer.args[argument])) byKey.set(key, [...(byKey.get(key) ?? []), referrer]);
    }
    known.set(index, byKey);
  }
  return byKey;
}

/** The type of what an argument refers to, such as `aws_kms_key`; undefined for what isn't in the stacks. */
export function typeOf(configuration: Configuration, resource: Resource, value: unknown): string | undefined {
  return configuration.find(configuration.key(resource, value))?.type;
}
