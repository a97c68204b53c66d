import { PlannedChange } from "../changes/changes";
import { Values } from "../changes/plan-json";
import { shown, withoutIndexes } from "../changes/words";
import { CapacityChange } from "../review";
import { CAPACITIES, COUNTED } from "./capacities";

/** What a plan changes of what serves, or of what is paid for: sizes and numbers, and what comes or goes, by path. */
export function capacityChanges(changes: readonly PlannedChange[]): CapacityChange[] {
  return changes.flatMap((planned) => {
    const { path, address, action } = planned.change;
    if (planned.mode === "data") return [];
    const sentences =
      action === "create" || action === "delete"
        ? (comesOrGoes(planned, action) ?? [])
        : action === "update" || action === "replace"
          ? resized(planned)
          : [];
    return [sentences].flat().map((sentence) => ({ path, address, sentence }));
  });
}

function resized({ change }: PlannedChange): string[] {
  const labels = CAPACITIES[change.type];
  if (labels === undefined) return [];
  return change.attributes.flatMap(({ path, before, after }) => {
    const label = labels[withoutIndexes(path)];
    return label === undefined ? [] : [`${label}${keyOf(path)} ${shown(before)} → ${shown(after)}`];
  });
}

/** Which of several blocks it is, where they are known by a name. */
function keyOf(path: string): string {
  const key = /\["((?:[^"\\]|\\.)*)"\]/.exec(path)?.[1];
  return key === undefined ? "" : ` of ${key}`;
}

function comesOrGoes({ change, before = {}, after = {} }: PlannedChange, action: "create" | "delete"): string | undefined {
  const [name, ...attributes] = COUNTED[change.type] ?? [];
  const values = action === "create" ? after : before;
  if (name === undefined || (change.type === "aws_vpc_endpoint" && !isPaid(values))) return undefined;
  const details = attributes.flatMap((attribute) => detailOf(change.type, attribute, values[attribute]) ?? []);
  const detail = details.length === 0 ? "" : ` (${details.join(", ")})`;
  return action === "create" ? `${name} is created${detail}` : `${name} is deleted${detail}`;
}

/** Gateway endpoints cost nothing: https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
function isPaid({ vpc_endpoint_type: type }: Values): boolean {
  return typeof type === "string" && type !== "Gateway";
}

function detailOf(type: string, attribute: string, value: unknown): string | undefined {
  if (value === undefined || value === "") return undefined;
  if (typeof value === "object") {
    return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string") ? value.join(", ") : undefined;
  }
  const label = CAPACITIES[type]?.[attribute];
  const text = String(value as string | number | boolean);
  return typeof value === "number" && label !== undefined ? `${label} ${text}` : text;
}
