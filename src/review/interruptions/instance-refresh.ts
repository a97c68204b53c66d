import { Values } from "../changes/plan-json";

/** What is read of the change of an Auto Scaling group. */
export interface GroupChange {
  readonly action: string;
  readonly before?: Values;
  readonly after?: Values;
  /** Top-level attributes that differ; those that are known after apply included. */
  readonly changed: readonly string[];
}

/**
 * A change of any of these starts an instance refresh, where the group has one (AWS provider, `aws_autoscaling_group`, `instance_refresh`); what its `triggers`
 * name does as well.
 */
const TRIGGERS = ["launch_configuration", "launch_template", "mixed_instances_policy"];

/** What becomes of a group's instances, in words; undefined where they stay. Pure. */
export function eventOfGroup({ action, before, after, changed }: GroupChange): string | undefined {
  if (action === "replace") return "the Auto Scaling group would be replaced";
  if (action === "delete") return "the Auto Scaling group would be deleted";
  const refresh: Values | undefined = [after?.instance_refresh ?? []].flat()[0] as Values | undefined;
  if (action !== "update" || before === undefined || refresh === undefined) return undefined;
  const triggers = [...TRIGGERS, ...((refresh.triggers as string[] | null | undefined) ?? [])];
  return triggers.some((name) => changed.includes(name)) ? REFRESH : undefined;
}

const REFRESH = "an instance refresh would start";

/** What a release of a group does, which is another association each time, after one that failed as well. Instances of a group that the plan creates serve nobody yet. Pure. */
export function eventOfRelease(action: string, ofNewGroup: boolean): string | undefined {
  return action === "delete" || ofNewGroup ? undefined : REFRESH;
}
