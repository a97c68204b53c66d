import { Token } from "cdktf";
import { NUMBER, STRING, record } from "../../internal/prop-types";
import { Validator } from "../../internal/validator";
import { Arguments, StackResource, expressionOf, parseReference, stackResources } from "../stack-resources";
import { SynthesizedStack } from "../synthesized-stack";
import { isAsymmetric } from "./asymmetric";
import { differences } from "./differences";
import { argumentMistakes, providersOf, typeMistake } from "./provider-types";
import { MatcherResult, lines, receivedStacks, shown } from "./result";

const MOST_DIFFERENCES = 10;
const MOST_RESOURCES = 20;

/** `expect(stack).toHaveResource("aws_vpc", { cidr_block: "10.0.0.0/16" })` */
export function toHaveResource(received: unknown, type: string, properties: Arguments = {}): MatcherResult {
  const stacks = receivedStacks(received, "toHaveResource");
  checkProperties(type, properties, stacks);
  const wanted = `${type}${Object.keys(properties).length === 0 ? "" : ` with ${shown(properties)}`}`;
  const candidates = stacks.flatMap((stack) => {
    const all = stackResources(stack.json);
    return all
      .filter((resource) => resource.type === type)
      .map((resource) => ({ resource, differing: differences(properties, resource.args, (value) => referred(value, all)) }));
  });
  const found = candidates.filter(({ differing }) => differing.length === 0).map(({ resource }) => resource.path);
  if (found.length > 0) return { pass: true, message: () => `expected no ${wanted}, but there is:${lines(found, MOST_RESOURCES)}` };
  if (candidates.length === 0) return { pass: false, message: () => `expected ${wanted}: there is no ${type}. ${typesLike(type, stacks)}` };
  const nearest = candidates.reduce((best, each) => (each.differing.length < best.differing.length ? each : best));
  const many =
    candidates.length === 1
      ? `The only one, ${nearest.resource.path}, differs`
      : `Of ${candidates.length}, the nearest is ${nearest.resource.path}`;
  return { pass: false, message: () => `expected ${wanted}. ${many}:${lines(nearest.differing, MOST_DIFFERENCES)}` };
}

/** `expect(stack).toHaveResourceCount("aws_nat_gateway", 3)` */
export function toHaveResourceCount(received: unknown, type: string, count: number): MatcherResult {
  const stacks = receivedStacks(received, "toHaveResourceCount");
  const validator = new Validator("toHaveResourceCount").props({ type, count }, { type: STRING, count: NUMBER });
  const isCount = Number.isInteger(count) && count >= 0;
  validator.check("count", count, isCount, "must be a whole number, 0 or more", "Nothing can be there so many times.");
  checkType(validator, type, stacks);
  validator.throwIfInvalid();
  const found = stacks.flatMap(({ json }) => stackResources(json).filter((resource) => resource.type === type)).map(({ path }) => path);
  const pass = found.length === count;
  const why = found.length === 0 ? ` ${typesLike(type, stacks)}` : lines(found, MOST_RESOURCES);
  return {
    pass,
    message: () =>
      pass
        ? `expected another number of ${type} than ${count}:${why}`
        : `expected ${count} of ${type}, found ${found.length || "none"}${found.length === 0 ? "." : ":"}${why}`,
  };
}

/** What no resource of a synthesized stack has would never be found, and be absent from each. */
function checkProperties(type: string, properties: Arguments, stacks: readonly SynthesizedStack[]): void {
  const validator = new Validator("toHaveResource").props({ type, properties }, { type: STRING, properties: record<Arguments>() });
  checkType(validator, type, stacks);
  for (const [name, value] of Object.entries(properties)) {
    const terraforms = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
    validator
      .matches("properties", name, /^[^A-Z]*$/, "must have Terraform's names of arguments, which have no capitals", `Write ${terraforms}.`)
      .check(
        `properties.${name}`,
        "a token",
        !holdsToken(value),
        "must be no token: the synthesized stack has none",
        `Expect what resolve says: stack.resolve(stack.resource("${type}").${terraforms}).`,
      );
  }
  const known = new Set(ofType(type, stacks).flatMap(({ args }) => keysIn(args)));
  for (const { within, name, fix } of argumentMistakes(type, properties, (argument) => known.has(argument) || /[A-Z]/.test(argument))) {
    const prop = within === "" ? "properties" : `properties.${within}`;
    validator.check(prop, name, false, `must have arguments of ${type}`, fix);
  }
  validator.throwIfInvalid();
}

/** What the stacks have is a type, whatever the bindings say. */
function checkType(validator: Validator, type: string, stacks: readonly SynthesizedStack[]): void {
  const mistake =
    ofType(type, stacks).length > 0
      ? undefined
      : typeMistake(
          type,
          stacks.flatMap(({ json }) => providersOf(json)),
        );
  if (mistake !== undefined) validator.check("type", type, false, mistake.rule, mistake.fix);
}

function keysIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return [...Object.keys(value), ...Object.values(value).flatMap(keysIn)];
}

function ofType(type: string, stacks: readonly SynthesizedStack[]): StackResource[] {
  return stacks.flatMap(({ json }) => stackResources(json)).filter((resource) => resource.type === type);
}

function holdsToken(value: unknown): boolean {
  if (Token.isUnresolved(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  return isAsymmetric(value) ? holdsToken(value.sample) : Object.values(value).some(holdsToken);
}

/** The value of an argument that a reference names. */
function referred(value: unknown, all: readonly StackResource[]): unknown {
  const reference = typeof value === "string" ? parseReference(expressionOf(value)) : undefined;
  if (reference === undefined) return undefined;
  return all.find(({ type, id }) => type === reference.type && id === reference.id)?.args[reference.attribute];
}

/** Types of the same service, or else all. */
function typesLike(type: string, stacks: readonly SynthesizedStack[]): string {
  const types = [...new Set(stacks.flatMap(({ json }) => stackResources(json).map((resource) => resource.type)))].sort();
  const service = /^(?:data\.)?aws_[^_]+/.exec(type)?.[0];
  const like = types.filter((other) => service !== undefined && other.startsWith(service));
  const named = like.length > 0 ? like : types;
  return named.length === 0
    ? "The stack has no resources."
    : `There are ${named.slice(0, MOST_RESOURCES).join(", ")}${named.length > MOST_RESOURCES ? ", …" : ""}.`;
}
