import { PlannedChange, topOf } from "../changes/changes";
import { nameOf, shown, withoutIndexes } from "../changes/words";
import { AttributeChange, Finding } from "../review";
import { capitalized } from "../texts";
import { forcingOf } from "./forcing";
import { keptBy } from "./kept";
import { LOST, MOVED_WITH } from "./lost";

/** What to do instead of a deletion. */
const DELETED_FIX =
  "A construct that only moved keeps its resource: call moveFromId with its old id, or write a moved block. One that is to stay in AWS without Terraform: a removed block with destroy = false. Otherwise write down why it may go, as an exception";

/**
 * What would be lost: replacements and deletions of what a new resource of the same configuration doesn't bring back; what would have to move; and what is no longer managed. Deletion
 * protection and `prevent_destroy` don't count: the first is for AWS to say, the second leaves with its construct.
 */
export function lossFindings(changes: readonly PlannedChange[]): Finding[] {
  return changes.flatMap((planned) => {
    const { type, action, order } = planned.change;
    if (planned.mode === "data") return [];
    if (action === "forget" || order === "forget-old") return type in LOST ? [forgotten(planned)] : [];
    if (action !== "replace" && action !== "delete") return [];
    if (type in LOST) return isKept(planned) ? [kept(planned)] : [lost(planned)];
    return type in MOVED_WITH && action === "replace" ? [moved(planned)] : [];
  });
}

/** A log group may be told to outlive its resource. */
function isKept({ before, change }: PlannedChange): boolean {
  return change.type === "aws_cloudwatch_log_group" && change.action === "delete" && before?.skip_destroy === true;
}

function lost({ change, before = {} }: PlannedChange): Finding {
  const { type, action } = change;
  const isReplaced = action === "replace";
  const forcing = forcingAttributes(change.attributes);
  const old = change.deposed === undefined ? "" : "what an earlier replacement has left over of it, ";
  return {
    rule: isReplaced ? "stateful-replacement" : "stateful-deletion",
    severity: "danger",
    gate: "stateful-replacement",
    path: change.path,
    address: change.address,
    sentence: `${old}${nameOf(change)} would be ${isReplaced ? "replaced" : "deleted"}: ${LOST[type]} would be lost`,
    reasons: [
      ...reasonsOf(type, forcing),
      ...(change.reason === undefined ? [] : [capitalized(change.reason)]),
      ...(change.order === "create-first" ? ["The new one is there before the old one goes, and empty: nothing copies what is in it"] : []),
      ...keptBy(type, before),
    ],
    fix: isReplaced ? fixOf(type, forcing) : DELETED_FIX,
  };
}

function kept({ change }: PlannedChange): Finding {
  const { path, address } = change;
  return {
    rule: "stateful-forgotten",
    severity: "note",
    path,
    address,
    sentence: `${nameOf(change)} leaves Terraform's state and stays in AWS, with ${LOST[change.type]}`,
    reasons: ["skip_destroy is on"],
  };
}

function forgotten({ change }: PlannedChange): Finding {
  const { path, address, order } = change;
  const isReplaced = order === "forget-old";
  return {
    rule: isReplaced ? "stateful-replacement" : "stateful-forgotten",
    severity: isReplaced ? "danger" : "note",
    ...(isReplaced && { gate: "stateful-replacement" as const }),
    path,
    address,
    sentence: isReplaced
      ? `${nameOf(change)} would be replaced by an empty one: the old one stays in AWS with what is in it, and Terraform no longer manages it`
      : `${nameOf(change)} stays in AWS, and Terraform no longer manages it`,
    reasons: reasonsOf(change.type, forcingAttributes(change.attributes)),
    ...(isReplaced && { fix: fixOf(change.type, forcingAttributes(change.attributes)) }),
  };
}

function moved({ change }: PlannedChange): Finding {
  const { path, address, type } = change;
  const forcing = forcingAttributes(change.attributes);
  return {
    rule: "network-replacement",
    severity: "warning",
    path,
    address,
    sentence: `${nameOf(change)} would be replaced, and ${MOVED_WITH[type]} with it: AWS refuses to delete what is in use`,
    reasons: reasonsOf(type, forcing),
    fix: fixOf(type, forcing),
  };
}

function forcingAttributes(attributes: readonly AttributeChange[]): AttributeChange[] {
  return attributes.filter(({ forcesReplacement }) => forcesReplacement);
}

function reasonsOf(type: string, attributes: readonly AttributeChange[]): string[] {
  return attributes.flatMap(({ path, before, after }) => {
    const forcing = forcingOf(type, withoutIndexes(path));
    return [`${path} ${shown(before)} → ${shown(after)} forces it`, ...(forcing ? [forcing.why] : [])];
  });
}

function fixOf(type: string, forcing: readonly AttributeChange[]): string {
  const fixes = forcing.flatMap(({ path }) => forcingOf(type, withoutIndexes(path))?.fix ?? []);
  if (fixes.length > 0) return [...new Set(fixes)].join(". ");
  const names = [...new Set(forcing.map(({ path }) => topOf(path)))];
  return names.length > 0
    ? `Keep the old value of ${names.join(" and ")}; or make a second one beside it, move what is in this one, and delete it in a later change`
    : "Leave it as it is; or make a second one beside it, move what is in this one, and delete it in a later change";
}
