import { block, isExpression, says, values } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const RDS_ZONES_OF_CLUSTER: PolicyRule = {
  id: "rds-zones-of-cluster",
  sentence: "A cluster names no Availability Zones of its storage, or all three.",
  severity: "medium",
  fix: "Leave availability_zones out: the subnet group says where instances are. Where it names three, or its changes are ignored, nothing happens.",
  source:
    "Provider, aws_rds_cluster, availability_zones: RDS adds zones until there are three, and a list with fewer replaces the cluster at the next apply",
  types: ["aws_rds_cluster"],
  check: eachOf(["aws_rds_cluster"], ({ args }) => {
    const zones = values(args.availability_zones);
    const isFewer = zones.length > 0 && zones.length < 3 && !zones.some(isExpression);
    const ignored: unknown[] = values(block(args.lifecycle)?.ignore_changes);
    return isFewer && !ignored.includes("availability_zones") && !ignored.includes("all") && says("availability_zones", zones);
  }),
};
