import { Instance } from "./instances";
import { PlanJson } from "./plan-json";

/** What stands for a sensitive value, in Terraform's words. */
export const SENSITIVE = "(sensitive value)";

/** A shorter text may be a part of anything. */
const SHORTEST_PART = 6;

/** A plan has sensitive values in clear, also in what a provider computes of them: nothing with one in it is handed out. */
export function withoutSensitive<T>(json: T, plan: PlanJson, instances: readonly Instance[]): T {
  const secrets = new Set<string>();
  for (const { values, sensitive } of instances) collect(values, sensitive, secrets);
  for (const [name, { sensitive }] of Object.entries(plan.configuration.root_module.variables ?? {})) {
    if (sensitive === true) collect(plan.variables?.[name]?.value, true, secrets);
  }
  const parts = [...secrets].filter((secret) => secret.length >= SHORTEST_PART);
  const cleaned = (value: unknown): unknown => {
    if (typeof value === "string") return parts.some((secret) => value.includes(secret)) ? SENSITIVE : value;
    if (Array.isArray(value)) return value.map(cleaned);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, cleaned(each)]));
  };
  return parts.length === 0 ? json : (cleaned(json) as T);
}

function collect(value: unknown, sensitive: unknown, secrets: Set<string>): void {
  if (typeof value === "string" && sensitive === true) secrets.add(value);
  if (typeof value !== "object" || value === null) return;
  for (const [name, each] of Object.entries(value)) {
    const isSensitive = typeof sensitive === "object" && sensitive !== null ? (sensitive as Record<string, unknown>)[name] : sensitive;
    collect(each, isSensitive, secrets);
  }
}
