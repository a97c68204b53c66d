import { Resource } from "../../configuration";
import { block, isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ROUTE53_FAILOVER: PolicyRule = {
  id: "route53-failover",
  sentence: "A primary record has a health check, and a secondary that answers in its place.",
  severity: "high",
  fix: "Set health_check_id of the primary, and add a record with the same name and type that is SECONDARY.",
  source: 'Amazon Route 53 Developer Guide, "Configuring DNS failover"',
  types: ["aws_route53_record"],
  check: (configuration) => {
    const records = configuration.all("aws_route53_record");
    const roleOf = ({ args }: Resource): unknown => block(args.failover_routing_policy)?.type;
    return eachOf(["aws_route53_record"], (record) => {
      if (roleOf(record) !== "PRIMARY") return undefined;
      const evaluates = block(record.args.alias)?.evaluate_target_health === true;
      if (!isSet(record.args.health_check_id) && !evaluates) return says("health_check_id", record.args.health_check_id);
      const secondary = records.find(
        (other) => roleOf(other) === "SECONDARY" && other.args.name === record.args.name && other.args.type === record.args.type,
      );
      return secondary ? undefined : "there is no SECONDARY record of its name and type";
    })(configuration);
  },
};
