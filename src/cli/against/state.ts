import { OutputValue, stateOutputs, typeOf } from "../terraform/state-values";
import { uuidOf } from "./digests";
import { PlanJson, PlannedResource, providerConfigs, standing, withoutIndexes } from "./plan-json";
import { ResourceShape, Shape, shapeKey } from "./schema";

/** Attributes of what stands, by address. */
export type Standing = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/**
 * A state file, as Terraform would have written it after the apply of a plan.
 *
 * @param after the attributes of each resource, nothing of them unknown, and the outputs
 */
export function stateFile(
  plan: PlanJson,
  { values, outputs }: { readonly values: Standing; readonly outputs: ReadonlyMap<string, OutputValue> },
  shapes: ReadonlyMap<string, ResourceShape>,
): string {
  const providers = providerConfigs(plan);
  const resources = new Map<string, { readonly instances: object[] }>();
  for (const resource of standing(plan)) {
    const { address, module_address: module, mode, type, name, index, provider_name: source } = resource;
    const key = `${module} ${type} ${name}`;
    const alias = providers.get(withoutIndexes(address))?.alias;
    const entry = resources.get(key) ?? {
      ...(module !== undefined && { module }),
      mode,
      type,
      name,
      provider: `provider["${source}"]${alias === undefined ? "" : `.${alias}`}`,
      instances: [] as object[],
    };
    entry.instances.push({
      ...(index !== undefined && { index_key: index }),
      schema_version: shapes.get(shapeKey(source, type))?.version ?? 0,
      attributes: withTypes(values.get(address), shapes.get(shapeKey(source, type))?.shape),
      sensitive_attributes: sensitivePaths(resource),
    });
    resources.set(key, entry);
  }
  return JSON.stringify({
    version: 4,
    terraform_version: plan.terraform_version,
    serial: 1,
    lineage: uuidOf([...values.keys()].join()),
    outputs: stateOutputs(outputs),
    resources: [...resources.values()],
    check_results: null,
  });
}

/** A state says the type of a value beside it where the schema leaves that open, as it does for `triggers_replace` of `terraform_data`. */
function withTypes(value: unknown, shape: Shape | undefined): unknown {
  if (value === null || value === undefined || shape === undefined) return value;
  if (shape.kind === "dynamic") return { value, type: typeOf(value) };
  if (Array.isArray(value)) return value.map((each) => withTypes(each, shape.element));
  if (typeof value !== "object") return value;
  const members = Object.entries(value).map(([name, each]) => [name, withTypes(each, shape.element ?? shape.members?.[name])]);
  return Object.fromEntries(members) as unknown;
}

type Step = { type: "get_attr"; value: string } | { type: "index"; value: { value: string | number; type: "string" | "number" } };

/** Terraform compares what is marked before and after. */
function sensitivePaths({ change }: PlannedResource): Step[][] {
  const found: Step[][] = [];
  const visit = (marks: unknown, path: Step[]): void => {
    if (marks === true) {
      found.push(path);
    } else if (Array.isArray(marks)) {
      marks.forEach((each, index) => visit(each, [...path, indexStep(index)]));
    } else if (typeof marks === "object" && marks !== null) {
      for (const [name, each] of Object.entries(marks)) visit(each, [...path, { type: "get_attr", value: name }]);
    }
  };
  visit(change.after_sensitive, []);
  return found;
}

function indexStep(index: number): Step {
  return { type: "index", value: { value: index, type: "number" } };
}
