import { AccessRequest, AccessVerdict, permissions } from "../../../src/testing";
import { ACCOUNT, ALLOW, BUCKET, DENY, Resources, evaluate, merged, policy, put, roleWith, stackOf, userWith } from "./fixture";

/** A request, what AWS's page says of it, and in which section. */
type Row = readonly [page: string, resources: Resources, request: AccessRequest, verdict: AccessVerdict];

const CARLOS = userWith(
  "carlossalazar",
  ALLOW(["s3:GetBucketLocation", "s3:ListAllMyBuckets"], "arn:aws:s3:::*"),
  ALLOW("s3:*", ["arn:aws:s3:::carlossalazar/*", "arn:aws:s3:::carlossalazar"]),
  DENY("s3:*", "arn:aws:s3:::*log*"),
);

const SHIRLEY_BOUNDARY: Resources = {
  aws_iam_policy: { Boundary: { name: "boundary", policy: policy(ALLOW(["s3:*", "cloudwatch:*", "ec2:*"])) } },
};
const SHIRLEY: Resources = merged(SHIRLEY_BOUNDARY, userWith("ShirleyRodriguez", ALLOW("iam:CreateUser"), ALLOW("s3:GetObject")), {
  aws_iam_user: { ShirleyRodriguez: { name: "ShirleyRodriguez", permissions_boundary: "${aws_iam_policy.Boundary.arn}" } },
});

const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/examplerole`;
const SESSION_ARN = `arn:aws:sts::${ACCOUNT}:assumed-role/examplerole/examplerolesessionname`;
const USER_ARN = `arn:aws:iam::${ACCOUNT}:user/exampleuser`;
const NARROW: Resources = { aws_iam_policy: { Narrow: { name: "narrow", policy: policy(ALLOW("sqs:*")) } } };
const BOUNDED_ROLE = merged(NARROW, roleWith("examplerole", [], { permissions_boundary: "${aws_iam_policy.Narrow.arn}" }));
const BOUNDED_USER = merged(NARROW, {
  aws_iam_user: { exampleuser: { name: "exampleuser", permissions_boundary: "${aws_iam_policy.Narrow.arn}" } },
});
const opened = (principal: object | string, more = {}): Resources =>
  BUCKET("data", ALLOW("s3:PutObject", "arn:aws:s3:::data/*", { Principal: principal, ...more }));

const KEY = (...statements: object[]): Resources => ({ aws_kms_key: { Key: { policy: policy(...statements) } } });
const ROOT = { Sid: "Enable IAM User Permissions", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, ...ALLOW("kms:*") };
const DECRYPT: AccessRequest = { principal: "app", action: "kms:Decrypt", resource: "Key" };
const DECRYPTS = roleWith("app", [ALLOW("kms:Decrypt", "${aws_kms_key.Key.arn}")]);
const TRUST = (statement: object): Resources => ({
  aws_iam_role: { target: { name: "target", assume_role_policy: policy({ Effect: "Allow", ...statement }) } },
});
const ASSUME: AccessRequest = { principal: "app", action: "sts:AssumeRole", resource: "target" };
const BOB = { AWS: ["arn:aws:iam::444455556666:user/Bob", "arn:aws:iam::444455556666:root"] };

const EVALUATION = "IAM User Guide, Policy evaluation for requests within a single account";
const BOUNDARIES = "IAM User Guide, Permissions boundaries for IAM entities";
const LOGIC = "IAM User Guide, How AWS enforcement code logic evaluates requests to allow or deny access";
const PRINCIPAL = "IAM User Guide, AWS JSON policy elements: Principal";
const KMS = "AWS KMS Developer Guide, Key policies in AWS KMS";

const ROWS: readonly Row[] = [
  [
    `${EVALUATION}: a statement that denies wins over one that allows`,
    merged(CARLOS, BUCKET("carlossalazar-logs")),
    put("carlossalazar", "carlossalazar-logs"),
    "denied",
  ],
  [
    `${EVALUATION}: what a policy allows is allowed`,
    merged(CARLOS, BUCKET("carlossalazar")),
    put("carlossalazar", "carlossalazar"),
    "allowed",
  ],
  [`${EVALUATION}: what no policy allows is implicitly denied`, merged(CARLOS, BUCKET("other")), put("carlossalazar", "other"), "denied"],
  [
    `${EVALUATION}: the policy of the resource alone is enough`,
    merged(userWith("zhang"), opened({ AWS: `arn:aws:iam::${ACCOUNT}:user/zhang` })),
    put("zhang", "data"),
    "allowed",
  ],
  [
    `${PRINCIPAL}: an account's principal leaves it to the policies of its users`,
    merged(userWith("zhang"), opened({ AWS: ACCOUNT })),
    put("zhang", "data"),
    "denied",
  ],
  [
    `${PRINCIPAL}: part of a name can't be a wildcard`,
    merged(userWith("zhang"), opened({ AWS: `arn:aws:iam::${ACCOUNT}:user/*` })),
    put("zhang", "data"),
    "denied",
  ],
  [
    `${BOUNDARIES}: what the boundary doesn't allow is denied`,
    SHIRLEY,
    { principal: "ShirleyRodriguez", action: "iam:CreateUser", resource: "*" },
    "denied",
  ],
  [
    `${BOUNDARIES}: the boundary gives nothing by itself`,
    SHIRLEY,
    { principal: "ShirleyRodriguez", action: "ec2:RunInstances", resource: "*" },
    "denied",
  ],
  [
    `${BOUNDARIES}: what both allow is allowed`,
    merged(SHIRLEY, BUCKET("data")),
    { ...put("ShirleyRodriguez", "data"), action: "s3:GetObject" },
    "allowed",
  ],
  [
    `${LOGIC}: a boundary limits what a resource's policy gives to a role`,
    merged(BOUNDED_ROLE, opened({ AWS: ROLE_ARN })),
    put("examplerole", "data"),
    "denied",
  ],
  [
    `${LOGIC}: but not what it gives to a role's session`,
    merged(BOUNDED_ROLE, opened({ AWS: SESSION_ARN })),
    put(SESSION_ARN, "data"),
    "allowed",
  ],
  [`${LOGIC}: nor what it gives to a user`, merged(BOUNDED_USER, opened({ AWS: USER_ARN })), put("exampleuser", "data"), "allowed"],
  [
    `${PRINCIPAL}: nor what everybody with the role's aws:PrincipalArn gets`,
    merged(BOUNDED_ROLE, opened("*", { Condition: { ArnEquals: { "aws:PrincipalArn": ROLE_ARN } } })),
    put("examplerole", "data"),
    "allowed",
  ],
  [
    `${KMS}: without a statement for the account, policies of identities count nothing`,
    merged(DECRYPTS, KEY({ ...ROOT, Principal: { AWS: USER_ARN } })),
    DECRYPT,
    "denied",
  ],
  [`${KMS}: with it they do`, merged(DECRYPTS, KEY(ROOT)), DECRYPT, "allowed"],
  [`${KMS}: but the statement for the account gives nothing by itself`, merged(roleWith("app", []), KEY(ROOT)), DECRYPT, "denied"],
  [
    `${KMS}: a key policy that names the role is enough`,
    merged(roleWith("app", []), KEY({ Principal: { AWS: "${aws_iam_role.app.arn}" }, ...ALLOW("kms:Decrypt") })),
    DECRYPT,
    "allowed",
  ],
  [`${KMS}: the default key policy is the statement for the account`, merged(DECRYPTS, { aws_kms_key: { Key: {} } }), DECRYPT, "allowed"],
  [
    `${LOGIC}: a role's trust policy must allow, whatever policies of identities do`,
    merged(roleWith("app", [ALLOW("sts:AssumeRole")]), TRUST({ Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" })),
    ASSUME,
    "denied",
  ],
  [
    `${LOGIC}: a trust policy that names the role is enough within the account`,
    merged(roleWith("app", []), TRUST({ Principal: { AWS: "${aws_iam_role.app.arn}" }, Action: "sts:AssumeRole" })),
    ASSUME,
    "allowed",
  ],
  [
    "IAM User Guide, AWS JSON policy elements: NotPrincipal: a user and its account are excepted",
    BUCKET("data", DENY("s3:*", "arn:aws:s3:::data/*", { NotPrincipal: BOB }), ALLOW("s3:*", "arn:aws:s3:::data/*", { Principal: BOB })),
    put("arn:aws:iam::444455556666:user/Bob", "data"),
    "depends",
  ],
  [
    "IAM User Guide, AWS JSON policy elements: NotPrincipal: a user without its account isn't",
    BUCKET(
      "data",
      DENY("s3:*", "arn:aws:s3:::data/*", { NotPrincipal: { AWS: BOB.AWS[0] } }),
      ALLOW("s3:*", "arn:aws:s3:::data/*", { Principal: BOB }),
    ),
    put("arn:aws:iam::444455556666:user/Bob", "data"),
    "denied",
  ],
  [
    `${BOUNDARIES}: NotPrincipal excepts nobody who has a boundary`,
    merged(
      NARROW,
      roleWith("examplerole", [ALLOW("s3:*")], { permissions_boundary: "arn:aws:iam::aws:policy/AdministratorAccess" }),
      BUCKET("data", DENY("s3:*", "arn:aws:s3:::data/*", { NotPrincipal: { AWS: [ROLE_ARN, `arn:aws:iam::${ACCOUNT}:root`] } })),
    ),
    put("examplerole", "data"),
    "denied",
  ],
  [
    "IAM User Guide, AWS JSON policy elements: NotAction: everything else is allowed",
    merged(roleWith("app", [{ Effect: "Allow", NotAction: "s3:DeleteBucket", Resource: "arn:aws:s3:::*" }]), BUCKET("data")),
    { principal: "app", action: "s3:ListBucket", resource: "data" },
    "allowed",
  ],
  [
    "IAM User Guide, AWS JSON policy elements: NotAction: what is named isn't",
    merged(roleWith("app", [{ Effect: "Allow", NotAction: "s3:DeleteBucket", Resource: "arn:aws:s3:::*" }]), BUCKET("data")),
    { principal: "app", action: "s3:DeleteBucket", resource: "data" },
    "denied",
  ],
  [
    "IAM User Guide, AWS JSON policy elements: NotResource: all but what is named is denied",
    merged(
      roleWith("app", [
        ALLOW("s3:*"),
        { Effect: "Deny", Action: "s3:*", NotResource: ["arn:aws:s3:::HRBucket/Payroll", "arn:aws:s3:::HRBucket/Payroll/*"] },
      ]),
      BUCKET("HRBucket"),
    ),
    { principal: "app", action: "s3:GetObject", resource: "HRBucket", resourcePath: "/Secrets/1" },
    "denied",
  ],
  [
    "IAM User Guide, AWS JSON policy elements: NotResource: what is named isn't",
    merged(
      roleWith("app", [
        ALLOW("s3:*"),
        { Effect: "Deny", Action: "s3:*", NotResource: ["arn:aws:s3:::HRBucket/Payroll", "arn:aws:s3:::HRBucket/Payroll/*"] },
      ]),
      BUCKET("HRBucket"),
    ),
    { principal: "app", action: "s3:GetObject", resource: "HRBucket", resourcePath: "/Payroll/1" },
    "allowed",
  ],
  [
    "IAM User Guide, IAM JSON policy elements: Action: capitals don't matter",
    merged(roleWith("app", [ALLOW("S3:PUTOBJECT")]), BUCKET("data")),
    put("app", "data"),
    "allowed",
  ],
  [
    "IAM User Guide, IAM JSON policy elements: Resource: capitals matter",
    merged(roleWith("app", [ALLOW("s3:*", "arn:aws:s3:::DATA/*")]), BUCKET("data")),
    put("app", "data"),
    "denied",
  ],
  [
    "IAM User Guide, IAM JSON policy elements: Resource: an incomplete ARN is completed with wildcards",
    merged(roleWith("app", [ALLOW("sqs:*", "arn:aws:sqs")]), { aws_sqs_queue: { Orders: { name: "orders" } } }),
    { principal: "app", action: "sqs:SendMessage", resource: "Orders" },
    "allowed",
  ],
  [
    "IAM User Guide, AWS account root user: its own account's root user needs no policy",
    BUCKET("data"),
    put(`arn:aws:iam::${ACCOUNT}:root`, "data"),
    "allowed",
  ],
  [
    "AWS STS API Reference, AssumeRole: a root user takes no role, though its account is trusted",
    TRUST({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "sts:AssumeRole" }),
    { ...ASSUME, principal: `arn:aws:iam::${ACCOUNT}:root` },
    "denied",
  ],
  [
    "Amazon S3 User Guide, Bucket policy examples: public read, where nothing blocks it",
    merged(opened("*", { Action: "s3:GetObject" }), {
      aws_s3_bucket_public_access_block: { Block: { bucket: "${aws_s3_bucket.data.id}", restrict_public_buckets: false } },
    }),
    { ...put("anonymous", "data"), action: "s3:GetObject" },
    "allowed",
  ],
  [
    "Amazon S3 User Guide, Bucket policy examples: nobody else writes",
    opened("*", { Action: "s3:GetObject" }),
    put("anonymous", "data"),
    "denied",
  ],
];

test.each(ROWS)("%s", (_, resources, request, verdict) => {
  const access = evaluate(resources, request);
  expect([access.verdict, access.explanation]).toEqual([verdict, expect.any(String)]);
});

describe("IAM User Guide, Cross-account policy evaluation logic:", () => {
  const carlos = stackOf(
    userWith(
      "carlossalazar",
      ALLOW("s3:ListAllMyBuckets"),
      ALLOW("s3:*Object*", "arn:aws:s3:::Production/*"),
      DENY("s3:*", ["arn:aws:s3:::*log*", "arn:aws:s3:::*log*/*"]),
    ),
    {},
    "111111111111",
  );
  const production = stackOf(
    merged(
      BUCKET(
        "Production",
        ALLOW(["s3:GetObject*", "s3:PutObject*", "s3:ReplicateObject", "s3:RestoreObject"], "arn:aws:s3:::Production/*", {
          Principal: { AWS: "arn:aws:iam::111111111111:user/carlossalazar" },
        }),
      ),
      BUCKET("Production-logs"),
    ),
    {},
    "222222222222",
  );
  const access = permissions([carlos, production]);

  test("a request that one of the accounts denies is denied", () => {
    expect(access.evaluate(put("carlossalazar", "Production-logs")).verdict).toBe("denied");
  });

  test("a request that both accounts allow is allowed", () => {
    expect(access.evaluate(put("carlossalazar", "Production")).verdict).toBe("allowed");
  });

  test("what the resource's policy doesn't allow is denied", () => {
    expect(access.evaluate({ ...put("carlossalazar", "Production"), action: "s3:DeleteObject" })).toMatchObject({
      verdict: "denied",
      explanation:
        "User carlossalazar is not authorized to perform s3:DeleteObject on Production/file: the bucket policy of Production has no statement that allows s3:DeleteObject to user carlossalazar.",
    });
  });

  test("what the principal's policies don't allow is denied", () => {
    const without = permissions([stackOf(userWith("carlossalazar"), {}, "111111111111"), production]);
    expect(without.evaluate(put("carlossalazar", "Production"))).toMatchObject({
      verdict: "denied",
      explanation:
        "User carlossalazar is not authorized to perform s3:PutObject on Production/file: the policy carlossalazar-policy has no statement that allows s3:PutObject on Production/file.",
    });
  });

  test("it depends on the policies of a principal whose stack isn't there", () => {
    expect(permissions(production).evaluate(put("arn:aws:iam::111111111111:user/carlossalazar", "Production"))).toMatchObject({
      verdict: "depends",
      explanation: expect.stringContaining(
        "depends on the policies of arn:aws:iam::111111111111:user/carlossalazar, which aren't in the stacks",
      ),
    });
  });
});
