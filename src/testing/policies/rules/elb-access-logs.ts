import { block, isFalse, says } from "../blocks";
import { eachOf, isDynamic } from "../each";
import { PolicyRule } from "../rule";

export const ELB_ACCESS_LOGS: PolicyRule = {
  id: "elb-access-logs",
  sentence: "A load balancer logs the requests that it gets.",
  severity: "medium",
  fix: "Add access_logs with a bucket, and enabled.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Elastic Load Balancing", ELB.5',
  fsbp: ["ELB.5"],
  scanners: ["CKV_AWS_91"],
  types: ["aws_lb"],
  check: eachOf(["aws_lb"], ({ args }) => {
    const enabled: unknown = block(args.access_logs)?.enabled;
    const isNone = isFalse(enabled) && !isDynamic(args, "access_logs");
    return args.load_balancer_type !== "gateway" && isNone && says("access_logs.enabled", enabled);
  }),
};
