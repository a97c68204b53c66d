import { isOneOf, isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const VPC_FLOW_LOGS_OF_ALL_TRAFFIC: PolicyRule = {
  id: "vpc-flow-logs-of-all-traffic",
  sentence: "Flow logs have accepted and rejected traffic.",
  severity: "low",
  fix: 'Set traffic_type to "ALL".',
  source: 'Amazon VPC User Guide, "Logging IP traffic using VPC Flow Logs"',
  types: ["aws_flow_log"],
  check: eachOf(["aws_flow_log"], ({ args }) => {
    // A transit gateway's has no type.
    const isOfVpc = isSet(args.vpc_id) || isSet(args.subnet_id) || isSet(args.eni_id);
    return !isOfVpc || isOneOf(args.traffic_type, ["ALL"]) ? undefined : says("traffic_type", args.traffic_type);
  }),
};
