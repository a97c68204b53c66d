import { PlannedChange } from "../changes/changes";
import { Values } from "../changes/plan-json";
import { nameOf } from "../changes/words";
import { Finding } from "../review";

const LIFECYCLE = "aws_s3_bucket_lifecycle_configuration";

/** What a rule of a lifecycle deletes, in words that follow a name; the block that says so. */
const DELETES: Readonly<Record<string, readonly [attribute: string, says: string]>> = {
  expiration: ["days", "deletes objects"],
  noncurrent_version_expiration: ["noncurrent_days", "deletes old versions"],
};

/**
 * Rules of a lifecycle that begin to delete what is in a bucket that is there already: S3 applies them to objects from before as well (Amazon S3 User Guide, "Setting an S3 Lifecycle
 * configuration on a bucket"). Fewer days of a rule that deletes already are told by their attribute.
 */
export function lifecycleFindings(changes: readonly PlannedChange[]): Finding[] {
  const created = new Set(
    changes
      .filter(({ change }) => change.type === "aws_s3_bucket" && change.action === "create")
      .map(({ after = {} }): unknown => after.bucket),
  );
  return changes.flatMap((planned): Finding[] => {
    const { change, before = {}, after = {} } = planned;
    if (change.type !== LIFECYCLE) return [];
    // A bucket whose name only Terraform knows is made by the same apply.
    if (typeof after.bucket !== "string" || (change.action === "create" && created.has(after.bucket))) return [];
    const own = rulesOf(before);
    return rulesOf(after).flatMap((rule) =>
      deletionsOf(
        rule,
        own.find(({ id }) => id === rule.id),
      ).map((says) => finding(change, says)),
    );
  });
}

function rulesOf({ rule }: Values): Values[] {
  return [(rule ?? []) as Values | Values[]].flat();
}

/** What a rule deletes that didn't delete it before. */
function deletionsOf(rule: Values, own: Values | undefined): string[] {
  return Object.entries(DELETES).flatMap(([name, [attribute, says]]) => {
    const block = rule.status === "Enabled" ? blockOf(rule, name) : {};
    const old = own?.status === "Enabled" ? blockOf(own, name) : {};
    if (block[attribute] ? old[attribute] : !block.date || old.date) return [];
    const when = block[attribute]
      ? `after ${String(block[attribute])} ${Number(block[attribute]) === 1 ? "day" : "days"}`
      : `from ${String(block.date)} on`;
    return [`${says} ${when}, those that are there included, by the rule ${String(rule.id)}`];
  });
}

function blockOf(rule: Values, name: string): Values {
  return ([rule[name] ?? []].flat()[0] ?? {}) as Values;
}

function finding({ path, address, type }: PlannedChange["change"], says: string): Finding {
  const base = { rule: "protection-removed", severity: "warning" as const, gate: "protection-removed" as const, path, address };
  return { ...base, sentence: `${nameOf({ path, address, type })} ${says}`, reasons: [] };
}
