import { isFalse, isSet, says } from "../blocks";
import { eachOf, isSurelyTrue } from "../each";
import { PolicyRule } from "../rule";

export const RDS_FINAL_SNAPSHOT: PolicyRule = {
  id: "rds-final-snapshot",
  sentence: "A database leaves a snapshot behind where it is destroyed.",
  severity: "medium",
  fix: "Set final_snapshot_identifier, and leave skip_final_snapshot out.",
  source: 'Amazon Aurora User Guide, "Deleting Aurora DB clusters and DB instances"',
  types: ["aws_rds_cluster", "aws_db_instance"],
  check: eachOf(["aws_rds_cluster", "aws_db_instance"], ({ args }) => {
    if (isSurelyTrue(args.skip_final_snapshot)) {
      return !isSet(args.replicate_source_db) && says("skip_final_snapshot", args.skip_final_snapshot);
    }
    return (
      isFalse(args.skip_final_snapshot) &&
      !isSet(args.final_snapshot_identifier) &&
      says("final_snapshot_identifier", args.final_snapshot_identifier)
    );
  }),
};
