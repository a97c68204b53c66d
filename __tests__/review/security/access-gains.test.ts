/** Who may do what by policies is decided as the IAM User Guide's "Policy evaluation logic" has it. */
import { heldPolicies } from "../../../src/review/policies/held-policies";
import { AccessGains, Gain } from "../../../src/review/security/access-gains";
import { Side } from "../../../src/review/security/side";
import { stack } from "./network-fixture";

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>;

const PARTNER = "444455556666";
const policy = (...statements: readonly Json[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (Action: string | string[], Resource: string | string[], more: Json = {}): Json => ({
  ...{ Effect: "Allow", Action, Resource },
  ...more,
});
const trust = (Principal: Json): string => policy({ Effect: "Allow", Principal, Action: "sts:AssumeRole" });

const OBJECTS = "${aws_s3_bucket.Records.arn}/*";
const BUCKET = { aws_s3_bucket: { Records: { bucket: "records-1" } } };
const ROLE = { aws_iam_role: { Trading: { name: "trading", assume_role_policy: trust({ Service: "ec2.amazonaws.com" }) } } };

/** A role's own policy. */
function grants(...statements: readonly Json[]): Json {
  return { ...ROLE, aws_iam_role_policy: { Grants: { role: "${aws_iam_role.Trading.id}", policy: policy(...statements) } } };
}

/** A bucket's policy. */
function bucketPolicy(...statements: readonly Json[]): Json {
  return { aws_s3_bucket_policy: { Policy: { bucket: "${aws_s3_bucket.Records.id}", policy: policy(...statements) } } };
}

function gainsOf(before: readonly Json[], after: readonly Json[]): { readonly gains: readonly Gain[]; readonly isCut: boolean } {
  const [from, to] = [new Side(stack(...before)), new Side(stack(...after))];
  const compared = new AccessGains(from, to);
  const gains = [...compared.ofIdentities(), ...compared.ofResources(heldPolicies(from), heldPolicies(to))];
  return { gains, isCut: compared.isCut };
}

/** Who may do what to what, in a line each. */
function gained(before: readonly Json[], after: readonly Json[]): string[] {
  return gainsOf(before, after).gains.map(
    ({ requester, probe, verdict, isOfNew, isOnNew }) =>
      `${requester.who}${isOfNew ? " (new)" : ""} ${probe.action} ${probe.target}${isOnNew ? " (new)" : ""}: ${verdict}`,
  );
}

const READ = allow("s3:GetObject", OBJECTS);
const DELETE = allow("s3:DeleteObject", OBJECTS);
const DENY = { Effect: "Deny", Action: "s3:DeleteObject", Resource: "*" };
const FROM_VPC = { Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } };
const SHARE = { ...READ, Principal: { AWS: `arn:aws:iam::${PARTNER}:root` } };
const TRADING_DELETES = "role Trading s3:DeleteObject Records: allowed";
const TRADING_READS = "role Trading s3:GetObject Records: allowed";

test.each<[string, readonly Json[], readonly Json[], readonly string[]]>([
  ["what a statement adds", [BUCKET, grants(READ)], [BUCKET, grants(READ, DELETE)], [TRADING_DELETES]],
  ["what a deny kept away", [BUCKET, grants(DELETE, DENY)], [BUCKET, grants(DELETE)], [TRADING_DELETES]],
  ["nothing that a deny keeps away", [BUCKET, grants(DENY)], [BUCKET, grants(DENY, DELETE)], []],
  [
    "what a condition will decide",
    [BUCKET, grants(READ)],
    [BUCKET, grants(READ, { ...DELETE, ...FROM_VPC })],
    ["role Trading s3:DeleteObject Records: depends"],
  ],
  ["what a condition decided", [BUCKET, grants({ ...READ, ...FROM_VPC })], [BUCKET, grants(READ)], [TRADING_READS]],
  [
    "what another condition decides",
    [BUCKET, grants({ ...READ, Condition: { StringEquals: { "aws:SourceVpc": "vpc-2" } } })],
    [BUCKET, grants({ ...READ, ...FROM_VPC })],
    ["role Trading s3:GetObject Records: depends"],
  ],
  [
    "nothing by a deny that goes and was about others than the condition that stays",
    [BUCKET, grants({ ...DELETE, ...FROM_VPC }, { ...DENY, Condition: { StringEquals: { "aws:SourceVpc": "vpc-2" } } })],
    [BUCKET, grants({ ...DELETE, ...FROM_VPC })],
    [],
  ],
  ["nothing by a condition that comes", [BUCKET, grants(READ)], [BUCKET, grants({ ...READ, ...FROM_VPC })], []],
  [
    "what a service's name in capitals allows",
    [BUCKET, grants(READ)],
    [BUCKET, grants(READ, allow("S3:DeleteObject", OBJECTS))],
    ["role Trading S3:DeleteObject Records: allowed"],
  ],
  ["what a new role may do to what is there", [BUCKET], [BUCKET, grants(READ)], ["role Trading (new) s3:GetObject Records: allowed"]],
  ["nothing that a new role does to what comes with it", [{ aws_vpc: { Main: {} } }], [BUCKET, grants(READ)], []],
  ["nothing that a new role does to what isn't in the stack", [BUCKET], [BUCKET, grants(allow("s3:GetObject", "arn:aws:s3:::else/*"))], []],
  ["what a role that is there does to what comes", [ROLE], [BUCKET, grants(READ)], ["role Trading s3:GetObject Records (new): allowed"]],
  [
    "what a role that is there does to what isn't in the stack",
    [ROLE],
    [grants(allow("s3:GetObject", "arn:aws:s3:::else/*"))],
    ["role Trading s3:GetObject arn:aws:s3:::else/*: allowed"],
  ],
  [
    "nothing where the bucket and the role get other names, and the policy refers to them",
    [BUCKET, grants(READ)],
    [
      { aws_s3_bucket: { Records: { bucket: "records-2" } } },
      grants(READ),
      { aws_iam_role: { Trading: { ...ROLE.aws_iam_role.Trading, name: "trading-2" } } },
    ],
    [],
  ],
  [
    "nothing that a new role may do to everything, of what comes with it",
    [{ aws_vpc: { Main: {} } }],
    [BUCKET, grants(allow("s3:GetObject", "*"))],
    [],
  ],
  ["nothing of every action of a new role, on what comes with it", [{ aws_vpc: { Main: {} } }], [BUCKET, grants(allow("*", OBJECTS))], []],
  [
    "what an account may do by a bucket's policy",
    [BUCKET, bucketPolicy({ ...SHARE, Action: "s3:PutObject" })],
    [BUCKET, bucketPolicy({ ...SHARE, Action: "s3:PutObject" }, SHARE)],
    [`account ${PARTNER} s3:GetObject Records: allowed`],
  ],
  [
    "what an account may do by a policy that is new",
    [BUCKET],
    [BUCKET, bucketPolicy(SHARE)],
    [`account ${PARTNER} (new) s3:GetObject Records: allowed`],
  ],
  [
    "what an account may do from nothing",
    [],
    [BUCKET, bucketPolicy(SHARE)],
    [`account ${PARTNER} (new) s3:GetObject Records (new): allowed`],
  ],
  [
    "nothing that a service does for what is new",
    [ROLE],
    [ROLE, BUCKET, bucketPolicy({ ...READ, Principal: { Service: "cloudtrail.amazonaws.com" } })],
    [],
  ],
  [
    "what a service may do to what is there",
    [BUCKET, bucketPolicy(SHARE)],
    [BUCKET, bucketPolicy(SHARE, { ...READ, Principal: { Service: "cloudtrail.amazonaws.com" } })],
    ["cloudtrail.amazonaws.com s3:GetObject Records: allowed"],
  ],
  [
    "what a bucket's policy denied, which goes",
    [BUCKET, grants(DELETE), bucketPolicy({ ...DENY, Principal: "*", Resource: OBJECTS })],
    [BUCKET, grants(DELETE)],
    [TRADING_DELETES],
  ],
  [
    "nothing where only Terraform knows what a policy says that denied",
    [BUCKET, grants(DELETE), bucketPolicy({ ...DENY, Principal: "*", Resource: OBJECTS })],
    [
      BUCKET,
      grants(DELETE),
      {
        aws_s3_bucket_policy: { Policy: { bucket: "${aws_s3_bucket.Records.id}", policy: "${known_after_apply(data.http.policy.body)}" } },
      },
    ],
    [],
  ],
  [
    "nothing where only Terraform knew what a policy said",
    [
      BUCKET,
      {
        aws_s3_bucket_policy: { Policy: { bucket: "${aws_s3_bucket.Records.id}", policy: "${known_after_apply(data.http.policy.body)}" } },
      },
    ],
    [BUCKET, bucketPolicy(SHARE)],
    [],
  ],
  [
    "nothing that everybody may do, which is an exposure",
    [BUCKET, grants()],
    [BUCKET, grants(), bucketPolicy({ ...READ, Principal: "*" })],
    [],
  ],
  [
    "nothing that all but some may do, which is an exposure",
    [BUCKET, grants()],
    [BUCKET, grants(), bucketPolicy({ ...READ, NotPrincipal: { AWS: PARTNER } })],
    [],
  ],
  [
    "what everybody may do under a condition, by the stack's roles",
    [BUCKET, grants()],
    [BUCKET, grants(), bucketPolicy({ ...READ, Principal: "*", ...FROM_VPC })],
    ["role Trading s3:GetObject Records: depends"],
  ],
  [
    "nothing by the policy of an endpoint, which gives nothing by itself",
    [BUCKET, ROLE],
    [BUCKET, ROLE, { aws_vpc_endpoint: { S3: { policy: policy({ ...SHARE, Resource: "arn:aws:s3:::records-1/*" }) } } }],
    [],
  ],
  [
    "who may assume a role, once",
    [ROLE],
    [{ aws_iam_role: { Trading: { name: "trading", assume_role_policy: trust({ Service: "ec2.amazonaws.com", AWS: PARTNER }) } } }],
    [`account ${PARTNER} sts:AssumeRole Trading: depends`],
  ],
])("gained is %s", (_, before, after, lines) => {
  expect(gained(before, after)).toEqual(lines);
});

test.each([
  ["from nothing", []],
  ["beside what is there", [{ aws_vpc: { Main: {} } }]],
])("a new role that may do everything is told, %s", (_, before) => {
  expect(gained(before, [...before, BUCKET, grants(allow("*", "*"))])).toEqual(
    expect.arrayContaining(["s3:GetObject", "s3:DeleteBucket"].map((action) => `role Trading (new) ${action} Records (new): allowed`)),
  );
});

test("what is explained is why it is allowed, and why it wasn't", () => {
  const [gain] = gainsOf([BUCKET, grants(READ)], [BUCKET, grants(READ, { ...DELETE, Sid: "Delete" })]).gains;
  expect([gain!.allowed, gain!.denied]).toEqual([
    "Role Trading is authorized to perform s3:DeleteObject on Records/object: the policy Grants allows s3:DeleteObject on Records/object (statement Delete).",
    "Role Trading is not authorized to perform s3:DeleteObject on Records/object: the policy Grants has no statement that allows s3:DeleteObject on Records/object.",
  ]);
});

/** What a policy of a resource's own is about where it says `*`, on the provider's page of each. */
test.each<[string, Json, string, string, string]>([
  ["aws_kms_key", { description: "orders" }, "key_id", "kms:Decrypt", "key_id"],
  ["aws_sqs_queue", { name: "orders" }, "queue_url", "sqs:SendMessage", "id"],
  ["aws_sns_topic", { name: "orders" }, "arn", "sns:Publish", "arn"],
  ["aws_secretsmanager_secret", { name: "orders" }, "secret_arn", "secretsmanager:GetSecretValue", "arn"],
])("a policy that is a resource of its own is about its %s", (type, args, argument, action, attribute) => {
  const holders = { [type]: { It: args, Other: { ...args, name: "other" } } };
  const statement = { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${PARTNER}:root` }, Action: action, Resource: "*" };
  const held = (...statements: readonly Json[]): Json => ({
    [`${type}_policy`]: { Policy: { [argument]: `\${${type}.It.${attribute}}`, policy: policy(...statements) } },
  });
  const other = { ...statement, Principal: { AWS: "arn:aws:iam::777788889999:root" } };
  expect(gained([holders, held(other)], [holders, held(other, statement)])).toEqual([`account ${PARTNER} ${action} It: allowed`]);
});

/** As many of the questions of a plan as are asked: two about what is allowed now, one about what isn't. */
describe("of 1,500 questions at most", () => {
  const ACTIONS = ["GetObject", "GetObjectAcl", "GetObjectTagging", "PutObject", "PutObjectAcl", "PutObjectTagging"];
  const objects = (folder: string, count: number): string[] =>
    Array.from({ length: count }, (_, index) => `arn:aws:s3:::records-1/${folder}/${index}`);
  const accounts = (count: number): Json => ({ AWS: Array.from({ length: count }, (_, index) => `${100_000_000_000 + index}`) });
  const some = (count: number): string[] => ACTIONS.slice(0, count).map((name) => `s3:${name}`);

  /** Whether 12 * 6 * 10 allowed, and 60 or more that are denied, are too many. */
  const isCutWith = (more: number): boolean => {
    const no = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::records-1/denied/*" };
    const asked = [
      allow(some(6), objects("allowed", 10), { Principal: accounts(12) }),
      allow(some(6), objects("denied", 10), { Principal: accounts(1) }),
      allow(some(1), objects("denied", more), { Principal: accounts(1) }),
    ];
    return gainsOf([BUCKET, bucketPolicy(no)], [BUCKET, bucketPolicy(no, ...asked)]).isCut;
  };

  test("all are asked where there are as many", () => {
    expect(isCutWith(0)).toBe(false);
  });

  test("those beyond aren't, which is said", () => {
    expect(isCutWith(1)).toBe(true);
  });
});
