/**
 * The ids of scanners' checks that rules claim: that there are such checks, and that they look at what the rule looks at. Expectations are what Checkov 3 lists itself
 * (`checkov --list --framework terraform`), and the services of Trivy's checks by its own metadata (`avd_id` and `service`).
 */
import { POLICY_RULES } from "../../../src/testing";

/** By the type of resource, Checkov's checks: `21` is CKV_AWS_21, `2:6` is CKV2_AWS_6. */
const CHECKOV: Readonly<Record<string, string>> = {
  aws_acm_certificate: "233",
  aws_autoscaling_group: "153 315 2:15",
  aws_backup_vault: "166",
  aws_cloudfront_distribution: "34 68 86 174 305 310 2:32 2:42",
  aws_cloudtrail: "35 36",
  aws_cloudwatch_log_group: "66 158 338",
  aws_cloudwatch_metric_alarm: "319",
  aws_db_instance: "16 17 118 129 133 157 161 211 226 293 353 354 2:60",
  aws_db_security_group: "23",
  aws_default_security_group: "2:12",
  aws_default_vpc: "148",
  aws_ebs_volume: "3 189",
  aws_ecs_cluster: "65",
  aws_ecs_service: "332 333",
  aws_ecs_task_definition: "97 334 335 336",
  aws_eip: "2:19",
  aws_eip_association: "2:19",
  aws_elasticache_cluster: "134 322 323",
  aws_elasticache_replication_group: "29 30 31 191 2:50",
  aws_elasticache_security_group: "23",
  aws_iam_group_policy: "62",
  aws_iam_policy: "62",
  aws_iam_policy_attachment: "40",
  "data.aws_iam_policy_document": "358",
  aws_iam_role: "60",
  aws_iam_role_policy: "62",
  aws_iam_user_policy: "40 62",
  aws_iam_user_policy_attachment: "40",
  aws_instance: "8 46 79 88",
  aws_kinesis_stream: "43",
  aws_kms_key: "7 33",
  aws_lambda_function: "45 363",
  aws_lambda_function_url: "258",
  aws_lambda_permission: "301 364",
  aws_launch_configuration: "8 46 79 341 389",
  aws_launch_template: "46 79 88 341",
  aws_lb: "91 103 131 150 328 2:20 2:28",
  aws_lb_listener: "2 103 378 2:20 2:74",
  aws_lb_target_group: "261 378 2:15",
  aws_network_acl: "231 232 2:1",
  aws_network_acl_rule: "231 232 352",
  aws_rds_cluster: "96 133 139 162 313 324 325 326 327",
  aws_rds_cluster_instance: "17 118 226 353 354",
  aws_rds_global_cluster: "140",
  aws_redshift_security_group: "23",
  aws_route53_zone: "2:39",
  aws_s3_bucket: "18 21 145 2:6 2:61",
  aws_s3_bucket_lifecycle_configuration: "300",
  aws_s3_bucket_ownership_controls: "2:65",
  aws_s3_bucket_public_access_block: "53 54 55 56 2:6",
  aws_s3_bucket_server_side_encryption_configuration: "145",
  aws_s3_bucket_versioning: "21",
  aws_secretsmanager_secret: "2:57",
  aws_security_group: "23 24 25 277 382",
  aws_security_group_rule: "23 24 25 277 382",
  aws_sns_topic: "26",
  aws_sns_topic_policy: "169",
  aws_sqs_queue: "27 168",
  aws_sqs_queue_policy: "168",
  aws_ssoadmin_permission_set_inline_policy: "62",
  aws_subnet: "130 2:1",
  aws_vpc: "2:11 2:12",
  aws_vpc_security_group_egress_rule: "23 382",
  aws_vpc_security_group_ingress_rule: "23 24 25 277",
  aws_wafv2_web_acl: "2:31",
};

/** By the service, Trivy's checks: `90` is AVD-AWS-0090. */
const TRIVY: Readonly<Record<string, string>> = {
  cloudfront: "10 11 12 13",
  cloudtrail: "14 15 16 161 162 163",
  cloudwatch: "17",
  ec2: "8 9 26 27 28 29 99 101 102 104 105 107 122 124 129 130 131 164 173 178",
  ecs: "34 35 36",
  elasticache: "45 49 50 51",
  elb: "47 52 53 54",
  iam: "143",
  kinesis: "64",
  kms: "65",
  lambda: "66 67",
  rds: "77 78 79 80 133 176 177 180 343",
  s3: "86 87 88 89 90 91 92 93 94 132",
  sns: "95 136",
  sqs: "96 97 135",
};

const claims = POLICY_RULES.flatMap(({ id, types, scanners = [] }) => scanners.map((scanner) => ({ id, types, scanner })));
const spelt = (number: string): string => (number.startsWith("2:") ? `CKV2_AWS_${number.slice(2)}` : `CKV_AWS_${number}`);
const checkovTypes = (scanner: string): string[] =>
  Object.keys(CHECKOV).filter((type) => CHECKOV[type]!.split(" ").map(spelt).includes(scanner));
const trivyService = (scanner: string): string | undefined =>
  Object.keys(TRIVY).find((service) => TRIVY[service]!.split(" ").some((number) => `AVD-AWS-${number.padStart(4, "0")}` === scanner));
/** A policy of IAM is a document of a data source for Checkov, wherever it is. */
const DOCUMENT = "data.aws_iam_policy_document";

test.each(claims.filter(({ scanner }) => scanner.startsWith("CKV")))(
  "$id: Checkov's $scanner looks at the same resources",
  ({ types, scanner }) => {
    const looked = checkovTypes(scanner);
    expect(looked).not.toEqual([]);
    expect(looked.filter((type) => types.includes(type) || type === DOCUMENT)).not.toEqual([]);
  },
);

test.each(claims.filter(({ scanner }) => scanner.startsWith("AVD")))("$id: Trivy's $scanner is one of the service", ({ id, scanner }) => {
  expect(trivyService(scanner)).toBe(id.split("-", 1)[0]);
});

test("every scanner that a rule claims is Checkov or Trivy", () => {
  expect(claims.filter(({ scanner }) => !/^(CKV2?_AWS_\d+|AVD-AWS-\d{4})$/.test(scanner))).toEqual([]);
});

test("each check of Checkov in the table is one that a rule answers", () => {
  const claimed = new Set(claims.map(({ scanner }) => scanner));
  const listed = Object.values(CHECKOV).flatMap((numbers) => numbers.split(" ").map(spelt));
  expect(listed.filter((scanner) => !claimed.has(scanner))).toEqual([]);
});
