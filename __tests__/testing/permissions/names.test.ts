/** The texts that references become: names and ARNs that resources will have, stand-ins for what AWS makes up, and marks for what only Terraform knows. */
import { SynthesizedStack } from "../../../src/testing";
import { Configuration } from "../../../src/testing/configuration";
import { Names } from "../../../src/testing/permissions/names";

const ACCOUNT = "111122223333";
const AWS = [
  { region: "eu-central-1", allowed_account_ids: [ACCOUNT] },
  { alias: "us", region: "us-east-1", allowed_account_ids: ["444455556666"] },
  { alias: "cn", region: "cn-north-1" },
];
const STACK = {
  provider: { aws: AWS },
  locals: { bucket: "local-data", nested: "${local.bucket}-x", number: 1 },
  data: {
    aws_caller_identity: { I: {}, Us: { provider: "aws.us" } },
    aws_partition: { P: {}, Cn: { provider: "aws.cn" } },
    aws_region: { R: {}, Us: { provider: "aws.us" }, Named: { region: "eu-west-1" } },
    aws_iam_role: { Looked: { name: "looked" } },
  },
  resource: {
    aws_s3_bucket: { Data: { bucket: "data" }, Prefixed: { bucket_prefix: "data-" }, Unnamed: {} },
    aws_kms_key: { Key: {}, Multi: { multi_region: true } },
    aws_iam_role: { Role: { name: "role" }, Pathed: { name: "role", path: "/teams/" }, Given: { arn: "arn:aws:iam::1:role/given" } },
    aws_iam_openid_connect_provider: { GitHub: { url: "https://token.actions.githubusercontent.com" } },
    aws_iam_service_linked_role: {
      AutoScaling: { aws_service_name: "autoscaling.amazonaws.com" },
      Suffixed: { aws_service_name: "autoscaling.amazonaws.com", custom_suffix: "api" },
      ElastiCache: { aws_service_name: "elasticache.amazonaws.com" },
      Rds: { aws_service_name: "rds.amazonaws.com" },
      LoadBalancing: { aws_service_name: "elasticloadbalancing.amazonaws.com" },
      Backup: { aws_service_name: "backup.amazonaws.com" },
      Other: { aws_service_name: "other.amazonaws.com" },
    },
    aws_secretsmanager_secret: { Secret: { name: "secret" } },
    aws_ssm_parameter: { Plain: { name: "plain", value: "v" }, Slashed: { name: "/a/b" } },
    aws_sqs_queue: {
      Queue: { name: "queue", fifo_queue: true, delay_seconds: 5 },
      Us: { name: "queue", provider: "aws.us" },
      West: { name: "queue", region: "eu-west-1" },
    },
    aws_rds_cluster: { Db: { cluster_identifier: "db" } },
    aws_db_instance: { Db: { identifier: "db" } },
    aws_lb: { Lb: { name: "lb" } },
    aws_sfn_state_machine: { Machine: { name: "machine" } },
    aws_cloudfront_distribution: { Site: {} },
    aws_unknown_thing: { Thing: { name: "thing" } },
    aws_instance: { Orders_Api_0123ABCD: {} },
  },
};

const configuration = new Configuration([new SynthesizedStack(STACK)]);
const by = configuration.all("aws_s3_bucket")[0]!;

test.each<readonly [expression: string, text: string]>([
  ["data.aws_caller_identity.I.account_id", "111122223333"],
  ["data.aws_caller_identity.I.id", "111122223333"],
  ["data.aws_caller_identity.Us.account_id", "444455556666"],
  ["data.aws_caller_identity.I.arn", "arn:aws:⟪I.arn⟫"],
  ["data.aws_partition.P.partition", "aws"],
  ["data.aws_partition.P.id", "aws"],
  ["data.aws_partition.P.dns_suffix", "amazonaws.com"],
  ["data.aws_partition.Cn.partition", "aws-cn"],
  ["data.aws_partition.Cn.dns_suffix", "amazonaws.com.cn"],
  ["data.aws_partition.P.reverse_dns_prefix", "<P.reverse_dns_prefix>"],
  ["data.aws_region.R.name", "eu-central-1"],
  ["data.aws_region.R.region", "eu-central-1"],
  ["data.aws_region.R.id", "eu-central-1"],
  ["data.aws_region.R.description", "<R.description>"],
  ["data.aws_region.Us.region", "us-east-1"],
  ["data.aws_region.Named.region", "eu-west-1"],
  ["data.aws_iam_role.Looked.arn", "arn:aws:iam::111122223333:role/looked"],
  ["data.aws_iam_role.Looked.id", "looked"],
  ["aws_s3_bucket.Prefixed.bucket", "data-<Prefixed>"],
  ["aws_s3_bucket.Prefixed.id", "data-<Prefixed>"],
  ["aws_s3_bucket.Prefixed.arn", "arn:aws:s3:::data-<Prefixed>"],
  ["aws_s3_bucket.Unnamed.bucket", "<Unnamed.bucket>"],
  ["aws_s3_bucket.Unnamed.arn", "arn:aws:s3:::<Unnamed.bucket>"],
  ["aws_kms_key.Key.arn", "arn:aws:kms:eu-central-1:111122223333:key/<Key.key_id>"],
  ["aws_kms_key.Key.key_id", "<Key.key_id>"],
  ["aws_kms_key.Key.id", "<Key.key_id>"],
  ["aws_kms_key.Multi.key_id", "mrk-<Multi.key_id>"],
  ["aws_kms_key.Multi.arn", "arn:aws:kms:eu-central-1:111122223333:key/mrk-<Multi.key_id>"],
  ["aws_iam_role.Role.arn", "arn:aws:iam::111122223333:role/role"],
  ["aws_iam_role.Role.id", "role"],
  ["aws_iam_role.Role.path", "/"],
  ["aws_iam_role.Pathed.arn", "arn:aws:iam::111122223333:role/teams/role"],
  ["aws_iam_role.Given.arn", "arn:aws:iam::1:role/given"],
  ["aws_iam_openid_connect_provider.GitHub.arn", "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"],
  ["aws_iam_openid_connect_provider.GitHub.id", "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"],
  [
    "aws_iam_service_linked_role.AutoScaling.arn",
    "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
  ],
  ["aws_iam_service_linked_role.AutoScaling.name", "AWSServiceRoleForAutoScaling"],
  ["aws_iam_service_linked_role.Suffixed.name", "AWSServiceRoleForAutoScaling_api"],
  ["aws_iam_service_linked_role.ElastiCache.name", "AWSServiceRoleForElastiCache"],
  ["aws_iam_service_linked_role.Rds.name", "AWSServiceRoleForRDS"],
  ["aws_iam_service_linked_role.LoadBalancing.name", "AWSServiceRoleForElasticLoadBalancing"],
  ["aws_iam_service_linked_role.Backup.name", "AWSServiceRoleForBackup"],
  ["aws_iam_service_linked_role.Other.name", "<Other.name>"],
  ["aws_secretsmanager_secret.Secret.arn", "arn:aws:secretsmanager:eu-central-1:111122223333:secret:secret-<rand>"],
  ["aws_secretsmanager_secret.Secret.id", "arn:aws:secretsmanager:eu-central-1:111122223333:secret:secret-<rand>"],
  ["aws_ssm_parameter.Plain.arn", "arn:aws:ssm:eu-central-1:111122223333:parameter/plain"],
  ["aws_ssm_parameter.Slashed.arn", "arn:aws:ssm:eu-central-1:111122223333:parameter/a/b"],
  ["aws_ssm_parameter.Plain.id", "plain"],
  ["aws_ssm_parameter.Plain.value", "v"],
  ["aws_sqs_queue.Queue.arn", "arn:aws:sqs:eu-central-1:111122223333:queue"],
  ["aws_sqs_queue.Queue.url", "<Queue.url>"],
  ["aws_sqs_queue.Queue.id", "<Queue.url>"],
  ["aws_sqs_queue.Queue.fifo_queue", "true"],
  ["aws_sqs_queue.Queue.delay_seconds", "5"],
  ["aws_sqs_queue.Us.arn", "arn:aws:sqs:us-east-1:444455556666:queue"],
  ["aws_sqs_queue.West.arn", "arn:aws:sqs:eu-west-1:111122223333:queue"],
  ["aws_rds_cluster.Db.id", "db"],
  ["aws_rds_cluster.Db.master_user_secret[0].secret_arn", "arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!cluster-<Db>"],
  ["aws_db_instance.Db.master_user_secret[0].secret_arn", "arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!db-<Db>"],
  ["aws_rds_cluster.Db.master_user_secret[0].kms_key_id", "<Db.master_user_secret[0].kms_key_id>"],
  ["aws_lb.Lb.id", "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/lb/<Lb.load_balancer_id>"],
  ["aws_lb.Lb.arn", "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/lb/<Lb.load_balancer_id>"],
  ["aws_lb.Lb.dns_name", "<Lb.dns_name>"],
  ["aws_sfn_state_machine.Machine.id", "arn:aws:states:eu-central-1:111122223333:stateMachine:machine"],
  ["aws_cloudfront_distribution.Site.id", "<Site.distribution_id>"],
  ["aws_cloudfront_distribution.Site.arn", "arn:aws:cloudfront::111122223333:distribution/<Site.distribution_id>"],
  ["aws_unknown_thing.Thing.arn", "arn:aws:⟪Thing.arn⟫"],
  ["aws_unknown_thing.Thing.id", "<Thing.id>"],
  ["aws_unknown_thing.Thing.name", "thing"],
  ["aws_instance.Orders_Api_0123ABCD.id", "<Orders/Api.instance_id>"],
  ["aws_instance.Orders_Api_0123ABCD.arn", "arn:aws:ec2:eu-central-1:111122223333:instance/<Orders/Api.instance_id>"],
  ["aws_sqs_queue.Missing.arn", "⟪aws_sqs_queue.Missing.arn⟫"],
  ["local.bucket", "local-data"],
  ["local.nested", "local-data-x"],
  ["local.number", "⟪local.number⟫"],
  ["local.missing", "⟪local.missing⟫"],
  ["var.name", "⟪var.name⟫"],
  ['join("-", [var.a, "b"])', "⟪join('-', [var.a, 'b'])⟫"],
])("%s is %s", (expression, expected) => {
  expect(new Names(configuration).text(by, `\${${expression}}`)).toBe(expected);
});

test("a text has its references filled in, and escapes undone", () => {
  const names = new Names(configuration);
  expect(names.text(by, "a-${aws_sqs_queue.Queue.name}/${aws_kms_key.Key.key_id}")).toBe("a-queue/<Key.key_id>");
  expect(names.text(by, "$${aws:username}")).toBe("${aws:username}");
  expect(names.text(by, "plain")).toBe("plain");
});

test("an argument that refers to its own resource is known to Terraform alone", () => {
  expect(new Names(configuration).text(by, "${aws_s3_bucket.Data.arn}")).toBe("⟪aws_s3_bucket.Data.arn⟫");
});

test.each<readonly [what: string, stack: object, account: string, assumptions: readonly string[]]>([
  ["the one that its provider allows", { provider: { aws: [{ allowed_account_ids: [ACCOUNT] }] } }, ACCOUNT, []],
  [
    "that of the role that its provider assumes",
    { provider: { aws: [{ assume_role: [{ role_arn: `arn:aws:iam::${ACCOUNT}:role/deploy` }] }] } },
    ACCOUNT,
    [],
  ],
  ["unknown, and the caller's", { data: { aws_caller_identity: { I: {} } } }, "<account>", []],
  ["unknown where nothing names one", {}, "<account>", []],
  [
    "the one that ARNs name most",
    {
      resource: {
        aws_x: {
          A: { a: "arn:aws:iam::444455556666:role/a", b: `arn:aws:iam::${ACCOUNT}:role/b`, c: `arn:aws:sqs:eu-central-1:${ACCOUNT}:c` },
        },
      },
    },
    ACCOUNT,
    [`the account is taken to be ${ACCOUNT}, which the stack names most: its provider allows every account`],
  ],
  [
    "the first by its number, of two that are named as often",
    { resource: { aws_x: { A: { a: "arn:aws:iam::444455556666:role/a", b: `arn:aws:iam::${ACCOUNT}:role/b` } } } },
    ACCOUNT,
    [`the account is taken to be ${ACCOUNT}, which the stack names most: its provider allows every account`],
  ],
])("the account of a resource is %s", (_, stack, account, assumptions) => {
  const { resource = {}, ...others } = stack as { resource?: object };
  const own = new Configuration([new SynthesizedStack({ ...others, resource: { ...resource, aws_sqs_queue: { Q: { name: "q" } } } })]);
  const names = new Names(own);
  expect(names.account(own.all("aws_sqs_queue")[0]!)).toBe(account);
  expect([...names.assumptions]).toEqual(assumptions);
});

test.each([
  [{ region: "eu-west-1" }, "aws", "eu-west-1"],
  [{}, "aws", "eu-central-1"],
  [{ provider: "aws.us" }, "aws", "us-east-1"],
  [{ provider: "${aws.us}" }, "aws", "us-east-1"],
  [{ provider: "aws.cn" }, "aws-cn", "cn-north-1"],
  [{ provider: "aws.none" }, "aws", "eu-central-1"],
])("a resource of %j is in the partition %s and the region %s", (args, partition, region) => {
  const own = new Configuration([new SynthesizedStack({ ...STACK, resource: { aws_sqs_queue: { Q: { name: "q", ...args } } } })]);
  expect(new Names(own).place(own.all("aws_sqs_queue")[0]!)).toMatchObject({ partition, region });
});

test("a resource of a stack that has no region is in one that stands for it", () => {
  const own = new Configuration([new SynthesizedStack({ resource: { aws_sqs_queue: { Q: { name: "q" } } } })]);
  expect(new Names(own).region(own.all("aws_sqs_queue")[0]!)).toBe("<region>");
});
