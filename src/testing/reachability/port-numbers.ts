import { Configuration, Resource } from "../configuration";
import { parseReference } from "../stack-resources";
import { ALL_PORTS, FilterRule, Part } from "./filters";
import { ConnectionStep } from "./verdict";

/** A port; undefined where none is given, `unknown` where only Terraform knows it. */
export type PortNumber = number | "unknown" | undefined;

/** A port as Terraform takes it: a number, also in quotes, or a reference to another resource's. */
export function portNumber(configuration: Configuration, resource: Resource, value: unknown): PortNumber {
  if (value === undefined || value === null || value === "") return undefined;
  const written = Number(value);
  if (!Number.isNaN(written)) return written;
  const { stack, expression } = configuration.followed(resource.stack, String(value));
  const reference = parseReference(expression);
  const owner = reference && configuration.find(configuration.key({ stack }, `\${${expression}}`));
  const given: unknown = owner?.args[reference!.attribute];
  // What the other one refers to in its turn is left to Terraform.
  return given === undefined || given === null || Number.isNaN(Number(given)) ? "unknown" : Number(given);
}

/** The ports of a rule: all of them where only Terraform knows one. */
export function knownPorts(first: PortNumber, last: PortNumber): Pick<FilterRule, "ports" | "isOfUnknownPorts"> {
  const isKnown = typeof first === "number" && typeof last === "number";
  return isKnown ? { ports: { first, last }, isOfUnknownPorts: false } : { ports: ALL_PORTS, isOfUnknownPorts: true };
}

/** What is taken for granted of rules that decide and whose ports only Terraform knows. */
export function unknownPorts(decisive: readonly Part[], resource: string): ConnectionStep[] {
  const names = decisive.flatMap(({ rule }) => (rule?.isOfUnknownPorts === true ? [rule.name] : []));
  return [...new Set(names)].map((name) => ({
    resource,
    verdict: "allowed",
    sentence: `the ports of ${name} of ${resource}, which only Terraform knows, are taken to be all`,
    assumed: true,
  }));
}
