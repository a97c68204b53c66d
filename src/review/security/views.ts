import { RESOURCE_ARNS, RESOURCE_IDS } from "../../testing/permissions/resource-arns";
import { planView } from "../../testing/plan";
import { Instances } from "../../testing/plan/instances";
import { PlanJson } from "../../testing/plan/plan-json";
import { withoutSensitive } from "../../testing/plan/sensitive";
import { Arguments } from "../../testing/stack-resources";
import { SynthesizedStack } from "../../testing/synthesized-stack";
import { priorConfiguration } from "./prior-configuration";

const FIELD = /\{(\w+)\}/g;

/**
 * The view of what a plan leaves, as `fromPlan` gives it, with the ids and ARNs that AWS has assigned already: policies have them written out.
 *
 * @param plan what `terraform show -json` writes of a plan's file
 * @throws Error for what is no plan, and for a plan that has failed
 */
export function plannedView(plan: Arguments): SynthesizedStack {
  return asReviewed(planView(plan, plan as PlanJson), plan as PlanJson);
}

/**
 * The view of what is there before a plan, from the state that it was made from: as the refresh has found it. A state has values and no references; they are those of the configuration
 * where the value is as it was, and else found again by the ids and ARNs that AWS assigns.
 *
 * @param plan what `terraform show -json` writes of a plan's file
 * @returns a view of nothing for a plan that makes everything
 * @throws Error for what is no plan, and for a plan that has failed
 */
export function priorView(plan: Arguments): SynthesizedStack {
  const { configuration, prior_state: prior, ...rest } = plan as PlanJson;
  const { root_module: root = {} } = (prior?.values ?? {}) as Partial<PlanJson["planned_values"]>;
  const before: PlanJson = {
    ...rest,
    configuration: { ...configuration, root_module: configuration && priorConfiguration(plan as PlanJson) },
    planned_values: { root_module: root },
    resource_changes: [],
  };
  return asReviewed(planView(before as unknown as Arguments, plan as PlanJson), before);
}

/** What is known of resources by their ids stays out of what the configuration sets: it is added for who reads policies. */
function asReviewed(view: SynthesizedStack, plan: PlanJson): SynthesizedStack {
  const { all } = new Instances(plan);
  const identities: Record<string, Record<string, Arguments>> = {};
  for (const { type, id, values, sensitive } of all) {
    if (RESOURCE_ARNS[type] === undefined) continue;
    const own = view.json.resource?.[type]?.[id] as Arguments | undefined;
    if (own === undefined) continue;
    const names = identityNames(type).filter((name) => own[name] === undefined && isText(values[name]) && sensitive[name] !== true);
    if (names.length > 0) (identities[type] ??= {})[id] = Object.fromEntries(names.map((name) => [name, values[name]]));
  }
  const known = withoutSensitive(identities, plan, all);
  const resource: Record<string, Record<string, Arguments>> = { ...view.json.resource };
  for (const [type, byId] of Object.entries(known)) {
    const added = Object.entries(byId).map(([id, names]) => [id, { ...resource[type]![id], ...names }]);
    resource[type] = { ...resource[type], ...Object.fromEntries(added) };
  }
  return new SynthesizedStack({ ...view.json, ...(Object.keys(resource).length > 0 && { resource }) }, view.warnings, view.id);
}

/** What tells a resource of a type from every other one of its account. */
function identityNames(type: string): string[] {
  const inArn = [...RESOURCE_ARNS[type]!.matchAll(FIELD)]
    .map(([, name]) => name!)
    .filter((name) => name !== "account" && name !== "region");
  return [...new Set(["id", "arn", ...inArn, RESOURCE_IDS[type] ?? "id"])];
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}
