import { Finding } from "../../../src/review/review";
import { securityFindings } from "../../../src/review/security/security-findings";
import { stack } from "./network-fixture";

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>;

function policy(...statements: readonly Json[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** Something that stays as it is, so that no plan is from nothing. */
const VPC = { aws_vpc: { Main: { cidr_block: "10.0.0.0/16" } } };

/** What fails public-exposure where a resource becomes another. */
function exposed(before: Json, after: Json): Finding[] {
  return securityFindings(stack(VPC, before), stack(VPC, after)).filter(({ gate }) => gate === "public-exposure");
}

const BLOCKED = { block_public_acls: true, block_public_policy: true, ignore_public_acls: true, restrict_public_buckets: true };
const READABLE = policy({ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::files-1/*" });

function bucket(block: Json | undefined, bucketPolicy?: string): Json {
  return {
    aws_s3_bucket: { Files: { bucket: "files-1" } },
    ...(block && { aws_s3_bucket_public_access_block: { Block: { bucket: "${aws_s3_bucket.Files.bucket}", ...block } } }),
    ...(bucketPolicy !== undefined && {
      aws_s3_bucket_policy: { Policy: { bucket: "${aws_s3_bucket.Files.bucket}", policy: bucketPolicy } },
    }),
  };
}

/** What is said of something that is opened. */
interface Said {
  readonly sentence: string;
  /** @default "danger" */
  readonly severity?: string;
  /** @default - the first word of the sentence */
  readonly path?: string;
  readonly reasons: readonly string[];
  readonly fix?: string;
}

const NAME_THEM = "Name the principals, or narrow the statement by aws:SourceAccount, aws:SourceArn or aws:PrincipalOrgID";
const NO_ACLS = "Leave ACLs disabled, and name who may read in the bucket policy";
const BLOCK_ON = "Keep the four settings of the public access block on, and let CloudFront read with an origin access control";

type Opened = readonly [what: string, before: Json, after: Json, said: Said];

/** A resource that is there, and becomes this. */
function changed(what: string, type: string, [was, is]: readonly [Json, Json], said: Said): Opened {
  return [what, { [type]: { It: was } }, { [type]: { It: is } }, { ...said, sentence: `It is now ${said.sentence}` }];
}

/** A resource that is new. */
function added(what: string, type: string, args: Json, said: Said): Opened {
  return [what, {}, { [type]: { It: args } }, { ...said, sentence: `It, which is new, is ${said.sentence}` }];
}

const PARTNER = "444455556666";
const FACES = { sentence: "an internet-facing load balancer", severity: "warning", reasons: ["Its internal isn't true"] };
const ACCESSIBLE = {
  sentence: "publicly accessible",
  reasons: ["Its publicly_accessible is true: its name resolves to a public address"],
  fix: "Set publicly_accessible to false",
};
const READ_BY_ACL = "public: a bucket that everybody may read by its ACL";
const OBJECT_BY_ACL = "public: an object that everybody may read by its ACL";
const PUBLIC_DOMAIN = { sentence: "a domain with a public endpoint", severity: "warning", reasons: ["It has no vpc_options"] };
const PUBLIC_API = {
  sentence: "a cluster whose Kubernetes API the internet reaches",
  severity: "warning",
  reasons: ["Its endpoint_public_access is on"],
};
const UNBLOCKED = {
  sentence: "an unblocked setting: snapshots or images may be shared with everybody",
  severity: "warning",
  reasons: ["Its state is unblocked"],
};
const sharedWith = (who: string, reason: string): Said => ({ sentence: `shared with ${who}`, reasons: [reason] });
const grantee = (uri: string): Json => ({
  access_control_policy: [{ grant: [{ grantee: [{ type: "Group", uri }], permission: "READ" }] }],
});
const config = (args: Json): Json => ({ vpc_config: [args] });
const OPEN_STATEMENT = { Effect: "Allow", Principal: { AWS: "*" }, Action: "sqs:SendMessage", Resource: "*" };
const role = (principal: unknown): Json => ({
  name: "deploy",
  assume_role_policy: policy({ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" }),
});

const OPENED: readonly Opened[] = [
  ...["aws_lb", "aws_alb", "aws_elb"].map((type) =>
    changed(`an internal ${type} that faces the internet`, type, [{ internal: true }, { internal: false }], FACES),
  ),
  ...["aws_db_instance", "aws_rds_cluster_instance", "aws_redshift_cluster", "aws_mq_broker"].map((type) =>
    changed(`${type} that is publicly accessible`, type, [{ publicly_accessible: false }, { publicly_accessible: true }], ACCESSIBLE),
  ),
  changed(
    "a function URL that asks nobody who they are",
    "aws_lambda_function_url",
    [{ authorization_type: "AWS_IAM" }, { authorization_type: "NONE" }],
    {
      sentence: "a function URL that anybody may call",
      reasons: ["Its authorization_type is NONE"],
      fix: "Set authorization_type to AWS_IAM",
    },
  ),
  // Amazon S3 User Guide, "Access control list (ACL) overview": canned ACLs, and the groups of grants.
  ...["public-read", "public-read-write", "authenticated-read", "website"].map((acl) =>
    changed(`a bucket whose ACL is ${acl}`, "aws_s3_bucket", [{ acl: "private" }, { acl }], {
      sentence: READ_BY_ACL,
      reasons: [`Its ACL is ${acl}`],
      fix: NO_ACLS,
    }),
  ),
  ...["aws_s3_object", "aws_s3_object_copy"].map((type) =>
    added(
      `${type} whose ACL is public`,
      type,
      { acl: "public-read" },
      {
        sentence: OBJECT_BY_ACL,
        reasons: ["Its ACL is public-read"],
        fix: NO_ACLS,
      },
    ),
  ),
  ...["AllUsers", "AuthenticatedUsers"].map((group) =>
    added(`an ACL that grants to ${group}`, "aws_s3_bucket_acl", grantee(`http://acs.amazonaws.com/groups/global/${group}`), {
      sentence: READ_BY_ACL,
      reasons: ["Its ACL grants to everybody"],
      fix: NO_ACLS,
    }),
  ),
  changed(
    "a cluster whose API is opened",
    "aws_eks_cluster",
    [config({ endpoint_public_access: false }), config({ endpoint_public_access: true })],
    PUBLIC_API,
  ),
  changed(
    "a cluster whose API is opened to more than an office",
    "aws_eks_cluster",
    [config({ public_access_cidrs: ["192.0.2.0/24"] }), config({ public_access_cidrs: ["192.0.2.0/24", "0.0.0.0/0"] })],
    PUBLIC_API,
  ),
  // Amazon EKS User Guide, "Cluster API server endpoint": public is the default.
  added("a cluster that says nothing of its API", "aws_eks_cluster", { name: "c" }, PUBLIC_API),
  ...["aws_opensearch_domain", "aws_elasticsearch_domain"].map((type) =>
    added(`${type} outside of VPCs`, type, { domain_name: "d" }, PUBLIC_DOMAIN),
  ),
  added(
    "an image that everybody may launch",
    "aws_ami_launch_permission",
    { image_id: "ami-1", group: "all" },
    {
      sentence: "an AMI's permission for every AWS account",
      reasons: ["It allows to launch ami-1"],
    },
  ),
  added(
    "an image that an account may launch",
    "aws_ami_launch_permission",
    { image_id: "ami-1", account_id: PARTNER },
    {
      sentence: `an AMI's permission for account ${PARTNER}`,
      reasons: ["It allows to launch ami-1"],
    },
  ),
  ...["organization_arn", "organizational_unit_arn"].map((name) =>
    added(
      `an image that others may launch by ${name}`,
      "aws_ami_launch_permission",
      { image_id: "ami-1", [name]: "arn:aws:organizations::1:o" },
      {
        sentence: "an AMI's permission for arn:aws:organizations::1:o",
        reasons: ["It allows to launch ami-1"],
      },
    ),
  ),
  added(
    "a volume's snapshot that is shared with an account",
    "aws_snapshot_create_volume_permission",
    { snapshot_id: "snap-1", account_id: PARTNER },
    { sentence: `a snapshot's permission for account ${PARTNER}`, reasons: ["It allows to make volumes of snap-1"] },
  ),
  ...["aws_db_snapshot", "aws_db_snapshot_copy", "aws_db_cluster_snapshot", "aws_rds_cluster_snapshot_copy"].flatMap((type) => [
    changed(`${type} that is shared with every account`, type, [{}, { shared_accounts: ["all"] }], {
      ...sharedWith("every AWS account", "shared_accounts has all"),
    }),
    changed(`${type} that is shared with an account`, type, [{}, { shared_accounts: [PARTNER] }], {
      ...sharedWith(`account ${PARTNER}`, `shared_accounts has ${PARTNER}`),
    }),
  ]),
  changed(
    "a document that is shared with everybody",
    "aws_ssm_document",
    [{ permissions: { type: "Share", account_ids: "" } }, { permissions: { type: "Share", account_ids: "All" } }],
    sharedWith("every AWS account", "Its permissions share it"),
  ),
  changed(
    "a document that is shared with one account more",
    "aws_ssm_document",
    [{ permissions: { account_ids: "777788889999" } }, { permissions: { account_ids: `777788889999,${PARTNER}` } }],
    sharedWith(`account ${PARTNER}`, "Its permissions share it"),
  ),
  added(
    "a layer that everybody may use",
    "aws_lambda_layer_version_permission",
    { principal: "*", layer_name: "l" },
    sharedWith("every AWS account", "Its principal is *"),
  ),
  changed(
    "an endpoint service that everybody may connect to",
    "aws_vpc_endpoint_service",
    [{ allowed_principals: ["arn:aws:iam::444455556666:root"] }, { allowed_principals: ["*"] }],
    sharedWith("every AWS account", "allowed_principals has *"),
  ),
  changed(
    "an endpoint service whose principal is everybody",
    "aws_vpc_endpoint_service_allowed_principal",
    [{ principal_arn: "arn:aws:iam::444455556666:root" }, { principal_arn: "*" }],
    sharedWith("every AWS account", "principal_arn is *"),
  ),
  added(
    "an event bus to which everybody may put events",
    "aws_cloudwatch_event_permission",
    { principal: "*", statement_id: "s" },
    sharedWith("every AWS account", "Its principal is *, without a condition"),
  ),
  added(
    "a share of resources with another account",
    "aws_ram_principal_association",
    { principal: PARTNER, resource_share_arn: "arn" },
    sharedWith(`account ${PARTNER}`, "AWS RAM shares its resources"),
  ),
  added(
    "a grant of a key to another account",
    "aws_kms_grant",
    { key_id: "key", grantee_principal: "arn:aws:iam::444455556666:role/partner", operations: ["Decrypt", "Encrypt"] },
    {
      sentence: `a key's grant to account ${PARTNER}`,
      reasons: ["It allows Decrypt, Encrypt to arn:aws:iam::444455556666:role/partner"],
    },
  ),
  ...["aws_ebs_snapshot_block_public_access", "aws_ec2_image_block_public_access"].map((type) =>
    changed(`${type} that is switched off`, type, [{ state: "block-all-sharing" }, { state: "unblocked" }], UNBLOCKED),
  ),
  changed(
    "a queue whose policy allows everybody",
    "aws_sqs_queue",
    [{ name: "orders" }, { name: "orders", policy: policy(OPEN_STATEMENT) }],
    {
      sentence: "public by its policy",
      reasons: ["A statement allows everybody: Allow sqs:SendMessage to everybody on every resource"],
      fix: NAME_THEM,
    },
  ),
  changed(
    "a queue whose policy allows all but some",
    "aws_sqs_queue",
    [{ name: "orders" }, { name: "orders", policy: policy({ ...OPEN_STATEMENT, Principal: undefined, NotPrincipal: { AWS: PARTNER } }) }],
    {
      sentence: "public by its policy",
      reasons: [`A statement allows everybody: Allow sqs:SendMessage to everybody but account ${PARTNER} on every resource`],
      fix: NAME_THEM,
    },
  ),
  added(
    "a permission for everybody",
    "aws_lambda_permission",
    { principal: "*", action: "lambda:InvokeFunction", function_name: "f" },
    {
      sentence: "a permission for everybody to invoke a function",
      reasons: ["A statement allows everybody: Allow lambda:InvokeFunction to everybody on f"],
      fix: NAME_THEM,
    },
  ),
  changed("a role that everybody may assume", "aws_iam_role", [role({ Service: "ec2.amazonaws.com" }), role("*")], {
    sentence: "a role that everybody may assume",
    reasons: ["A statement allows everybody: Allow sts:AssumeRole to everybody"],
    fix: NAME_THEM,
  }),
  [
    "a bucket whose ACL, in a resource of its own, is public",
    bucket(undefined),
    { ...bucket(undefined), aws_s3_bucket_acl: { Acl: { bucket: "files-1", acl: "public-read" } } },
    { sentence: `Acl, which is new, is ${READ_BY_ACL}`, reasons: ["Its ACL is public-read"], fix: NO_ACLS },
  ],
  [
    "a bucket whose block is switched off",
    bucket(BLOCKED),
    bucket({ ...BLOCKED, block_public_policy: false, restrict_public_buckets: false }),
    {
      sentence: "The bucket Files no longer blocks all public access: block_public_policy and restrict_public_buckets are off",
      path: "Block",
      reasons: [
        "Without block_public_policy a public bucket policy may be set",
        "Without restrict_public_buckets a public bucket policy counts",
      ],
      fix: BLOCK_ON,
    },
  ],
  [
    "a bucket of whose block one setting is off",
    bucket(BLOCKED),
    bucket({ ...BLOCKED, ignore_public_acls: false }),
    {
      sentence: "The bucket Files no longer blocks all public access: ignore_public_acls is off",
      path: "Block",
      reasons: ["Without ignore_public_acls public ACLs count"],
      fix: BLOCK_ON,
    },
  ],
  [
    "a bucket whose block is taken away",
    bucket(BLOCKED),
    bucket(undefined),
    {
      sentence: "The bucket Files no longer blocks public access",
      path: "Block",
      reasons: [
        "Without block_public_acls public ACLs may be set",
        "Without block_public_policy a public bucket policy may be set",
        "Without ignore_public_acls public ACLs count",
        "Without restrict_public_buckets a public bucket policy counts",
      ],
      fix: BLOCK_ON,
    },
  ],
  // Amazon S3 User Guide, "Blocking public access": new buckets are blocked, so that "off" has to be written out.
  [
    "a new bucket whose block is off from the beginning",
    {},
    bucket({ ...BLOCKED, block_public_acls: false }),
    {
      sentence: "The bucket Files no longer blocks all public access: block_public_acls is off",
      path: "Block",
      reasons: ["Without block_public_acls public ACLs may be set"],
      fix: BLOCK_ON,
    },
  ],
  [
    "the account's block that is switched off",
    { aws_s3_account_public_access_block: { All: BLOCKED } },
    { aws_s3_account_public_access_block: { All: { ...BLOCKED, restrict_public_buckets: false } } },
    {
      sentence: "The account no longer blocks all public access: restrict_public_buckets is off",
      path: "All",
      reasons: ["Without restrict_public_buckets a public bucket policy counts"],
      fix: BLOCK_ON,
    },
  ],
  [
    "the block of a bucket of elsewhere that is switched off",
    { aws_s3_bucket_public_access_block: { Block: { bucket: "elsewhere", ...BLOCKED } } },
    { aws_s3_bucket_public_access_block: { Block: { bucket: "elsewhere", ...BLOCKED, block_public_acls: false } } },
    {
      sentence: "The bucket of Block no longer blocks all public access: block_public_acls is off",
      path: "Block",
      reasons: ["Without block_public_acls public ACLs may be set"],
      fix: BLOCK_ON,
    },
  ],
];

test.each(OPENED)("%s fails public-exposure", (_, before, after, { sentence, severity = "danger", path, reasons, fix }) => {
  const at = path ?? /^\w+/.exec(sentence)![0];
  expect(exposed(before, after)).toEqual([
    {
      ...{ rule: "public-exposure", gate: "public-exposure", severity, sentence, reasons },
      ...{ path: at, address: expect.stringMatching(new RegExp(`^aws_\\w+\\.${at}$`)), ...(fix !== undefined && { fix }) },
    },
  ]);
});

test.each(OPENED)("without %s nothing fails", (_, before, after) => {
  expect([...exposed(before, before), ...exposed(after, after), ...exposed(after, before)]).toEqual([]);
});

/** What others may reach that is made for it, or whom it already was for. */
test.each<[string, string, Json]>([
  ["an internal load balancer", "aws_lb", { internal: true }],
  ["a gateway load balancer", "aws_lb", { load_balancer_type: "gateway" }],
  ["a load balancer that nobody knows whether it is internal", "aws_lb", { internal: "${var.internal}" }],
  ["a function URL of IAM", "aws_lambda_function_url", { authorization_type: "AWS_IAM" }],
  ["a private ACL", "aws_s3_bucket_acl", { acl: "private" }],
  ["an ACL that grants to the log delivery group", "aws_s3_bucket_acl", grantee("http://acs.amazonaws.com/groups/s3/LogDelivery")],
  ["a cluster whose API an office reaches", "aws_eks_cluster", config({ public_access_cidrs: ["192.0.2.0/24"] })],
  ["a domain in a VPC", "aws_opensearch_domain", { vpc_options: [{ subnet_ids: ["subnet-1"] }] }],
  ["an AMI's permission for nobody", "aws_ami_launch_permission", { image_id: "ami-1", group: "some" }],
  ["a document that nobody shares", "aws_ssm_document", { permissions: { account_ids: "" } }],
  ["a layer for an organization", "aws_lambda_layer_version_permission", { principal: "*", organization_id: "o-1" }],
  ["a layer for an account", "aws_lambda_layer_version_permission", { principal: PARTNER }],
  ["an event bus for an organization", "aws_cloudwatch_event_permission", { principal: "*", condition: [{ key: "aws:PrincipalOrgID" }] }],
  ["an event bus for an account", "aws_cloudwatch_event_permission", { principal: PARTNER }],
  ["a share with the account itself", "aws_ram_principal_association", { principal: "111122223333" }],
  ["a share with an organization", "aws_ram_principal_association", { principal: "arn:aws:organizations::1:organization/o-1" }],
  ["a grant within the account", "aws_kms_grant", { grantee_principal: "arn:aws:iam::111122223333:role/own", operations: ["Decrypt"] }],
  ["a grant to whom only Terraform knows", "aws_kms_grant", { grantee_principal: "${var.grantee}", operations: ["Decrypt"] }],
  ["a block of sharing", "aws_ebs_snapshot_block_public_access", { state: "block-new-sharing" }],
  ["a database in private", "aws_db_instance", { publicly_accessible: false }],
  ["a queue whose policy denies everybody", "aws_sqs_queue", { policy: policy({ ...OPEN_STATEMENT, Effect: "Deny" }) }],
  // Amazon EFS User Guide, "Blocking public access": elasticfilesystem:AccessedViaMountTarget keeps the policy from being public.
  [
    "a file system for who reaches its mount targets",
    "aws_efs_file_system_policy",
    {
      file_system_id: "fs",
      policy: policy({
        ...{ Effect: "Allow", Principal: { AWS: "*" }, Action: "elasticfilesystem:ClientMount", Resource: "*" },
        Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
      }),
    },
  ],
])("%s fails nothing", (_, type, args) => {
  expect(exposed({}, { [type]: { It: args } })).toEqual([]);
});

test.each<[string, string, Json, string]>([
  ["a distribution", "aws_cloudfront_distribution", { enabled: true }, "served to the internet by CloudFront"],
  ["an HTTP API", "aws_apigatewayv2_api", { name: "a" }, "an API that the internet reaches"],
  ["a REST API", "aws_api_gateway_rest_api", { endpoint_configuration: [{ types: ["REGIONAL"] }] }, "an API that the internet reaches"],
])("%s is a note: it is made to be public", (_, type, args, what) => {
  const notes = securityFindings(stack(VPC), stack(VPC, { [type]: { It: args } })).filter(({ rule }) => rule === "public-endpoint");
  expect(notes).toEqual([
    {
      rule: "public-endpoint",
      severity: "note",
      path: "It",
      address: `${type}.It`,
      sentence: `It, which is new, is ${what}`,
      reasons: [],
    },
  ]);
});

test.each<[string, string, Json]>([
  ["a distribution that is switched off", "aws_cloudfront_distribution", { enabled: false }],
  ["a private REST API", "aws_api_gateway_rest_api", { endpoint_configuration: [{ types: ["PRIVATE"] }] }],
])("%s isn't even a note", (_, type, args) => {
  const findings = securityFindings(stack(VPC), stack(VPC, { [type]: { It: args } }));
  expect(findings.filter(({ rule }) => rule === "public-endpoint")).toEqual([]);
});

test("of a stack that is made from nothing, nobody is told that what is open is new", () => {
  const findings = securityFindings(stack(), stack({ aws_lb: { Api: { internal: false } } }));
  expect(findings.filter(({ gate }) => gate === "public-exposure").map(({ sentence }) => sentence)).toEqual([
    "Api is an internet-facing load balancer",
  ]);
});

test("a public bucket policy that the block keeps from counting fails nothing", () => {
  expect(exposed(bucket(BLOCKED), bucket(BLOCKED, READABLE))).toEqual([]);
});

test("a public bucket policy fails where the block is off", () => {
  const off = { ...BLOCKED, block_public_policy: false, restrict_public_buckets: false };
  expect(exposed(bucket(off), bucket(off, READABLE)).map(({ sentence }) => sentence)).toEqual([
    "Policy, which is new, is a policy that allows everybody",
  ]);
});

test("a policy for everybody of an organization isn't public", () => {
  const own = policy({
    Effect: "Allow",
    Principal: "*",
    Action: "sqs:SendMessage",
    Resource: "*",
    Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
  });
  expect(
    exposed({ aws_sqs_queue: { Orders: { name: "orders" } } }, { aws_sqs_queue: { Orders: { name: "orders", policy: own } } }),
  ).toEqual([]);
});

test("the policy of an endpoint is nobody's exposure", () => {
  const open = policy({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" });
  expect(
    exposed({}, { aws_vpc_endpoint: { S3: { vpc_id: "vpc-1", service_name: "com.amazonaws.eu-central-1.s3", policy: open } } }),
  ).toEqual([]);
});

test("a bucket that is deleted with its block fails nothing", () => {
  expect(exposed(bucket(BLOCKED), {})).toEqual([]);
});

test("a policy that goes and had made its bucket public is a note on the bucket", () => {
  const findings = securityFindings(stack(VPC, bucket(undefined, READABLE)), stack(VPC, bucket(undefined)));
  expect(findings).toContainEqual({
    rule: "exposure-closed",
    severity: "note",
    path: "Files",
    address: "aws_s3_bucket.Files",
    sentence: "Files is no longer public",
    reasons: ["Policy, which was a policy that allows everybody, is deleted"],
  });
});

test("a public policy that goes with its bucket says nothing", () => {
  const closed = securityFindings(stack(VPC, bucket(undefined, READABLE)), stack(VPC)).filter(({ rule }) => rule === "exposure-closed");
  expect(closed).toEqual([]);
});

test("a public policy in place of another leaves the bucket public", () => {
  const { aws_s3_bucket_policy: policies, ...files } = bucket(undefined, READABLE);
  const other = { ...files, aws_s3_bucket_policy: { Other: policies.Policy } };
  const sentences = securityFindings(stack(VPC, bucket(undefined, READABLE)), stack(VPC, other)).map(({ sentence }) => sentence);
  expect(sentences).not.toContain("Files is no longer public");
});

/** The argument by which a policy says whose it is, on the provider's page of each. */
test.each<[string, Json, string]>([
  ["aws_sqs_queue", { name: "orders" }, "queue_url"],
  ["aws_sns_topic", { name: "orders" }, "arn"],
  ["aws_ecr_repository", { name: "orders" }, "repository"],
  ["aws_secretsmanager_secret", { name: "orders" }, "secret_arn"],
  ["aws_kms_key", { description: "orders" }, "key_id"],
])("a policy of %s that goes and had made it public is a note on it", (type, args, argument) => {
  const open = policy({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" });
  const holder = { [type]: { It: args } };
  const held = { [`${type}_policy`]: { Policy: { [argument]: `\${${type}.It.id}`, policy: open } } };
  const closed = securityFindings(stack(VPC, holder, held), stack(VPC, holder)).filter(({ rule }) => rule === "exposure-closed");
  expect(closed).toEqual([
    {
      rule: "exposure-closed",
      severity: "note",
      path: "It",
      address: `${type}.It`,
      sentence: "It is no longer public",
      reasons: ["Policy, which was a policy that allows everybody, is deleted"],
    },
  ]);
});

test("an ACL that goes and had made its bucket public is a note on the bucket", () => {
  const acl = { aws_s3_bucket_acl: { Acl: { bucket: "${aws_s3_bucket.Files.id}", acl: "public-read" } } };
  const closed = securityFindings(stack(VPC, bucket(undefined), acl), stack(VPC, bucket(undefined)));
  expect(closed.filter(({ rule }) => rule === "exposure-closed")).toMatchObject([{ path: "Files", sentence: "Files is no longer public" }]);
});

test.each<[string, Json | undefined, Json, string]>([
  ["is made whole", { ...BLOCKED, block_public_acls: false }, BLOCKED, "now blocks more public access: block_public_acls is on"],
  [
    "gets two settings",
    { ...BLOCKED, block_public_acls: false, ignore_public_acls: false },
    BLOCKED,
    "now blocks more public access: block_public_acls and ignore_public_acls are on",
  ],
  ["is switched on", Object.fromEntries(Object.keys(BLOCKED).map((name) => [name, false])), BLOCKED, "now blocks public access"],
])("a bucket's block that %s is a note", (_, before, after, says) => {
  const notes = securityFindings(stack(VPC, bucket(before)), stack(VPC, bucket(after))).filter(({ rule }) => rule === "exposure-closed");
  expect(notes).toEqual([
    {
      rule: "exposure-closed",
      severity: "note",
      path: "Block",
      address: "aws_s3_bucket_public_access_block.Block",
      sentence: `The bucket Files ${says}`,
      reasons: [],
    },
  ]);
});

test("a block that comes with its settings on, or whose setting only Terraform knows, says nothing", () => {
  const unknown = { ...BLOCKED, block_public_acls: "${var.block}" };
  for (const [before, after] of [
    [undefined, BLOCKED],
    [BLOCKED, unknown],
  ] as const) {
    const findings = securityFindings(stack(VPC, bucket(before)), stack(VPC, bucket(after)));
    expect(findings.filter(({ rule }) => /^(?:exposure-closed|public-exposure)$/.test(rule))).toEqual([]);
  }
});

test.each<[string, Json]>([
  ["the account's block", { aws_s3_account_public_access_block: { All: BLOCKED } }],
  ["the bucket's block, which names it", { aws_s3_bucket_public_access_block: { Block: { bucket: "files-1", ...BLOCKED } } }],
])("a public bucket policy that %s keeps from counting fails nothing", (_, block) => {
  const of = (...policies: readonly string[]): Json => ({ ...bucket(undefined, ...policies), ...block });
  expect(exposed(of(), of(READABLE))).toEqual([]);
});

test.each<[string, Json]>([
  ["of another bucket", { aws_s3_bucket_public_access_block: { Block: { bucket: "elsewhere", ...BLOCKED } } }],
  [
    "of an account that lets policies count",
    { aws_s3_account_public_access_block: { All: { ...BLOCKED, restrict_public_buckets: false } } },
  ],
])("a public bucket policy fails in spite of the block %s", (_, block) => {
  const of = (...policies: readonly string[]): Json => ({ ...bucket(undefined, ...policies), ...block });
  expect(exposed(of(), of(READABLE))).toHaveLength(1);
});

test("what is closed is a note", () => {
  const findings = securityFindings(
    stack(VPC, { aws_lb: { Api: { internal: false } } }),
    stack(VPC, { aws_lb: { Api: { internal: true } } }),
  );
  expect(findings).toContainEqual(
    expect.objectContaining({ severity: "note", sentence: "Api is no longer an internet-facing load balancer" }),
  );
});
