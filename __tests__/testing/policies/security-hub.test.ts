/**
 * What rules claim of AWS Security Hub: controls of the standard AWS Foundational Security Best Practices by the severity that the pages "Security Hub CSPM controls for …" give each,
 * and the sections of the CIS AWS Foundations Benchmark v3.0.0 that those pages name. 1.16 is by the benchmark itself, "Ensure IAM policies that allow full "*:*" administrative privileges are not
 * attached": Security Hub's standard of v3.0.0 doesn't have it, and the page of IAM.1 names 1.16 of v1.4.0.
 */
import { POLICY_RULES, RuleSeverity } from "../../../src/testing";

/** `EC2.2,8` are EC2.2 and EC2.8. */
const CONTROLS: Readonly<Record<RuleSeverity, readonly string[]>> = {
  critical: ["EC2.19", "KMS.5", "Lambda.1", "RDS.2", "S3.2,3", "SNS.4", "SQS.3", "SSM.4"],
  high: [
    ...["ACM.2", "AutoScaling.3", "Autoscaling.5", "CloudFront.1", "EC2.2,8,9,18,25", "ECS.2,3,4,5,8,9,16", "ElastiCache.1,2,7"],
    ...["IAM.1", "RDS.13,46", "S3.6,8"],
  ],
  medium: [
    ...["ACM.1", "AutoScaling.2,6,9", "Backup.1", "CloudFront.3,5,6,7,9,10,13,15,16,17", "CloudTrail.2"],
    ...["EC2.3,6,10,15,21,55,56,57,58,60,172,180,181", "ECS.10,12", "ElastiCache.3,4,5,6", "ELB.1,4,5,6,12,13,17,18,21,22"],
    ...["KMS.1,2", "Kinesis.1,3", "Lambda.2,5", "RDS.3,4,5,7,9,10,11,12,14,15,24,25,27,34,36,37,40,42,43,45", "Route53.2"],
    ...["S3.5,9,12", "SecretsManager.1,4", "SQS.1", "WAF.10,12"],
  ],
  low: [
    ...["AutoScaling.1", "CloudFront.4,8", "CloudTrail.4,5", "EC2.16,17,170", "IAM.2,21", "RDS.6,8,16,17,19,20,21,22,23,47,48", "S3.13"],
  ],
};
const SEVERITIES: readonly RuleSeverity[] = ["critical", "high", "medium", "low"];
const severityOf = new Map<string, RuleSeverity>(
  SEVERITIES.flatMap((severity) =>
    CONTROLS[severity].flatMap((text) => {
      const [service, numbers] = text.split(".");
      return numbers!.split(",").map((number) => [`${service}.${number}`, severity] as const);
    }),
  ),
);

test("rules answer controls that the standard has", () => {
  expect([...new Set(POLICY_RULES.flatMap(({ fsbp = [] }) => fsbp))].sort()).toEqual([...severityOf.keys()].sort());
});

test("a rule is as grave as the gravest control that it answers", () => {
  const answering = POLICY_RULES.filter(({ fsbp = [] }) => fsbp.length > 0);
  const expected = answering.map(({ id, fsbp = [] }) => [
    id,
    SEVERITIES.find((one) => fsbp.some((control) => severityOf.get(control) === one)),
  ]);
  expect(answering.map(({ id, severity }) => [id, severity])).toEqual(expected);
});

test("sections of the CIS AWS Foundations Benchmark v3.0.0 are those of the rule's control", () => {
  const claimed = POLICY_RULES.flatMap(({ id, cis = [] }) => cis.map((section) => `${section} ${id}`));
  expect(claimed.sort()).toEqual([
    "1.15 iam-no-policies-of-users",
    "1.16 iam-no-full-administration",
    "2.1.1 s3-bucket-tls",
    "2.1.4 s3-bucket-public-access-block",
    "2.3.1 rds-encryption-at-rest",
    "2.3.2 rds-minor-version-upgrades",
    "2.3.3 rds-public-access",
    "3.2 cloudtrail-validation",
    "3.5 cloudtrail-encryption",
    "3.6 kms-key-rotation",
    "3.7 ec2-flow-logs",
    "5.1 ec2-network-acl-admin-ports",
    "5.2 ec2-high-risk-ports",
    "5.3 ec2-high-risk-ports",
    "5.4 ec2-default-security-group",
    "5.6 ec2-imdsv2",
  ]);
});
