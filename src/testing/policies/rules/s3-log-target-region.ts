import { eachOf } from "../each";
import { logTargets } from "../log-targets";
import { regionOf } from "../places";
import { PolicyRule } from "../rule";

export const S3_LOG_TARGET_REGION: PolicyRule = {
  id: "s3-log-target-region",
  sentence: "Logs of a load balancer, and of a bucket's requests, go to a bucket in the same region.",
  severity: "high",
  fix: "Make the bucket with the provider that makes what it logs.",
  source:
    'Elastic Load Balancing, Application Load Balancers, "Enable access logs for your Application Load Balancer"; Amazon S3 User Guide, "Logging requests with server access logging"',
  types: ["aws_lb", "aws_s3_bucket_logging", "aws_s3_bucket"],
  check: eachOf(["aws_lb", "aws_s3_bucket_logging"], (resource, configuration) => {
    const [bucket] = logTargets(configuration, resource);
    const [from, to] = [regionOf(resource), bucket && regionOf(bucket)];
    return from === undefined || to === undefined || from === to
      ? undefined
      : `it is in ${from}, and its logs go to ${bucket!.name} in ${to}`;
  }),
};
