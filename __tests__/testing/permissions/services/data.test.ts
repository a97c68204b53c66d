/** Databases, buckets, the edge, and what deploys a stack. */
import {
  ACCOUNT,
  ACCOUNT_ADMINISTRATION,
  OF_ACCOUNT,
  REGION,
  accesses,
  allow,
  encryption,
  key,
  may,
  policy,
  role,
  service,
  serviceCase,
  testServices,
  withVerdict,
} from "./fixture";

const RDS = `arn:aws:rds:${REGION}:${ACCOUNT}`;
const METRICS = `arn:aws:logs:*:*:log-group:RDS*`;
const ASSETS = "arn:aws:s3:::assets";
const ROOT = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
const REPLICATION = [
  "s3 sts:AssumeRole",
  "copy s3:GetReplicationConfiguration",
  "copy s3:ListBucket",
  "copy s3:GetObjectVersionForReplication",
  "copy s3:GetObjectVersionAcl",
  "copy s3:GetObjectVersionTagging",
  "copy kms:Decrypt",
  "copy s3:ReplicateObject",
  "copy s3:ReplicateDelete",
  "copy s3:ReplicateTags",
  "copy kms:Encrypt",
];

testServices([
  serviceCase({
    name: "Enhanced Monitoring writes to the log group RDSOSMetrics",
    need: "rds-monitoring",
    values: { streams: `${METRICS}:log-stream:*` },
    resources: ({ streams }) => ({
      aws_iam_role: {
        monitoring: role("monitoring", "monitoring.rds", [
          may(["logs:CreateLogGroup", "logs:PutRetentionPolicy"], METRICS),
          may(["logs:CreateLogStream", "logs:PutLogEvents"], streams),
        ]),
      },
      aws_rds_cluster_instance: { a: { identifier: "a", monitoring_interval: 60, monitoring_role_arn: "${aws_iam_role.monitoring.arn}" } },
    }),
    asks: [
      "monitoring.rds sts:AssumeRole",
      "monitoring logs:CreateLogGroup",
      "monitoring logs:PutRetentionPolicy",
      "monitoring logs:CreateLogStream",
      "monitoring logs:PutLogEvents",
    ],
    change: { streams: "arn:aws:logs:*:*:log-group:/aws/rds/*:log-stream:*" },
    denied: ["monitoring logs:CreateLogStream", "monitoring logs:PutLogEvents"],
    because:
      "Enhanced Monitoring writes the metrics of a: role monitoring is not authorized to perform logs:CreateLogStream on arn:aws:logs:",
  }),
  serviceCase({
    name: "Amazon RDS takes a role for imports from Amazon S3, on behalf of the cluster",
    need: "rds-roles",
    values: { cluster: `${RDS}:cluster:db` },
    resources: ({ cluster }) => ({
      aws_iam_role: { import: role("import", "rds", [], { StringEquals: { ...OF_ACCOUNT, "aws:SourceArn": cluster } }) },
      aws_rds_cluster: { db: { cluster_identifier: "db" } },
      aws_rds_cluster_role_association: {
        s3: { db_cluster_identifier: "${aws_rds_cluster.db.id}", feature_name: "s3Import", role_arn: "${aws_iam_role.import.arn}" },
      },
    }),
    asks: ["rds sts:AssumeRole"],
    change: { cluster: `${RDS}:cluster:other` },
    denied: ["rds sts:AssumeRole"],
    because: "Amazon RDS takes the role of db for s3Import: rds.amazonaws.com is not authorized to perform sts:AssumeRole on import",
  }),
  serviceCase({
    name: "RDS Proxy reads a user's secret, and decrypts it through Secrets Manager",
    need: "rds-proxies",
    values: { secret: "${aws_secretsmanager_secret.user.arn}" },
    resources: ({ secret }) => ({
      aws_db_proxy: {
        proxy: {
          name: "proxy",
          role_arn: "${aws_iam_role.proxy.arn}",
          auth: [{ auth_scheme: "SECRETS", secret_arn: "${aws_secretsmanager_secret.user.arn}" }],
        },
      },
      aws_iam_role: {
        proxy: role("proxy", "rds", [
          may("secretsmanager:GetSecretValue", secret),
          may("kms:Decrypt", "${aws_kms_key.key.arn}", { StringEquals: { "kms:ViaService": `secretsmanager.${REGION}.amazonaws.com` } }),
        ]),
      },
      aws_kms_key: key(),
      aws_secretsmanager_secret: { user: { name: "user", kms_key_id: "${aws_kms_key.key.arn}" } },
    }),
    asks: ["rds sts:AssumeRole", "proxy secretsmanager:GetSecretValue", "proxy kms:Decrypt"],
    change: { secret: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:other-*` },
    denied: ["proxy secretsmanager:GetSecretValue"],
    because: "RDS Proxy reads the secrets of proxy: role proxy is not authorized to perform secretsmanager:GetSecretValue on user",
  }),
  serviceCase({
    name: "whoever creates a cluster grants its key to Amazon RDS, and a key may be limited to services",
    need: "keys-at-rest",
    values: { through: `rds.${REGION}.amazonaws.com` },
    resources: ({ through }) => ({
      aws_kms_key: { key: { policy: policy(allow(ROOT, "kms:*", "*", { StringEquals: { "kms:ViaService": through } })) } },
      aws_rds_cluster: { db: { cluster_identifier: "db", kms_key_id: "${aws_kms_key.key.arn}" } },
    }),
    asks: ["root kms:CreateGrant", "root kms:DescribeKey"],
    change: { through: `s3.${REGION}.amazonaws.com` },
    denied: ["root kms:CreateGrant", "root kms:DescribeKey"],
    because:
      "Whoever creates db lets Amazon RDS use the key: the root user of account 111122223333 is not authorized to perform kms:CreateGrant on key",
  }),
  serviceCase({
    name: "AWS Backup snapshots a cluster under its key",
    need: "backup",
    values: { grants: { Bool: { "kms:GrantIsForAWSResource": "true" } } },
    resources: ({ grants }) => ({
      aws_backup_plan: { plan: { name: "plan", rule: [{ rule_name: "daily" }] } },
      aws_backup_selection: {
        db: { plan_id: "${aws_backup_plan.plan.id}", iam_role_arn: "${aws_iam_role.backup.arn}", resources: ["${aws_rds_cluster.db.arn}"] },
      },
      aws_iam_role: {
        backup: role("backup", "backup", [
          may(["rds:DescribeDBClusters", "rds:DescribeDBClusterSnapshots", "rds:ListTagsForResource", "kms:DescribeKey"], "*"),
          may(["rds:CreateDBClusterSnapshot"], [`${RDS}:cluster:*`, `${RDS}:cluster-snapshot:*`]),
          may(["rds:DeleteDBClusterSnapshot", "rds:AddTagsToResource"], `${RDS}:cluster-snapshot:awsbackup:*`),
          may("kms:CreateGrant", "*", grants),
        ]),
      },
      aws_kms_key: key(),
      aws_rds_cluster: { db: { cluster_identifier: "db", kms_key_id: "${aws_kms_key.key.arn}" } },
    }),
    asks: [
      "backup sts:AssumeRole",
      "backup rds:DescribeDBClusters",
      "backup rds:ListTagsForResource",
      "backup rds:CreateDBClusterSnapshot",
      "backup rds:CreateDBClusterSnapshot",
      "backup rds:AddTagsToResource",
      "backup rds:DescribeDBClusterSnapshots",
      "backup rds:DeleteDBClusterSnapshot",
      "backup kms:DescribeKey",
      "backup kms:CreateGrant",
    ],
    change: { grants: { Bool: { "kms:GrantIsForAWSResource": "false" } } },
    denied: ["backup kms:CreateGrant"],
    because: "AWS Backup backs up db: role backup is not authorized to perform kms:CreateGrant on key",
  }),
  serviceCase({
    name: "Amazon S3 replicates under both keys, with the bucket as the encryption context of an S3 Bucket Key",
    need: "s3-replication",
    values: { context: "arn:aws:s3:::copies" },
    resources: ({ context }) => ({
      aws_iam_role: {
        copy: role(
          "copy",
          "s3",
          [
            may(["s3:GetReplicationConfiguration", "s3:ListBucket"], ASSETS),
            may(["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"], `${ASSETS}/*`),
            may(["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"], "arn:aws:s3:::copies/*"),
            may("kms:Decrypt", "${aws_kms_key.key.arn}", {
              StringLike: { "kms:ViaService": `s3.${REGION}.amazonaws.com`, "kms:EncryptionContext:aws:s3:arn": ASSETS },
            }),
            may("kms:Encrypt", "${aws_kms_key.key.arn}", {
              StringLike: { "kms:ViaService": `s3.${REGION}.amazonaws.com`, "kms:EncryptionContext:aws:s3:arn": context },
            }),
          ],
          { StringEquals: OF_ACCOUNT, ArnLike: { "aws:SourceArn": ASSETS } },
        ),
      },
      aws_kms_key: key(),
      aws_s3_bucket: { assets: { bucket: "assets" }, copies: { bucket: "copies" } },
      aws_s3_bucket_replication_configuration: {
        assets: {
          bucket: "${aws_s3_bucket.assets.id}",
          role: "${aws_iam_role.copy.arn}",
          rule: [
            {
              status: "Enabled",
              destination: {
                bucket: "${aws_s3_bucket.copies.arn}",
                encryption_configuration: { replica_kms_key_id: "${aws_kms_key.key.arn}" },
              },
            },
          ],
        },
      },
      aws_s3_bucket_server_side_encryption_configuration: { assets: encryption("assets"), copies: encryption("copies") },
    }),
    asks: REPLICATION,
    change: { context: "arn:aws:s3:::copies/*" },
    denied: ["copy kms:Encrypt"],
    because: "Amazon S3 replicates the objects of assets: role copy is not authorized to perform kms:Encrypt on key",
  }),
  serviceCase({
    name: "CloudFront reads objects of the paths that it serves, and decrypts them",
    need: "cloudfront-origins",
    values: { path: "static/*" },
    resources: ({ path }) => ({
      aws_cloudfront_distribution: {
        site: {
          default_cache_behavior: { target_origin_id: "api", allowed_methods: ["GET"] },
          ordered_cache_behavior: [{ target_origin_id: "assets", path_pattern: "/static/*", allowed_methods: ["GET", "HEAD"] }],
          origin: [
            { origin_id: "api", domain_name: "api.example.com" },
            {
              origin_id: "assets",
              domain_name: "${aws_s3_bucket.assets.bucket_regional_domain_name}",
              origin_access_control_id: "${aws_cloudfront_origin_access_control.s3.id}",
            },
          ],
        },
      },
      aws_cloudfront_origin_access_control: { s3: { origin_access_control_origin_type: "s3", signing_behavior: "always" } },
      aws_kms_key: key(
        allow(service("cloudfront"), "kms:Decrypt", "*", { StringEquals: { "aws:SourceArn": "${aws_cloudfront_distribution.site.arn}" } }),
      ),
      aws_s3_bucket: { assets: { bucket: "assets" } },
      aws_s3_bucket_policy: {
        assets: {
          bucket: "${aws_s3_bucket.assets.id}",
          policy: policy(
            allow(service("cloudfront"), "s3:GetObject", `${ASSETS}/${path}`, {
              StringEquals: { "aws:SourceArn": "${aws_cloudfront_distribution.site.arn}" },
            }),
          ),
        },
      },
      aws_s3_bucket_server_side_encryption_configuration: { assets: encryption("assets") },
    }),
    asks: ["cloudfront s3:GetObject", "cloudfront kms:Decrypt"],
    change: { path: "public/*" },
    denied: ["cloudfront s3:GetObject"],
    because:
      "CloudFront sends GET /static/x to assets: cloudfront.amazonaws.com is not authorized to perform s3:GetObject on assets/static/x",
  }),
  serviceCase({
    name: "CloudFront puts real-time logs into a stream by a role",
    need: "cloudfront-realtime-logs",
    values: { actions: ["DescribeStreamSummary", "DescribeStream", "PutRecord", "PutRecords"] },
    resources: ({ actions }) => ({
      aws_cloudfront_realtime_log_config: {
        logs: {
          endpoint: { kinesis_stream_config: { role_arn: "${aws_iam_role.logs.arn}", stream_arn: "${aws_kinesis_stream.logs.arn}" } },
        },
      },
      aws_iam_role: {
        logs: role("logs", "cloudfront", [
          may(
            actions.map((action) => `kinesis:${action}`),
            "${aws_kinesis_stream.logs.arn}",
          ),
        ]),
      },
      aws_kinesis_stream: { logs: { name: "logs" } },
    }),
    asks: [
      "cloudfront sts:AssumeRole",
      ...["DescribeStreamSummary", "DescribeStream", "PutRecord", "PutRecords"].map((action) => `logs kinesis:${action}`),
    ],
    change: { actions: ["DescribeStreamSummary", "DescribeStream", "PutRecord"] },
    denied: ["logs kinesis:PutRecords"],
    because: "CloudFront sends the real-time logs of logs: role logs is not authorized to perform kinesis:PutRecords on logs",
  }),
  serviceCase({
    name: "Route 53 signs a zone with a key whose policy is for that zone",
    need: "dnssec",
    values: { zone: "${aws_route53_zone.zone.arn}" },
    resources: ({ zone }) => ({
      aws_kms_key: key(
        allow(service("dnssec-route53"), ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"], "*", {
          StringEquals: OF_ACCOUNT,
          ArnEquals: { "aws:SourceArn": zone },
        }),
        allow(service("dnssec-route53"), "kms:CreateGrant", "*", { Bool: { "kms:GrantIsForAWSResource": "true" } }),
      ),
      aws_route53_key_signing_key: {
        zone: { hosted_zone_id: "${aws_route53_zone.zone.id}", key_management_service_arn: "${aws_kms_key.key.arn}" },
      },
      aws_route53_zone: { zone: { name: "example.com" } },
    }),
    asks: ["DescribeKey", "GetPublicKey", "Sign", "CreateGrant"].map((action) => `dnssec-route53 kms:${action}`),
    change: { zone: "arn:aws:route53:::hostedzone/Z0000000000000" },
    denied: ["DescribeKey", "GetPublicKey", "Sign"].map((action) => `dnssec-route53 kms:${action}`),
    because: "Route 53 signs the zone zone: dnssec-route53.amazonaws.com is not authorized to perform kms:DescribeKey on key",
  }),
  serviceCase({
    name: "a workflow's token has the audience that its provider knows",
    need: "github-actions",
    values: { audience: "sts.amazonaws.com" },
    resources: ({ audience }) => ({
      aws_iam_openid_connect_provider: {
        github: { url: "https://token.actions.githubusercontent.com", client_id_list: ["sts.amazonaws.com"] },
      },
      aws_iam_role: {
        deploy: {
          name: "deploy",
          assume_role_policy: policy({
            Effect: "Allow",
            Principal: { Federated: "${aws_iam_openid_connect_provider.github.arn}" },
            Action: "sts:AssumeRoleWithWebIdentity",
            Condition: {
              StringEquals: { "token.actions.githubusercontent.com:aud": audience },
              StringLike: { "token.actions.githubusercontent.com:sub": "repo:acme/platform:*" },
            },
          }),
        },
      },
    }),
    asks: ["oidc-provider/token.actions.githubusercontent.com sts:AssumeRoleWithWebIdentity"],
    change: { audience: "https://github.com/acme" },
    denied: ["oidc-provider/token.actions.githubusercontent.com sts:AssumeRoleWithWebIdentity"],
    because:
      "GitHub Actions takes deploy for repo:acme/platform:*: oidc-provider/token.actions.githubusercontent.com is not authorized to perform sts:AssumeRoleWithWebIdentity on deploy",
  }),
]);

describe("Terraform's S3 backend", () => {
  const STATE = "prod/terraform.tfstate";
  const backend = { bucket: "states", key: STATE, encrypt: true, kms_key_id: "alias/states", use_lockfile: true, region: REGION };
  const terraform = { backend: { s3: backend } };
  const LOCK = may(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], `arn:aws:s3:::states/${STATE}.tflock`);
  const STATE_ACCESS = [may("s3:ListBucket", "arn:aws:s3:::states"), may(["kms:Decrypt", "kms:GenerateDataKey"], "${aws_kms_key.key.arn}")];
  const DEPLOYS = [may(["s3:GetObject", "s3:PutObject"], `arn:aws:s3:::states/${STATE}`), ...STATE_ACCESS];

  const asks = (statements: readonly object[], bucketPolicy: readonly object[] = []) =>
    accesses(
      "terraform-state",
      {
        aws_iam_role: { deploy: role("deploy", "ec2", []) },
        aws_iam_role_policy: { deploy: { role: "${aws_iam_role.deploy.id}", policy: policy(...statements) } },
        aws_kms_key: { key: { policy: policy(ACCOUNT_ADMINISTRATION) } },
        aws_s3_bucket: { states: { bucket: "states" } },
        aws_s3_bucket_policy: { states: { bucket: "${aws_s3_bucket.states.id}", policy: policy(...bucketPolicy) } },
        aws_s3_bucket_server_side_encryption_configuration: { states: encryption("states") },
      },
      terraform,
    );
  const seen = (all: readonly { action: string; resourcePath?: string }[]) =>
    all.map(({ action, resourcePath = "" }) => `${action} ${resourcePath}`.trim());

  test("a role that deploys reads, writes and locks the state", () => {
    const all = asks([...DEPLOYS, LOCK]);
    expect(seen(all)).toEqual([
      "s3:ListBucket",
      "s3:ListBucket",
      `s3:GetObject /${STATE}`,
      "kms:Decrypt",
      `s3:PutObject /${STATE}`,
      `s3:PutObject /${STATE}.tflock`,
      `s3:GetObject /${STATE}.tflock`,
      `s3:DeleteObject /${STATE}.tflock`,
      "kms:GenerateDataKey",
    ]);
    expect(withVerdict(all, "allowed")).toHaveLength(all.length);
  });

  test("without permissions for the lock file, its requests are denied", () => {
    const denied = asks(DEPLOYS).filter(({ verdict }) => verdict === "denied");
    expect(seen(denied)).toEqual(["PutObject", "GetObject", "DeleteObject"].map((action) => `s3:${action} /${STATE}.tflock`));
    expect(denied[0]!.explanation).toContain(
      "Terraform deploys a stack as deploy: role deploy is not authorized to perform s3:PutObject on states/prod/terraform.tfstate.tflock",
    );
  });

  test("a role that plans only reads the state", () => {
    const all = asks([may("s3:GetObject", `arn:aws:s3:::states/${STATE}`), ...STATE_ACCESS]);
    expect(seen(all)).toEqual(["s3:ListBucket", "s3:ListBucket", `s3:GetObject /${STATE}`, "kms:Decrypt"]);
    expect(withVerdict(all, "allowed")).toHaveLength(all.length);
  });

  test("Terraform has the state encrypted as the backend says", () => {
    const onlyWith = (algorithm: string) => ({
      ...allow({ AWS: "*" }, "s3:PutObject", "arn:aws:s3:::states/*", {
        StringNotEquals: { "s3:x-amz-server-side-encryption": algorithm },
      }),
      Effect: "Deny",
    });
    expect(withVerdict(asks([...DEPLOYS, LOCK], [onlyWith("aws:kms")]), "denied")).toEqual([]);
    expect(withVerdict(asks([...DEPLOYS, LOCK], [onlyWith("aws:kms:dsse")]), "denied")).toEqual([
      "deploy s3:PutObject",
      "deploy s3:PutObject",
    ]);
  });
});

test("locked objects are replicated with their retention and their legal holds", () => {
  const all = accesses("s3-replication", {
    aws_iam_role: { copy: role("copy", "s3", []) },
    aws_s3_bucket: { assets: { bucket: "assets", object_lock_enabled: true } },
    aws_s3_bucket_replication_configuration: {
      assets: {
        bucket: "assets",
        role: "${aws_iam_role.copy.arn}",
        rule: [{ status: "Disabled", destination: { bucket: "arn:aws:s3:::copies" } }],
      },
    },
  });
  expect(withVerdict(all, "denied")).toEqual([...REPLICATION.slice(1, 6), "copy s3:GetObjectRetention", "copy s3:GetObjectLegalHold"]);
});
