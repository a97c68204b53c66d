/** Rules read the policies of any stack, however it writes them. */
import { Arguments, SynthesizedStack, checkPolicies } from "../../../src/testing";

/** What a rule says of a stack with these resources and data sources. */
function detailsOf(rule: string, resource: Arguments, data: Arguments = {}): string[] {
  const stack = new SynthesizedStack({ provider: { aws: [{ region: "eu-central-1" }] }, resource, data });
  return checkPolicies(stack)
    .filter((finding) => finding.rule === rule)
    .map(({ detail }) => detail);
}

const document = (statement: Arguments) => ({ aws_iam_policy_document: { d: { statement: [statement] } } });
const JSON_OF_DOCUMENT = "${data.aws_iam_policy_document.d.json}";
const EVERYTHING = { actions: ["*"], resources: ["*"] };
const EVERYBODY = [{ type: "AWS", identifiers: ["*"] }];

describe("a policy of a data source is read", () => {
  test("where it allows everything", () => {
    const resource = { aws_iam_policy: { p: { policy: JSON_OF_DOCUMENT } } };
    expect(detailsOf("iam-no-full-administration", resource, document(EVERYTHING))).toEqual(["a statement of its policy allows * on *"]);
    expect(detailsOf("iam-no-full-administration", resource, document({ ...EVERYTHING, effect: "Deny" }))).toEqual([]);
  });

  test("where a role trusts everybody", () => {
    const resource = { aws_iam_role: { r: { assume_role_policy: JSON_OF_DOCUMENT } } };
    const trust = { actions: ["sts:AssumeRole"], principals: EVERYBODY };
    expect(detailsOf("iam-role-trust", resource, document(trust))).toEqual(["a statement of assume_role_policy allows everybody"]);
  });

  test("where a key is everybody's", () => {
    const resource = { aws_kms_key: { k: { policy: JSON_OF_DOCUMENT } } };
    const allowed = { actions: ["kms:*"], resources: ["*"], principals: EVERYBODY };
    expect(detailsOf("kms-key-not-public", resource, document(allowed))).toEqual(["a statement of its policy allows everybody"]);
  });

  test("where a bucket's policy denies requests without TLS, and where it doesn't", () => {
    const resource = {
      aws_s3_bucket: { b: { bucket: "b" } },
      aws_s3_bucket_policy: { p: { bucket: "${aws_s3_bucket.b.id}", policy: JSON_OF_DOCUMENT } },
    };
    const tls = { test: "Bool", variable: "aws:SecureTransport", values: ["false"] };
    const denied = { effect: "Deny", actions: ["s3:*"], resources: ["arn:aws:s3:::b/*"], principals: [{ type: "*", identifiers: ["*"] }] };
    expect(detailsOf("s3-bucket-tls", resource, document({ ...denied, condition: [tls] }))).toEqual([]);
    expect(detailsOf("s3-bucket-tls", resource, document(denied))).toEqual(["no statement of its policy denies requests without TLS"]);
  });

  test("not where only Terraform can read it", () => {
    const resource = { aws_iam_policy: { p: { policy: '${file("policy.json")}' } } };
    expect(detailsOf("iam-no-full-administration", resource)).toEqual([]);
  });
});

test("a policy by jsonencode is read", () => {
  const policy = '${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Effect" = "Allow", "Action" = "*", "Resource" = "*"}]})}';
  expect(detailsOf("iam-no-full-administration", { aws_iam_policy: { p: { policy } } })).toEqual([
    "a statement of its policy allows * on *",
  ]);
});

describe("a policy is public", () => {
  const queue = (statement: Arguments) => {
    const Statement = [{ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*", ...statement }];
    return detailsOf("sqs-queue-not-public", { aws_sqs_queue: { q: { policy: JSON.stringify({ Version: "2012-10-17", Statement }) } } });
  };

  test.each<readonly [what: string, statement: Arguments]>([
    ["all accounts but one", { Condition: { StringNotEquals: { "aws:PrincipalAccount": "111122223333" } } }],
    ["requests without the key", { Condition: { StringEqualsIfExists: { "aws:SourceVpce": "vpce-1a2b3c4d" } } }],
    [
      "requests without the key, by ForAllValues",
      { Condition: { "ForAllValues:StringEquals": { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*" } } },
    ],
    ["every address", { Condition: { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "0.0.0.0/0"] } } }],
    ["every ARN", { Condition: { ArnLike: { "aws:SourceArn": "*" } } }],
    ["whoever uses TLS", { Condition: { Bool: { "aws:SecureTransport": "true" } } }],
    ["all but one", { Principal: undefined, NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" } }],
  ])("that allows %s", (_, statement) => {
    expect(queue(statement)).toEqual(["a statement of its policy allows everybody"]);
  });

  test.each<readonly [what: string, statement: Arguments]>([
    ["an account", { Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } }],
    ["an organization, whatever the key's capitals are", { Condition: { StringEquals: { "AWS:PrincipalOrgId": "o-a1b2c3d4e5" } } }],
    ["an address range", { Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } }],
    ["a source by its ARN's beginning", { Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::b*" } } }],
  ])("but not one that allows %s", (_, statement) => {
    expect(queue(statement)).toEqual([]);
  });
});
