import { isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const RDS_ZONES_OF_CLUSTER: PolicyRule = {
  id: "rds-zones-of-cluster",
  sentence: "Aurora chooses the three Availability Zones of a cluster's storage.",
  severity: "medium",
  fix: "Leave availability_zones out: the subnet group says where instances are.",
  source: "Provider, aws_rds_cluster: RDS adds zones until there are three, and a list with fewer replaces the cluster at the next apply",
  types: ["aws_rds_cluster"],
  check: eachOf(["aws_rds_cluster"], ({ args }) => isSet(args.availability_zones) && says("availability_zones", args.availability_zones)),
};
