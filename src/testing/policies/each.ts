import { Configuration, Resource } from "../configuration";
import { readLiteral } from "../permissions/json-encode";
import { Arguments } from "../synthesized-stack";
import { block, blocks, isExpression, isSet, referringTo, values } from "./blocks";
import { PolicyRule, RuleViolation } from "./rule";

/** What is wrong with a resource, in a sentence's words; anything else where nothing is. */
type Detail = string | false | undefined;

/** A rule's check that looks at each resource of some types by itself. */
export function eachOf(
  types: readonly string[],
  detail: (resource: Resource, configuration: Configuration) => Detail,
): PolicyRule["check"] {
  return (configuration) =>
    types
      .flatMap((type) => configuration.all(type))
      .flatMap((resource): RuleViolation[] => {
        const found = detail(resource, configuration);
        return typeof found === "string" ? [{ resource, detail: found }] : [];
      });
}

/** Whether an argument is true in any case: the provider takes `"true"` too, and what only Terraform knows isn't. */
export function isSurelyTrue(value: unknown): boolean {
  return value === true || value === "true";
}

/** Whether an argument is written out as false. */
export function isSurelyFalse(value: unknown): boolean {
  return value === false || value === "false";
}

/** A number, written as a text too; undefined for what is left out or only Terraform knows. */
export function numberOf(value: unknown): number | undefined {
  if (value === undefined || value === null || value === "" || isExpression(value)) return undefined;
  return Number(value);
}

/** Whether a number is below a least one: what is left out counts as 0, what only Terraform knows isn't below. */
export function isBelow(value: unknown, least: number): boolean {
  return !isExpression(value) && (numberOf(value) ?? 0) < least;
}

/** What an argument names: a resource, by a reference or by its name written out in `argument`; undefined for what isn't in the stacks. */
export function referred(
  configuration: Configuration,
  resource: Resource,
  value: unknown,
  type: string,
  argument = "name",
): Resource | undefined {
  const key = configuration.key(resource, value);
  return configuration.find(key) ?? configuration.all(type).find(({ args }) => key !== undefined && args[argument] === key);
}

/** Whether a text has a reference to a resource in it, or its name written out: `cluster:${aws_rds_cluster.Orders.cluster_identifier}`. */
export function mentions(configuration: Configuration, resource: Resource, text: unknown, target: Resource, name: unknown): boolean {
  if (typeof text !== "string") return false;
  const references = text.match(/\$\{[^{}]+\}/g) ?? [];
  return (
    references.some((reference) => configuration.key(resource, reference) === target.key) ||
    (typeof name === "string" && !isExpression(name) && text.split(/[:/]/).includes(name))
  );
}

/** Whether some resource refers to what only Terraform knows, such as one of several made by `count`. */
export function hasUnknown(configuration: Configuration, type: string, argument: string): boolean {
  return configuration
    .all(type)
    .some((resource) =>
      values(resource.args[argument]).some((value) => isExpression(value) && !configuration.find(configuration.key(resource, value))),
    );
}

/** Whether some resource of a type refers to a resource by an argument, or may. */
export function mayHave(configuration: Configuration, type: string, argument: string, resource: Resource): boolean {
  return referringTo(configuration, type, argument, resource).length > 0 || hasUnknown(configuration, type, argument);
}

/** Whether Terraform makes the blocks of that name from a list that it alone knows. */
export function isDynamic({ dynamic }: Arguments, name: string): boolean {
  return isSet(block(dynamic)?.[name]);
}

/** How `depends_on` names a resource of the same stack. */
export function addressOf({ key }: Resource): string {
  return key.replace(/^\d+:/, "");
}

/** The containers of an ECS task definition; none of what only Terraform knows. */
export function containersOf({ args }: Resource): Arguments[] {
  const definitions: unknown = args.container_definitions;
  if (typeof definitions !== "string") return [];
  const [, encoded] = /^\$\{jsonencode\(([\s\S]*)\)\}$/.exec(definitions.trim()) ?? [];
  if (encoded !== undefined) return blocks(readLiteral(encoded));
  if (!definitions.trimStart().startsWith("[")) return [];
  try {
    return blocks(JSON.parse(definitions));
  } catch {
    // An expression within may have quotes of its own: only Terraform can read that.
    return [];
  }
}
