import { Configuration, Resource } from "../../configuration";
import { isExpression, isFalse, isSet, referringTo, says } from "../blocks";
import { hasUnknown, mentions, numberOf } from "../each";
import { PolicyRule } from "../rule";

/** The instances of a cluster: those that are declared, and how many readers Aurora Auto Scaling always keeps. */
function instancesOf(configuration: Configuration, cluster: Resource): number {
  const declared = referringTo(configuration, "aws_rds_cluster_instance", "cluster_identifier", cluster);
  const scaled = configuration
    .all("aws_appautoscaling_target")
    .filter((target) => target.args.service_namespace === "rds")
    .filter((target) => mentions(configuration, target, target.args.resource_id, cluster, cluster.args.cluster_identifier));
  const many = declared.map(({ args }) => (isSet(args.for_each) || isExpression(args.count) ? 2 : (numberOf(args.count) ?? 1)));
  return [...many, ...scaled.map(({ args }) => numberOf(args.min_capacity) ?? 1)].reduce((sum, count) => sum + count, 0);
}

export const RDS_SEVERAL_ZONES: PolicyRule = {
  id: "rds-several-zones",
  sentence: "A database has an instance in another Availability Zone that takes over.",
  severity: "medium",
  fix: "Give the cluster another instance, or a DB instance multi_az.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon RDS", RDS.5 and RDS.15',
  fsbp: ["RDS.5", "RDS.15"],
  scanners: ["CKV_AWS_157"],
  types: ["aws_rds_cluster", "aws_db_instance", "aws_appautoscaling_target", "aws_rds_cluster_instance"],
  check: (configuration) => [
    ...configuration.all("aws_rds_cluster").flatMap((cluster) => {
      const instances = instancesOf(configuration, cluster);
      // A cluster without instances is a headless member of a global database, or has them elsewhere.
      const isAlone = instances === 1 && !hasUnknown(configuration, "aws_rds_cluster_instance", "cluster_identifier");
      return isAlone ? [{ resource: cluster, detail: "it has one instance" }] : [];
    }),
    ...configuration
      .all("aws_db_instance")
      .filter(({ args }) => isFalse(args.multi_az) && !isSet(args.replicate_source_db))
      .map((resource) => ({ resource, detail: says("multi_az", resource.args.multi_az) })),
  ],
};
