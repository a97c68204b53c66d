/** All that an answer tells: what each policy says, what comes of it, and what is taken for granted. */
import { Access, AccessRequest } from "../../../src/testing";
import { ACCOUNT, ALLOW, BUCKET, DENY, Resources, evaluate, merged, policy, put, roleWith, userWith } from "./fixture";

function told({ steps, explanation, assumptions }: Access): readonly string[] {
  return [
    ...steps.map(({ resource, verdict, sentence }) => `${verdict} · ${resource} · ${sentence}`),
    explanation,
    ...assumptions.map((sentence) => `assumed: ${sentence}`),
  ];
}

type Row = readonly [what: string, resources: Resources, request: AccessRequest, told: readonly string[]];

const DATA = BUCKET("data");
const to = (Principal: object | string, more = {}): Resources =>
  BUCKET("data", ALLOW("s3:PutObject", "arn:aws:s3:::data/*", { Principal, ...more }));
const except = (Principal: object | string, more = {}): Resources =>
  BUCKET("data", DENY("s3:PutObject", "arn:aws:s3:::data/*", { Principal, ...more }));
const WRITES = ALLOW("s3:PutObject", "arn:aws:s3:::data/*", { Sid: "Writes" });
const APP = roleWith("app", [WRITES]);
const IDLE = roleWith("app", []);
const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/app`;
const OTHER = "arn:aws:iam::444455556666:role/other";
const PUT = put("app", "data");
const bounded = (...statements: object[]): Resources =>
  merged(APP, roleWith("app", [WRITES], { permissions_boundary: "${aws_iam_policy.Boundary.arn}" }), {
    aws_iam_policy: { Boundary: { name: "boundary", policy: policy(...statements) } },
  });
const KEY = (...statements: object[]): Resources => ({ aws_kms_key: { Key: { policy: policy(...statements) } } });
const ROOT = { Sid: "Account", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, ...ALLOW("kms:*") };
const DECRYPT: AccessRequest = { principal: "app", action: "kms:Decrypt", resource: "Key" };
const DECRYPTS = roleWith("app", [ALLOW("kms:Decrypt", "*", { Sid: "Decrypts" })]);
const endpoint = (args: object = {}): Resources => ({ aws_vpc_endpoint: { S3: { vpc_id: "vpc-1", service_name: "s3", ...args } } });
const THROUGH = { ...PUT, context: { "aws:SourceVpce": "S3" } };
const ENCRYPTED = { StringEquals: { "s3:x-amz-server-side-encryption": ["aws:kms", "AES256"] }, Bool: { "aws:SecureTransport": "true" } };

test.each<Row>([
  [
    "a role's own policy allows it",
    merged(APP, DATA),
    PUT,
    [
      "allowed · app-policy · the policy app-policy allows s3:PutObject on data/file (statement Writes)",
      "Role app is authorized to perform s3:PutObject on data/file: the policy app-policy allows s3:PutObject on data/file (statement Writes).",
    ],
  ],
  [
    "a role's own policy and the bucket's allow it",
    merged(APP, to({ AWS: ROLE_ARN })),
    PUT,
    [
      "allowed · data · the bucket policy of data allows s3:PutObject to role app (statement number 1)",
      "allowed · app-policy · the policy app-policy allows s3:PutObject on data/file (statement Writes)",
      "Role app is authorized to perform s3:PutObject on data/file: the bucket policy of data allows s3:PutObject to role app (statement number 1), and the policy app-policy allows s3:PutObject on data/file (statement Writes).",
    ],
  ],
  [
    "the bucket's policy alone allows it",
    merged(IDLE, to({ AWS: ROLE_ARN })),
    PUT,
    [
      "allowed · data · the bucket policy of data allows s3:PutObject to role app (statement number 1)",
      "Role app is authorized to perform s3:PutObject on data/file: the bucket policy of data allows s3:PutObject to role app (statement number 1).",
    ],
  ],
  [
    "the bucket's policy leaves it to the account",
    merged(APP, to({ AWS: ACCOUNT })),
    PUT,
    [
      "allowed · data · the bucket policy of data allows s3:PutObject to the account of role app (statement number 1)",
      "allowed · app-policy · the policy app-policy allows s3:PutObject on data/file (statement Writes)",
      "Role app is authorized to perform s3:PutObject on data/file: the bucket policy of data allows s3:PutObject to the account of role app (statement number 1), and the policy app-policy allows s3:PutObject on data/file (statement Writes).",
    ],
  ],
  [
    "the bucket's policy allows it to others",
    merged(APP, to({ AWS: OTHER })),
    PUT,
    [
      "allowed · data · the bucket policy of data doesn't deny s3:PutObject to role app",
      "allowed · app-policy · the policy app-policy allows s3:PutObject on data/file (statement Writes)",
      "Role app is authorized to perform s3:PutObject on data/file: the policy app-policy allows s3:PutObject on data/file (statement Writes).",
    ],
  ],
  [
    "the bucket's policy denies it",
    merged(APP, except("*", { Sid: "Never" })),
    PUT,
    [
      "denied · data · the bucket policy of data denies s3:PutObject to role app (statement Never)",
      "allowed · app-policy · the policy app-policy allows s3:PutObject on data/file (statement Writes)",
      "Role app is not authorized to perform s3:PutObject on data/file: the bucket policy of data denies s3:PutObject to role app (statement Never).",
    ],
  ],
  [
    "the bucket's policy denies it to what it may be",
    merged(APP, except("*", { Condition: { StringEquals: { "aws:userid": "x" } } })),
    PUT,
    [
      "depends · data · the bucket policy of data denies s3:PutObject to role app only where StringEquals aws:userid is x (statement number 1)",
      "allowed · app-policy · the policy app-policy allows s3:PutObject on data/file (statement Writes)",
      "Whether role app is authorized to perform s3:PutObject on data/file depends on aws:userid: the bucket policy of data denies s3:PutObject to role app only where StringEquals aws:userid is x (statement number 1).",
    ],
  ],
  [
    "a role's own policy denies it",
    merged(roleWith("app", [WRITES, DENY("s3:*", "*", { Sid: "Never" })]), DATA),
    PUT,
    [
      "denied · app-policy · the policy app-policy denies s3:PutObject on data/file (statement Never)",
      "Role app is not authorized to perform s3:PutObject on data/file: the policy app-policy denies s3:PutObject on data/file (statement Never).",
    ],
  ],
  [
    "a role has no policy",
    merged(IDLE, DATA),
    PUT,
    [
      "denied · app · role app has no policy that allows s3:PutObject on data/file",
      "Role app is not authorized to perform s3:PutObject on data/file: role app has no policy that allows s3:PutObject on data/file.",
    ],
  ],
  [
    "a role's own policies allow other things",
    merged(roleWith("app", [ALLOW("s3:PutObject", "arn:aws:s3:::other/*")]), DATA),
    PUT,
    [
      "denied · app-policy · the policy app-policy has no statement that allows s3:PutObject on data/file: statement number 1 does on other resources",
      "Role app is not authorized to perform s3:PutObject on data/file: the policy app-policy has no statement that allows s3:PutObject on data/file: statement number 1 does on other resources.",
    ],
  ],
  [
    "a role's own policies allow it where something else holds",
    merged(roleWith("app", [ALLOW("s3:PutObject", "*", { Sid: "Encrypted", Condition: ENCRYPTED })]), DATA),
    { ...PUT, context: { "s3:x-amz-server-side-encryption": "none" } },
    [
      "denied · app-policy · the policy app-policy has no statement that allows s3:PutObject on data/file: statement Encrypted does only where StringEquals s3:x-amz-server-side-encryption is aws:kms or AES256",
      "Role app is not authorized to perform s3:PutObject on data/file: the policy app-policy has no statement that allows s3:PutObject on data/file: statement Encrypted does only where StringEquals s3:x-amz-server-side-encryption is aws:kms or AES256.",
    ],
  ],
  [
    "a role's own policies allow it where something may hold",
    merged(roleWith("app", [ALLOW("s3:PutObject", "*", { Sid: "Encrypted", Condition: ENCRYPTED })]), DATA),
    PUT,
    [
      "depends · app-policy · the policy app-policy allows s3:PutObject on data/file only where StringEquals s3:x-amz-server-side-encryption is aws:kms or AES256 (statement Encrypted)",
      "Whether role app is authorized to perform s3:PutObject on data/file depends on s3:x-amz-server-side-encryption: the policy app-policy allows s3:PutObject on data/file only where StringEquals s3:x-amz-server-side-encryption is aws:kms or AES256 (statement Encrypted).",
    ],
  ],
  [
    "none of a role's several policies allows it",
    merged(IDLE, DATA, {
      aws_iam_role_policy: {
        A: { role: "app", policy: policy(ALLOW("s3:GetObject")) },
        B: { role: "app", policy: policy(ALLOW("s3:ListBucket")) },
      },
    }),
    PUT,
    [
      "denied · A · no policy of role app allows s3:PutObject on data/file",
      "Role app is not authorized to perform s3:PutObject on data/file: no policy of role app allows s3:PutObject on data/file.",
    ],
  ],
  [
    "a user's own policy allows it",
    merged(userWith("zhang", WRITES), DATA),
    put("zhang", "data"),
    [
      "allowed · zhang-policy · the policy zhang-policy allows s3:PutObject on data/file (statement Writes)",
      "User zhang is authorized to perform s3:PutObject on data/file: the policy zhang-policy allows s3:PutObject on data/file (statement Writes).",
    ],
  ],
  [
    "a user may not",
    merged(userWith("zhang"), DATA),
    put("zhang", "data"),
    [
      "denied · zhang-policy · the policy zhang-policy has no statement that allows s3:PutObject on data/file",
      "User zhang is not authorized to perform s3:PutObject on data/file: the policy zhang-policy has no statement that allows s3:PutObject on data/file.",
    ],
  ],
  [
    "the root user needs no policy",
    DATA,
    put(`arn:aws:iam::${ACCOUNT}:root`, "data"),
    ["The root user of account 111122223333 is authorized to perform s3:PutObject on data/file: it needs no policy that allows it."],
  ],
  [
    "the boundary allows it",
    merged(bounded(ALLOW("s3:*", "*", { Sid: "Most" })), DATA),
    PUT,
    [
      "allowed · app-policy · the policy app-policy allows s3:PutObject on data/file (statement Writes)",
      "allowed · Boundary · the permissions boundary Boundary allows s3:PutObject on data/file (statement Most)",
      "Role app is authorized to perform s3:PutObject on data/file: the policy app-policy allows s3:PutObject on data/file (statement Writes), and the permissions boundary Boundary allows s3:PutObject on data/file (statement Most).",
    ],
  ],
  [
    "the boundary doesn't allow it",
    merged(bounded(ALLOW("sqs:*")), DATA),
    PUT,
    [
      "allowed · app-policy · the policy app-policy allows s3:PutObject on data/file (statement Writes)",
      "denied · Boundary · the permissions boundary Boundary has no statement that allows s3:PutObject on data/file",
      "Role app is not authorized to perform s3:PutObject on data/file: the permissions boundary Boundary has no statement that allows s3:PutObject on data/file.",
    ],
  ],
  [
    "the boundary isn't in the stacks",
    merged(roleWith("app", [WRITES], { permissions_boundary: `arn:aws:iam::${ACCOUNT}:policy/far` }), DATA),
    PUT,
    [
      "allowed · app-policy · the policy app-policy allows s3:PutObject on data/file (statement Writes)",
      "Role app is authorized to perform s3:PutObject on data/file: the policy app-policy allows s3:PutObject on data/file (statement Writes).",
      "assumed: the permissions boundary arn:aws:iam::111122223333:policy/far isn't in the stacks: it is taken to allow what is asked",
    ],
  ],
  [
    "the endpoint's policy allows it",
    merged(APP, DATA, endpoint({ policy: policy(ALLOW("s3:*", "*", { Principal: "*" })) })),
    THROUGH,
    [
      "allowed · app-policy · the policy app-policy allows s3:PutObject on data/file (statement Writes)",
      "allowed · S3 · the endpoint policy of S3 allows s3:PutObject on data/file (statement number 1)",
      "Role app is authorized to perform s3:PutObject on data/file: the policy app-policy allows s3:PutObject on data/file (statement Writes), and the endpoint policy of S3 allows s3:PutObject on data/file (statement number 1).",
    ],
  ],
  [
    "the endpoint's policy denies it",
    merged(
      APP,
      DATA,
      endpoint({ policy: policy(ALLOW("s3:*", "*", { Principal: "*" }), DENY("s3:PutObject", "*", { Principal: "*", Sid: "Reads" })) }),
    ),
    THROUGH,
    [
      "allowed · app-policy · the policy app-policy allows s3:PutObject on data/file (statement Writes)",
      "denied · S3 · the endpoint policy of S3 denies s3:PutObject on data/file (statement Reads)",
      "Role app is not authorized to perform s3:PutObject on data/file: the endpoint policy of S3 denies s3:PutObject on data/file (statement Reads).",
    ],
  ],
  [
    "the endpoint's policy isn't in the stacks",
    merged(APP, DATA, endpoint({ policy: '${file("policy.json")}' })),
    THROUGH,
    [
      "allowed · app-policy · the policy app-policy allows s3:PutObject on data/file (statement Writes)",
      "Role app is authorized to perform s3:PutObject on data/file: the policy app-policy allows s3:PutObject on data/file (statement Writes).",
      "assumed: the endpoint policy of S3 isn't in the stacks: it is taken to allow what is asked",
    ],
  ],
  [
    "a key's policy leaves it to the account",
    merged(DECRYPTS, KEY(ROOT)),
    DECRYPT,
    [
      "allowed · Key · the key policy of Key allows kms:Decrypt to the account of role app (statement Account)",
      "allowed · app-policy · the policy app-policy allows kms:Decrypt on Key (statement Decrypts)",
      "Role app is authorized to perform kms:Decrypt on Key: the key policy of Key allows kms:Decrypt to the account of role app (statement Account), and the policy app-policy allows kms:Decrypt on Key (statement Decrypts).",
    ],
  ],
  [
    "a key's policy leaves it to the account, and nothing allows it",
    merged(IDLE, KEY(ROOT)),
    DECRYPT,
    [
      "allowed · Key · the key policy of Key allows kms:Decrypt to the account of role app (statement Account)",
      "denied · app · role app has no policy that allows kms:Decrypt on Key",
      "Role app is not authorized to perform kms:Decrypt on Key: role app has no policy that allows kms:Decrypt on Key.",
    ],
  ],
  [
    "a key's policy doesn't name the account",
    merged(DECRYPTS, KEY({ ...ALLOW("kms:Decrypt"), Principal: { AWS: OTHER } })),
    DECRYPT,
    [
      "denied · Key · the key policy of Key has no statement that allows kms:Decrypt to role app: statement number 1 does to others",
      "allowed · app-policy · the policy app-policy allows kms:Decrypt on Key (statement Decrypts)",
      "Role app is not authorized to perform kms:Decrypt on Key: the key policy of Key has no statement that allows kms:Decrypt to role app: statement number 1 does to others.",
    ],
  ],
  [
    "a key's policy allows it through a service",
    merged(
      IDLE,
      KEY({
        ...ALLOW("kms:Decrypt", "*", { Sid: "Through", Condition: { StringLike: { "kms:ViaService": "s3.*" } } }),
        Principal: { AWS: ROLE_ARN },
      }),
    ),
    { ...DECRYPT, context: { "kms:ViaService": "sqs.eu-central-1.amazonaws.com" } },
    [
      "denied · Key · the key policy of Key has no statement that allows kms:Decrypt to role app: statement Through does only where StringLike kms:ViaService is s3.*",
      "denied · app · role app has no policy that allows kms:Decrypt on Key",
      "Role app is not authorized to perform kms:Decrypt on Key: the key policy of Key has no statement that allows kms:Decrypt to role app: statement Through does only where StringLike kms:ViaService is s3.*, and role app has no policy that allows kms:Decrypt on Key.",
    ],
  ],
  [
    "a grant allows it",
    merged(IDLE, KEY(ROOT), {
      aws_kms_grant: { Grant: { key_id: "${aws_kms_key.Key.key_id}", grantee_principal: ROLE_ARN, operations: ["Decrypt"] } },
    }),
    DECRYPT,
    [
      "allowed · Grant · the grant Grant of Key allows kms:Decrypt to role app (statement number 1)",
      "Role app is authorized to perform kms:Decrypt on Key: the grant Grant of Key allows kms:Decrypt to role app (statement number 1).",
    ],
  ],
  [
    "a service is allowed by a queue's policy",
    {
      aws_sqs_queue: {
        Q: { name: "q", policy: policy(ALLOW("sqs:SendMessage", "*", { Principal: { Service: "events.amazonaws.com" } })) },
      },
    },
    { principal: "events.amazonaws.com", action: "sqs:SendMessage", resource: "Q" },
    [
      "allowed · Q · the queue policy of Q allows sqs:SendMessage to events.amazonaws.com (statement number 1)",
      "events.amazonaws.com is authorized to perform sqs:SendMessage on Q: the queue policy of Q allows sqs:SendMessage to events.amazonaws.com (statement number 1).",
    ],
  ],
  [
    "a service is not allowed by a queue without a policy",
    { aws_sqs_queue: { Q: { name: "q" } } },
    { principal: "events.amazonaws.com", action: "sqs:SendMessage", resource: "Q" },
    [
      "denied · Q · Q has no policy that allows sqs:SendMessage to events.amazonaws.com",
      "events.amazonaws.com is not authorized to perform sqs:SendMessage on Q: Q has no policy that allows sqs:SendMessage to events.amazonaws.com.",
    ],
  ],
  [
    "nobody may read what is blocked",
    to("*"),
    { ...put("anonymous", "data") },
    [
      "denied · data · the public access block of data denies s3:PutObject to an anonymous user (statement RestrictPublicBuckets)",
      "An anonymous user is not authorized to perform s3:PutObject on data/file: the public access block of data denies s3:PutObject to an anonymous user (statement RestrictPublicBuckets).",
    ],
  ],
  [
    "a role of another account, whose policies aren't in the stacks",
    to({ AWS: OTHER }),
    put(OTHER, "data"),
    [
      "allowed · data · the bucket policy of data allows s3:PutObject to arn:aws:iam::444455556666:role/other (statement number 1)",
      "depends · arn:aws:iam::444455556666:role/other · the policies of arn:aws:iam::444455556666:role/other, which aren't in the stacks, may allow s3:PutObject on data/file",
      "Whether arn:aws:iam::444455556666:role/other is authorized to perform s3:PutObject on data/file depends on the policies of arn:aws:iam::444455556666:role/other, which aren't in the stacks: the policies of arn:aws:iam::444455556666:role/other, which aren't in the stacks, may allow s3:PutObject on data/file.",
    ],
  ],
  [
    "a role of another account that the bucket doesn't name",
    DATA,
    put(OTHER, "data"),
    [
      "denied · data · data has no policy that allows s3:PutObject to arn:aws:iam::444455556666:role/other",
      "depends · arn:aws:iam::444455556666:role/other · the policies of arn:aws:iam::444455556666:role/other, which aren't in the stacks, may allow s3:PutObject on data/file",
      "arn:aws:iam::444455556666:role/other is not authorized to perform s3:PutObject on data/file: data has no policy that allows s3:PutObject to arn:aws:iam::444455556666:role/other.",
    ],
  ],
  [
    "a bucket of nobody's stack",
    APP,
    { ...PUT, resource: "arn:aws:s3:::data" },
    [
      "allowed · app-policy · the policy app-policy allows s3:PutObject on arn:aws:s3:::data/file (statement Writes)",
      "Role app is authorized to perform s3:PutObject on arn:aws:s3:::data/file: the policy app-policy allows s3:PutObject on arn:aws:s3:::data/file (statement Writes).",
      "assumed: arn:aws:s3:::data/file isn't in the stacks: it is taken to be in account 111122223333, with a policy that denies nothing",
    ],
  ],
  [
    "a policy that only Terraform knows",
    merged(IDLE, DATA, { aws_iam_role_policy: { A: { role: "app", policy: '${file("policy.json")}' } } }),
    PUT,
    [
      "depends · A · the policy A may allow s3:PutObject on data/file",
      "Whether role app is authorized to perform s3:PutObject on data/file depends on the policy A: the policy A may allow s3:PutObject on data/file.",
    ],
  ],
  [
    "a policy of AWS that isn't known",
    merged(IDLE, DATA, { aws_iam_role_policy_attachment: { A: { role: "app", policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" } } }),
    PUT,
    [
      "depends · ReadOnlyAccess · the policy ReadOnlyAccess may allow s3:PutObject on data/file",
      "Whether role app is authorized to perform s3:PutObject on data/file depends on the policy ReadOnlyAccess: the policy ReadOnlyAccess may allow s3:PutObject on data/file.",
    ],
  ],
  [
    "a role's trust policy leaves it to nobody",
    merged(APP, {
      aws_iam_role: {
        target: {
          name: "target",
          assume_role_policy: policy(ALLOW("sts:AssumeRole", undefined as never, { Principal: { Service: "ec2.amazonaws.com" } })),
        },
      },
    }),
    { principal: "app", action: "sts:AssumeRole", resource: "target" },
    [
      "denied · target · the trust policy of target has no statement that allows sts:AssumeRole to role app: statement number 1 does to others",
      "denied · app-policy · the policy app-policy has no statement that allows sts:AssumeRole on target",
      "Role app is not authorized to perform sts:AssumeRole on target: the trust policy of target has no statement that allows sts:AssumeRole to role app: statement number 1 does to others, and the policy app-policy has no statement that allows sts:AssumeRole on target.",
    ],
  ],
  [
    "a role's session",
    merged(APP, DATA),
    put(`arn:aws:sts::${ACCOUNT}:assumed-role/app/one`, "data"),
    [
      "allowed · app-policy · the policy app-policy allows s3:PutObject on data/file (statement Writes)",
      "Session one of role app is authorized to perform s3:PutObject on data/file: the policy app-policy allows s3:PutObject on data/file (statement Writes).",
    ],
  ],
])("%s", (_, resources, request, expected) => {
  expect(told(evaluate(resources, request))).toEqual(expected);
});

describe("of several statements that allow it, the one is told that", () => {
  const first = (...statements: object[]): string =>
    evaluate(merged(APP, BUCKET("data", ...statements)), PUT).steps.map(({ sentence }) => sentence)[0]!;
  const allows = (Sid: string, AWS: string, more = {}) =>
    ALLOW("s3:PutObject", "arn:aws:s3:::data/*", { Sid, Principal: { AWS }, ...more });
  const perhaps = { Condition: { StringEquals: { "aws:userid": "x" } } };

  test("is sure, though another names the role more closely", () => {
    for (const order of [1, -1]) {
      const both = [allows("Perhaps", ROLE_ARN, perhaps), allows("Surely", ACCOUNT)];
      expect(first(...(order === 1 ? both : both.reverse()))).toContain("(statement Surely)");
    }
  });

  test("names the role rather than its account", () => {
    for (const order of [1, -1]) {
      const both = [allows("Role", ROLE_ARN), allows("Account", ACCOUNT)];
      expect(first(...(order === 1 ? both : both.reverse()))).toContain("(statement Role)");
    }
  });

  test("names the session rather than its role", () => {
    const session = `arn:aws:sts::${ACCOUNT}:assumed-role/app/one`;
    const both = BUCKET("data", allows("Role", ROLE_ARN), allows("Session", session));
    expect(evaluate(merged(APP, both), put(session, "data")).steps[0]!.sentence).toContain("(statement Session)");
  });
});

/** IAM User Guide, "AWS global condition context keys"; AWS KMS Developer Guide, "AWS KMS condition keys". */
test.each<readonly [principal: string, key: string, value: string]>([
  ["app", "aws:PrincipalType", "AssumedRole"],
  ["app", "aws:PrincipalArn", ROLE_ARN],
  ["app", "aws:PrincipalAccount", ACCOUNT],
  ["app", "kms:CallerAccount", ACCOUNT],
  ["app", "aws:PrincipalIsAWSService", "false"],
  ["app", "aws:PrincipalTag/team", "fx"],
  ["app", "aws:ResourceTag/team", "rates"],
  ["app", "aws:ResourceAccount", ACCOUNT],
  ["app", "aws:RequestedRegion", "eu-central-1"],
  ["app", "aws:SecureTransport", "true"],
  ["zhang", "aws:PrincipalType", "User"],
  ["zhang", "aws:username", "zhang"],
  [`arn:aws:iam::${ACCOUNT}:root`, "aws:PrincipalType", "Account"],
  [`arn:aws:iam::${ACCOUNT}:root`, "aws:PrincipalArn", `arn:aws:iam::${ACCOUNT}:root`],
  ["GitHub", "aws:PrincipalType", "FederatedUser"],
  ["anonymous", "aws:PrincipalType", "Anonymous"],
  ["events.amazonaws.com", "aws:PrincipalIsAWSService", "true"],
  ["events.amazonaws.com", "aws:PrincipalServiceName", "events.amazonaws.com"],
])("a request of %s has %s, which is %s", (principal, key, value) => {
  const open = ALLOW("sqs:SendMessage", "*", { Principal: "*" });
  const denied = (unwanted: string): string => {
    const own = policy(open, DENY("sqs:SendMessage", "*", { Principal: "*", Condition: { StringEquals: { [key]: unwanted } } }));
    const resources = merged(roleWith("app", [], { tags: { team: "fx" } }), userWith("zhang"), {
      aws_iam_openid_connect_provider: { GitHub: { url: "https://token.actions.githubusercontent.com" } },
      aws_sqs_queue: { Q: { name: "q", tags: { team: "rates" }, policy: own } },
    });
    return evaluate(resources, { principal, action: "sqs:SendMessage", resource: "Q" }).verdict;
  };
  expect([denied(value), denied(`${value}x`)]).toEqual(["denied", "allowed"]);
});

test.each(["app", `arn:aws:iam::${ACCOUNT}:root`])("a request of %s has no aws:username", (principal) => {
  const unnamed = DENY("sqs:SendMessage", "*", { Principal: "*", Condition: { Null: { "aws:username": "true" } } });
  const queue: Resources = {
    aws_sqs_queue: { Q: { name: "q", policy: policy(ALLOW("sqs:SendMessage", "*", { Principal: "*" }), unnamed) } },
  };
  expect(evaluate(merged(IDLE, queue), { principal, action: "sqs:SendMessage", resource: "Q" }).verdict).toBe("denied");
});
