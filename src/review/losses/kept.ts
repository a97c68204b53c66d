import { Values } from "../changes/plan-json";

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/** What stands in the way of a deletion, or is left after it, as the resource is now: one sentence each. */
export function keptBy(type: string, before: Values): string[] {
  return [...refusals(before), ...remains(type, before)];
}

/** Attributes that make AWS refuse the deletion. */
function refusals(before: Values): string[] {
  const isProtected = [true, "ACTIVE"].includes(before.deletion_protection) || before.deletion_protection_enabled === true;
  return isProtected ? ["Deletion protection is on, so that AWS would refuse to delete it"] : [];
}

function remains(type: string, before: Values): string[] {
  const { final_snapshot_identifier: snapshot, skip_final_snapshot: skips } = before;
  switch (type) {
    case "aws_s3_bucket":
      return [
        before.force_destroy === true
          ? "force_destroy is on, so that its objects are deleted with it"
          : "AWS refuses to delete a bucket that isn't empty",
      ];
    case "aws_ecr_repository":
      return [
        before.force_delete === true
          ? "force_delete is on, so that its images are deleted with it"
          : "AWS refuses to delete a repository that isn't empty",
      ];
    case "aws_kms_key":
    case "aws_kms_external_key":
    case "aws_kms_replica_key":
    case "aws_kms_replica_external_key": {
      const days: unknown = before.deletion_window_in_days;
      return [
        `AWS deletes the key ${typeof days === "number" ? days : 30} days later; until then the deletion can be cancelled, and nothing can be decrypted`,
      ];
    }
    case "aws_secretsmanager_secret":
      return before.recovery_window_in_days === 0
        ? ["It is deleted at once, without a recovery window"]
        : ["Within its recovery window it can be restored"];
    case "aws_elasticache_replication_group":
    case "aws_elasticache_cluster":
    case "aws_memorydb_cluster": {
      const name: unknown = type === "aws_memorydb_cluster" ? before.final_snapshot_name : snapshot;
      return [isText(name) ? `A final snapshot is taken: ${name}` : "No final snapshot is taken"];
    }
    default:
      if (skips === undefined) return [];
      if (skips === true) return ["No final snapshot is taken: skip_final_snapshot is on"];
      return [
        isText(snapshot) ? `A final snapshot is taken: ${snapshot}` : "A final snapshot is asked for, and has no name: the apply fails",
      ];
  }
}
