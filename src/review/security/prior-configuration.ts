import { isDeepStrictEqual } from "node:util";
import {
  ArgumentExpression,
  BlockExpressions,
  Expression,
  ModuleCall,
  ModuleConfiguration,
  ModuleValues,
  PlanJson,
  ResourceConfiguration,
  ResourceValues,
  isExpression,
} from "../../testing/plan/plan-json";
import { Arguments } from "../../testing/stack-resources";

/** What a plan says of a resource's values before and after it. */
interface Change {
  readonly before?: Arguments | null;
  readonly after?: Arguments | null;
  readonly after_unknown?: Arguments;
}

type Changes = ReadonlyMap<string, Change>;

/** What AWS or the provider makes of the others. */
const COMPUTED = new Set(["id", "arn", "tags_all"]);
const MODULE = /^module\.([^.[]+)/;

/**
 * The configuration that the state before a plan would have been made by: the plan's own where a value is as it was, with its references; and what the configuration doesn't have any
 * more as it stands in the state. Pure.
 */
export function priorConfiguration({ configuration, prior_state: prior, resource_changes: changes = [] }: PlanJson): ModuleConfiguration {
  const byAddress = new Map(changes.map(({ address, change }): [string, Change] => [address, change]));
  return ofModule(configuration.root_module, [prior?.values?.root_module ?? {}], byAddress);
}

/** @param states the module's resources, as often as it is called */
function ofModule(configured: ModuleConfiguration, states: readonly ModuleValues[], changes: Changes): ModuleConfiguration {
  const resources = new Map((configured.resources ?? []).map((resource) => [placeOf(resource), resource]));
  for (const [place, instances] of grouped(
    states.flatMap((state) => state.resources ?? []),
    placeOf,
  )) {
    const known = resources.get(place);
    const { mode, type, name } = instances[0]!;
    resources.set(place, { ...(known ?? { mode, type, name }), expressions: expressionsOf(known, instances, changes) });
  }
  const calls: Record<string, ModuleCall> = { ...configured.module_calls };
  const children = states.flatMap((state) =>
    (state.child_modules ?? []).map((child) => {
      const own = child.address!.slice(state.address === undefined ? 0 : state.address.length + 1);
      return { child, name: MODULE.exec(own)![1]! };
    }),
  );
  for (const [name, called] of grouped(children, (child) => child.name)) {
    const values = called.map(({ child }) => child);
    calls[name] = { ...calls[name], module: ofModule(calls[name]?.module ?? {}, values, changes) };
  }
  return { ...configured, resources: [...resources.values()], module_calls: calls };
}

function placeOf({ mode, type, name }: Pick<ResourceConfiguration, "mode" | "type" | "name">): string {
  return `${mode}.${type}.${name}`;
}

function grouped<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}

function expressionsOf(
  known: ResourceConfiguration | undefined,
  instances: readonly ResourceValues[],
  changes: Changes,
): Record<string, ArgumentExpression> {
  const expressions: Record<string, ArgumentExpression> = { ...known?.expressions };
  for (const { address, values = {} } of instances) {
    const change = changes.get(address);
    for (const [name, value] of Object.entries(values)) {
      if (COMPUTED.has(name)) continue;
      const isGone = known === undefined && !isNothing(value);
      if (isGone || (known !== undefined && change !== undefined && differs(name, value, change))) {
        // A block that has changed isn't shaped as the configured ones are.
        expressions[name] = { references: name in expressions ? referencesOf(expressions[name]!) : [] };
      }
    }
  }
  return expressions;
}

/** What the provider makes anew at a replacement was no argument. */
function differs(name: string, value: unknown, { after, after_unknown: unknown }: Change): boolean {
  if (after === undefined || after === null) return !isNothing(value);
  if (unknown?.[name] === true) return false;
  return !isDeepStrictEqual(value, after[name]);
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
}

/** Everything that an argument refers to, its blocks with it. */
function referencesOf(expression: ArgumentExpression): readonly string[] {
  if (isExpression(expression)) return (expression as Expression).references ?? [];
  const parts = Array.isArray(expression) ? (expression as readonly BlockExpressions[]) : Object.values(expression as BlockExpressions);
  return parts.flatMap((part) => referencesOf(part));
}
