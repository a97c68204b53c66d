import { block, isOneOf, referringTo, says } from "../blocks";
import { eachOf } from "../each";
import { isLogTarget } from "../log-targets";
import { PolicyRule } from "../rule";

export const S3_LOG_TARGET_ENCRYPTION: PolicyRule = {
  id: "s3-log-target-encryption",
  sentence: "A bucket that load balancers or S3 log to is encrypted with Amazon S3 managed keys.",
  severity: "high",
  fix: 'Use sse_algorithm "AES256" there: the logs never arrive otherwise.',
  source:
    'Elastic Load Balancing, Application Load Balancers, "Enable access logs for your Application Load Balancer"; Amazon S3 User Guide, "Logging requests with server access logging"',
  types: ["aws_s3_bucket", "aws_s3_bucket_server_side_encryption_configuration", "aws_lb", "aws_s3_bucket_logging"],
  check: eachOf(["aws_s3_bucket"], (bucket, configuration) => {
    if (!isLogTarget(configuration, bucket)) return undefined;
    const [encryption] = referringTo(configuration, "aws_s3_bucket_server_side_encryption_configuration", "bucket", bucket);
    const algorithm: unknown = block(block(encryption?.args.rule)?.apply_server_side_encryption_by_default)?.sse_algorithm ?? "AES256";
    return isOneOf(algorithm, ["AES256"]) ? undefined : says("sse_algorithm", algorithm);
  }),
};
