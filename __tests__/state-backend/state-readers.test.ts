import { Token } from "cdktf";
import { StateBucketProps, stateKey } from "../../modules/state-backend";
import { EncryptionKey } from "../../src/core";
import { Request, evaluate } from "../support/policy-evaluator";
import { Arguments, messageOf, statements, synth, testStack } from "../support/synth";
import { BUCKET_ARN, KEY_ARN, NAME, STATE, bucket, resolved, withReplica } from "./fixture";

const AUDIT = "arn:aws:iam::222233334444:role/audit";
const READERS = { audit: { principalArns: [AUDIT], stateKeys: [STATE] } };
const OTHER = stateKey("another");

function policyOf(type: "aws_s3_bucket_policy" | "aws_kms_key", props: Partial<StateBucketProps> = { readers: READERS }): Arguments[] {
  return statements(synth(bucket(props).stack).resource(type).policy);
}

function reads(key: string, principal = AUDIT): Request {
  return { principal, action: "s3:GetObject", resource: `${BUCKET_ARN}/${key}` };
}

function decrypts(context: Record<string, string>, principal = AUDIT): Request {
  const through = { "kms:ViaService": "s3.eu-central-1.amazonaws.com", "kms:EncryptionContext:aws:s3:arn": BUCKET_ARN };
  return { principal, action: "kms:Decrypt", resource: "*", context: { ...through, ...context } };
}

describe("A reader of another account", () => {
  test("reads the states that are named", () => {
    expect(evaluate(policyOf("aws_s3_bucket_policy"), reads(STATE))).toBe("allow");
  });

  test("reads no other state", () => {
    expect(evaluate(policyOf("aws_s3_bucket_policy"), reads(OTHER))).toBe("none");
  });

  test.each(["s3:PutObject", "s3:DeleteObject", "s3:GetObjectVersion"])("isn't allowed %s", (action) => {
    expect(evaluate(policyOf("aws_s3_bucket_policy"), { ...reads(STATE), action })).not.toBe("allow");
  });

  // `terraform_remote_state` lists workspaces, and is told that a state doesn't exist only where it may list its key.
  test.each(["env:/", STATE])("lists %s", (prefix) => {
    const request = { principal: AUDIT, action: "s3:ListBucket", resource: BUCKET_ARN, context: { "s3:prefix": prefix } };
    expect(evaluate(policyOf("aws_s3_bucket_policy"), request)).toBe("allow");
  });

  test("is the only one who reads", () => {
    expect(evaluate(policyOf("aws_s3_bucket_policy"), reads(STATE, "arn:aws:iam::222233334444:role/other"))).toBe("none");
  });

  test("decrypts under the bucket's key through S3", () => {
    expect(evaluate(policyOf("aws_kms_key"), decrypts({}))).toBe("allow");
  });

  test("decrypts an object that was encrypted without an S3 Bucket Key", () => {
    const context = { "kms:EncryptionContext:aws:s3:arn": `${BUCKET_ARN}/${STATE}` };
    expect(evaluate(policyOf("aws_kms_key"), decrypts(context))).toBe("allow");
  });

  test.each([
    ["through another service", { "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com" }],
    ["what is in another bucket", { "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::other" }],
    ["another state that was encrypted without an S3 Bucket Key", { "kms:EncryptionContext:aws:s3:arn": `${BUCKET_ARN}/${OTHER}` }],
  ])("doesn't decrypt %s", (_, context) => {
    expect(evaluate(policyOf("aws_kms_key"), decrypts(context))).toBe("none");
  });

  // IAM User Guide, "AWS JSON policy elements: Principal", "IAM role principals": a policy that names a role which doesn't exist is refused, and one
  // that named a role which is deleted has the role's id in its place.
  test("is no principal by itself, so that its policies stay valid when the role is deleted", () => {
    for (const type of ["aws_s3_bucket_policy", "aws_kms_key"] as const) {
      const allowed = policyOf(type).filter(({ Sid }) => /Reader/.test(String(Sid)));
      expect(allowed.length).toBeGreaterThan(0);
      for (const { Principal } of allowed) expect(Principal).toEqual({ AWS: "arn:aws:iam::222233334444:root" });
    }
  });

  test("isn't the account's root user, nor anybody else of its account", () => {
    const others = ["arn:aws:iam::222233334444:root", "arn:aws:iam::222233334444:user/audit", `${AUDIT}or`];
    for (const other of others) {
      expect(evaluate(policyOf("aws_s3_bucket_policy"), reads(STATE, other))).toBe("none");
      expect(evaluate(policyOf("aws_kms_key"), decrypts({}, other))).toBe("none");
    }
  });

  test("may be a role of one account and everybody of another", () => {
    const readers = { audit: { principalArns: [AUDIT, "arn:aws:iam::333344445555:root"], stateKeys: [STATE] } };
    const policy = policyOf("aws_s3_bucket_policy", { readers });
    const decide = (principal: string) => evaluate(policy, reads(STATE, principal));
    expect(decide(AUDIT)).toBe("allow");
    expect(decide("arn:aws:iam::333344445555:user/ada")).toBe("allow");
    expect(decide("arn:aws:iam::222233334444:role/other")).toBe("none");
  });

  test("may be a whole account", () => {
    const readers = { audit: { principalArns: ["arn:aws:iam::222233334444:root"], stateKeys: [STATE] } };
    for (const principal of ["arn:aws:iam::222233334444:root", AUDIT]) {
      expect(evaluate(policyOf("aws_s3_bucket_policy", { readers }), reads(STATE, principal))).toBe("allow");
    }
  });

  test("reads the replica as well, under the replica's key", () => {
    const made = withReplica({}, { readers: READERS });
    const replica = (type: string) =>
      statements(Object.entries(synth(made.stack).resources(type)).find(([id]) => id.includes("Replica"))![1].policy);
    expect(evaluate(replica("aws_s3_bucket_policy"), { ...reads(STATE), resource: `${BUCKET_ARN}-replica/${STATE}` })).toBe("allow");
    const context = { "kms:ViaService": "s3.eu-west-1.amazonaws.com", "kms:EncryptionContext:aws:s3:arn": `${BUCKET_ARN}-replica` };
    expect(evaluate(replica("aws_kms_key"), decrypts(context))).toBe("allow");
  });

  test("is in what the owner of an imported key has to allow", () => {
    const stack = testStack();
    const encryptionKey = EncryptionKey.fromArn(stack, "Key", KEY_ARN);
    bucket({ encryptionKey, readers: READERS }, stack);
    const [required] = statements(resolved(stack, encryptionKey.requiredPolicyJson));
    expect(required).toMatchObject({ Sid: "StateReaderAudit", Action: "kms:Decrypt" });
    expect(evaluate([required!], decrypts({}))).toBe("allow");
  });
});

describe("A reader is refused for", () => {
  test.each<[string, unknown, string[]]>([
    ["a list in place of names", [], ["readers: must be an object; received []. Write it as { … }."]],
    [
      "a role's name",
      { audit: { principalArns: ["audit"], stateKeys: [STATE] } },
      [
        'readers["audit"].principalArns[0]: must be the ARN of a role, a user or an account, without a wildcard; received "audit". ' +
          'Write it as "arn:aws:iam::111122223333:role/audit".',
      ],
    ],
    [
      "a wildcard, which bucket policies don't know in principals",
      { audit: { principalArns: ["arn:aws:iam::222233334444:role/*"], stateKeys: [STATE] } },
      [
        'readers["audit"].principalArns[0]: must be the ARN of a role, a user or an account, without a wildcard; ' +
          'received "arn:aws:iam::222233334444:role/*". Write it as "arn:aws:iam::111122223333:role/audit".',
      ],
    ],
    [
      "nobody who reads nothing",
      { audit: { principalArns: [], stateKeys: [] } },
      [
        'readers["audit"].principalArns: must not be empty; received []. Name somebody, or remove the reader.',
        'readers["audit"].stateKeys: must not be empty; received []. Name a state, or remove the reader.',
      ],
    ],
    [
      "every state",
      { audit: { principalArns: [AUDIT], stateKeys: ["*"] } },
      [
        'readers["audit"].stateKeys[0]: must be words joined by single slashes, without one at either end and without wildcards; received "*". ' +
          'Make it with stateKey("trading-prod").',
      ],
    ],
    [
      "a name of punctuation",
      { "-": READERS.audit },
      ['readers: must have names with a letter or a digit; received "-". Name each, as in { audit: { … } }.'],
    ],
    ["an ARN in place of a reader", { audit: AUDIT }, [`readers["audit"]: must be an object; received "${AUDIT}". Write it as { … }.`]],
  ])("%s", (_, readers, lines) => {
    const title = lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`;
    expect(messageOf(() => bucket({ bucketName: NAME, readers: readers as never }))).toBe(
      `trading-test/States: ${title}\n${lines.map((line) => `  - ${line}`).join("\n")}`,
    );
  });
});

test.each(["principalArns", "stateKeys"])("A reader's %s are known at synthesis, as the policies need them", (name) => {
  const readers = { audit: { ...READERS.audit, [name]: Token.asList("${var.list}") } };
  expect(messageOf(() => bucket({ readers }))).toContain(`readers["audit"].${name}: must be known at synthesis;`);
});
