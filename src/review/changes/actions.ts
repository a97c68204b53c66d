import { Action } from "../review";
import { ResourceChangeJson } from "./plan-json";

/** What Terraform would do; undefined where it would do nothing. */
export function actionOf({ change, previous_address: previous, address }: ResourceChangeJson): Action | undefined {
  const [action] = change.actions;
  if (change.actions.length > 1) return "replace";
  if (action !== undefined && action !== "no-op") return action as Action;
  if (change.importing !== undefined) return "import";
  return previous !== undefined && previous !== address ? "move" : undefined;
}

/** What becomes of the old object of a replacement, and when. */
export type ReplaceOrder = "delete-first" | "create-first" | "forget-old";

export function replaceOrderOf(actions: readonly string[]): ReplaceOrder | undefined {
  if (actions.length < 2) return undefined;
  if (actions.includes("forget")) return "forget-old";
  return actions[0] === "create" ? "create-first" : "delete-first";
}

/** `action_reason` of the plan's JSON, in words. https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: "its creation didn't end, or somebody has marked it as tainted",
  replace_by_request: "the plan was asked to replace it (-replace)",
  replace_by_triggers: "what its replace_triggered_by names changes",
  delete_because_no_resource_config: "it is no longer in the configuration",
  delete_because_no_module: "its module is no longer in the configuration",
  delete_because_wrong_repetition: "its resource has count or for_each now, or hasn't any more",
  delete_because_count_index: "its index is beyond count",
  delete_because_each_key: "its key is no longer among those of for_each",
  delete_because_no_move_target: "it was to be moved, and what it moves to isn't in the configuration",
  read_because_config_unknown: "its arguments are known after apply only",
  read_because_dependency_pending: "what it depends on changes",
  read_because_check_nested: "a check reads it",
};

/** Why Terraform does it, where an attribute doesn't say it; undefined where the plan says nothing. */
export function reasonOf({ action_reason: reason, deposed }: ResourceChangeJson): string | undefined {
  if (deposed !== undefined) return "another has taken its place already, and an earlier apply couldn't delete it";
  return reason === undefined ? undefined : REASONS[reason];
}
