import { Finding } from "../../../src/review/review";
import { securityFindings } from "../../../src/review/security/security-findings";
import { SynthesizedStack } from "../../../src/testing";
import { stack } from "./network-fixture";

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>;

const ACCOUNT = "111122223333";
const GITHUB = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;

function policy(...statements: readonly Json[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

const assumedBy = (service: string): string => policy({ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" });

/** A role, two buckets, a key; the role's policy is what each test is about. */
function platform(...statements: readonly Json[]): Json {
  return {
    aws_iam_role: { Trading: { name: "trading", assume_role_policy: assumedBy("ec2.amazonaws.com") } },
    aws_iam_role_policy: { Grants: { role: "${aws_iam_role.Trading.id}", policy: policy(...statements) } },
    aws_s3_bucket: { Records: { bucket: "records-1" }, Reports: { bucket: "reports-1" } },
    aws_kms_key: {
      Key: {
        policy: policy({
          Sid: "Admin",
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
          Action: "kms:*",
          Resource: "*",
        }),
      },
    },
  };
}

const READ = { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "${aws_s3_bucket.Records.arn}/*" };
const DELETE = { Sid: "Delete", Effect: "Allow", Action: "s3:DeleteObject", Resource: "${aws_s3_bucket.Records.arn}/*" };

const ACCESS = /^(?:iam-widening|iam-narrowing|public-exposure|unknown|not-compared)/;

function about(before: SynthesizedStack, after: SynthesizedStack): Finding[] {
  return securityFindings(before, after).filter(({ rule }) => ACCESS.test(rule));
}

function said(before: SynthesizedStack, after: SynthesizedStack): string[] {
  return about(before, after).map(({ severity, sentence }) => `${severity}: ${sentence}`);
}

describe("the policies of a role", () => {
  test("what a statement adds is said, and fails iam-widening", () => {
    expect(about(stack(platform(READ)), stack(platform(READ, DELETE)))).toMatchObject([
      {
        rule: "iam-widening",
        gate: "iam-widening",
        severity: "warning",
        path: "Trading",
        address: "aws_iam_role.Trading",
        sentence: "role Trading may now delete objects in Records",
      },
    ]);
  });

  test("the statement and the prover's answer are the reasons", () => {
    const [finding] = about(stack(platform(READ)), stack(platform(READ, DELETE)));
    expect(finding!.reasons).toEqual([
      "Added: Delete: Allow s3:DeleteObject on arn:aws:s3:::records-1/*",
      "Role Trading is authorized to perform s3:DeleteObject on Records/object: the policy Grants allows s3:DeleteObject on Records/object (statement Delete)",
    ]);
  });

  test("a statement without a Sid is told without a number", () => {
    const { Sid: _, ...nameless } = DELETE;
    const [finding] = about(stack(platform(READ)), stack(platform(READ, nameless)));
    expect(finding!.reasons[0]).toBe("Added: Allow s3:DeleteObject on arn:aws:s3:::records-1/*");
  });

  test("what two roles get alike is told of each", () => {
    const other = (...statements: readonly Json[]): Json => ({
      aws_iam_role: { Audit: { name: "audit", assume_role_policy: assumedBy("ec2.amazonaws.com") } },
      aws_iam_role_policy: { Audit: { role: "${aws_iam_role.Audit.id}", policy: policy(...statements) } },
    });
    expect(said(stack(platform(READ), other(READ)), stack(platform(READ, DELETE), other(READ, DELETE)))).toEqual([
      "warning: role Audit may now delete objects in Records",
      "warning: role Trading may now delete objects in Records",
    ]);
  });

  test("an action that is newer than the lists of actions is told as well", () => {
    const newer = { Effect: "Allow", Action: "s3:GetSomethingNewer", Resource: "${aws_s3_bucket.Reports.arn}" };
    expect(said(stack(platform(READ)), stack(platform(READ, newer)))).toEqual([
      "warning: role Trading may now call s3:GetSomethingNewer on Reports",
    ]);
  });

  test("a statement that says what another does says nothing", () => {
    const again = { Sid: "Again", Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::records-1/*" };
    expect(said(stack(platform(READ)), stack(platform(READ, again)))).toEqual([]);
  });

  test("a statement that two others say together says nothing", () => {
    const both = { Effect: "Allow", Action: ["s3:GetObject", "s3:DeleteObject"], Resource: "${aws_s3_bucket.Records.arn}/*" };
    expect(said(stack(platform(READ, DELETE)), stack(platform(both)))).toEqual([]);
  });

  test("a statement that a deny takes back says nothing", () => {
    const deny = { Effect: "Deny", Action: "s3:Delete*", Resource: "*" };
    expect(said(stack(platform(READ, deny)), stack(platform(READ, deny, DELETE)))).toEqual([]);
  });

  test("a deny that goes gives what other statements allow", () => {
    const deny = { Effect: "Deny", Action: "s3:DeleteObject", Resource: "*" };
    expect(said(stack(platform(DELETE, deny)), stack(platform(DELETE)))).toEqual([
      "warning: role Trading may now delete objects in Records",
    ]);
  });

  test("a permissions boundary that goes gives what it limited", () => {
    const boundary = {
      aws_iam_policy: { Boundary: { name: "boundary", policy: policy({ Effect: "Allow", Action: "s3:Get*", Resource: "*" }) } },
    };
    const role = { name: "trading", assume_role_policy: assumedBy("ec2.amazonaws.com") };
    const limited = { aws_iam_role: { Trading: { ...role, permissions_boundary: "${aws_iam_policy.Boundary.arn}" } } };
    expect(said(stack(platform(READ, DELETE), boundary, limited), stack(platform(READ, DELETE), boundary))).toEqual([
      "warning: role Trading may now delete objects in Records",
    ]);
  });

  test("a condition that goes widens", () => {
    const conditional = { ...READ, Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } };
    expect(said(stack(platform(conditional)), stack(platform(READ)))).toEqual(["warning: role Trading may now read objects in Records"]);
  });

  test("another value of a condition widens", () => {
    const from = (vpc: readonly string[]): Json => ({ ...READ, Condition: { StringEquals: { "aws:SourceVpc": vpc } } });
    expect(said(stack(platform(from(["vpc-1"]))), stack(platform(from(["vpc-1", "vpc-2"]))))).toEqual([
      "warning: role Trading may now read objects in Records if aws:SourceVpc is vpc-1 or vpc-2",
    ]);
  });

  test("less is a note, and fails nothing", () => {
    const findings = about(stack(platform(READ, DELETE)), stack(platform(READ)));
    expect(findings).toMatchObject([
      { rule: "iam-narrowing", severity: "note", sentence: "role Trading may no longer delete objects in Records" },
    ]);
    expect(findings[0]).not.toHaveProperty("gate");
  });

  test("everything is a danger", () => {
    const [finding] = about(stack(platform(READ)), stack(platform(READ, { Effect: "Allow", Action: "*", Resource: "*" })));
    expect(finding).toMatchObject({ severity: "danger", gate: "iam-widening" });
    expect(finding!.sentence).toMatch(/^role Trading may now do everything to /);
  });

  test("of a wildcard, what it gives is said as the policy has it", () => {
    const [finding] = about(
      stack(platform(READ)),
      stack(platform(READ, { Effect: "Allow", Action: "s3:*", Resource: "${aws_s3_bucket.Reports.arn}" })),
    );
    expect(finding!.sentence).toBe("role Trading may now call s3:* on Reports");
  });

  test("what is done to the same thing is said in one sentence", () => {
    const more = {
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:DeleteObject", "s3:GetObjectTagging", "s3:PutObjectTagging"],
      Resource: "${aws_s3_bucket.Reports.arn}/*",
    };
    expect(said(stack(platform(READ)), stack(platform(READ, more)))).toEqual([
      "warning: role Trading may now delete and write objects in and call s3:GetObjectTagging and s3:PutObjectTagging on Reports",
    ]);
  });

  test("a managed policy that nobody has read is said to be unknown, and fails iam-widening", () => {
    const attached = {
      aws_iam_role_policy_attachment: {
        Ssm: { role: "${aws_iam_role.Trading.name}", policy_arn: "arn:aws:iam::aws:policy/AmazonSSMFullAccess" },
      },
    };
    expect(about(stack(platform(READ)), stack(platform(READ), attached))).toMatchObject([
      { gate: "iam-widening", sentence: "role Trading now has the policy AmazonSSMFullAccess, and what it allows isn't known" },
    ]);
  });

  test("a new role that may use what is there widens", () => {
    const role = {
      aws_iam_role: { Audit: { name: "audit", assume_role_policy: assumedBy("lambda.amazonaws.com") } },
      aws_iam_role_policy: { Audit: { role: "${aws_iam_role.Audit.id}", policy: policy(READ) } },
    };
    expect(said(stack(platform(READ)), stack(platform(READ), role))).toEqual([
      "warning: role Audit, which is new, may now read objects in Records",
    ]);
  });

  test("a new role that uses what is new with it says nothing", () => {
    const role = {
      aws_iam_role: { Audit: { name: "audit", assume_role_policy: assumedBy("lambda.amazonaws.com") } },
      aws_s3_bucket: { Audits: { bucket: "audits-1" } },
      aws_iam_role_policy: {
        Audit: { role: "${aws_iam_role.Audit.id}", policy: policy({ ...READ, Resource: "${aws_s3_bucket.Audits.arn}/*" }) },
      },
    };
    expect(said(stack(platform(READ)), stack(platform(READ), role))).toEqual([]);
  });

  test("a policy that only Terraform knows is said to be unknown", () => {
    const unknown = {
      aws_iam_role_policy: { Grants: { role: "${aws_iam_role.Trading.id}", policy: "${known_after_apply(data.http.policy.body)}" } },
    };
    expect(said(stack(platform(READ)), stack(platform(READ), unknown))).toContain(
      "warning: What the policy of Grants allows can't be told before apply",
    );
  });

  test("from nothing, what roles may do with what comes with them says nothing", () => {
    expect(said(stack(), stack(platform(READ, DELETE)))).toEqual([]);
  });

  test("from nothing, a role that may do everything is said", () => {
    const [finding] = about(stack(), stack(platform({ Effect: "Allow", Action: "*", Resource: "*" })));
    expect(finding).toMatchObject({ severity: "danger", gate: "iam-widening" });
  });
});

describe("the policies of resources", () => {
  const KEY = "aws_kms_key";
  const keyPolicy = (...statements: readonly Json[]): Json => ({
    [KEY]: {
      Key: {
        policy: policy(
          { Sid: "Admin", Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" },
          ...statements,
        ),
      },
    },
  });

  test("another account that may use a key fails iam-widening", () => {
    const share = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::444455556666:root" }, Action: "kms:Decrypt", Resource: "*" };
    expect(about(stack(platform(READ)), stack(platform(READ), keyPolicy(share)))).toMatchObject([
      { gate: "iam-widening", path: "Key", sentence: "account 444455556666 may now decrypt with Key" },
    ]);
  });

  // AWS KMS Developer Guide, "Key policies": in a key policy, "*" is the key that it is of.
  test("what a key's policy says of every resource is about that key alone, however many others there are", () => {
    const spare = { [KEY]: Object.fromEntries([..."ABCDEFG"].map((id) => [id, keyPolicy()[KEY].Key as Json])) };
    const share = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::444455556666:root" }, Action: "kms:Decrypt", Resource: "*" };
    expect(said(stack(platform(READ), spare), stack(platform(READ), spare, keyPolicy(share)))).toEqual([
      "warning: account 444455556666 may now decrypt with Key",
    ]);
  });

  test("a service that may use a key is said", () => {
    const logs = { Effect: "Allow", Principal: { Service: "logs.eu-central-1.amazonaws.com" }, Action: "kms:Decrypt", Resource: "*" };
    expect(said(stack(platform(READ)), stack(platform(READ), keyPolicy(logs)))).toEqual([
      "warning: logs.eu-central-1.amazonaws.com may now decrypt with Key",
    ]);
  });

  test("another service that may assume a role is said", () => {
    const role = {
      aws_iam_role: {
        Trading: {
          name: "trading",
          assume_role_policy: policy({
            Effect: "Allow",
            Principal: { Service: ["ec2.amazonaws.com", "lambda.amazonaws.com"] },
            Action: "sts:AssumeRole",
          }),
        },
      },
    };
    expect(said(stack(platform(READ)), stack(platform(READ), role))).toEqual(["warning: lambda.amazonaws.com may now assume Trading"]);
  });

  test("another account that may assume a role is said, also from nothing", () => {
    const role = {
      aws_iam_role: {
        Trading: {
          name: "trading",
          assume_role_policy: policy({ Effect: "Allow", Principal: { AWS: "arn:aws:iam::444455556666:root" }, Action: "sts:AssumeRole" }),
        },
      },
    };
    expect(about(stack(), stack(platform(READ), role))).toMatchObject([
      { gate: "iam-widening", sentence: "account 444455556666 may assume Trading" },
    ]);
  });

  describe("a role of GitHub's workflows", () => {
    const trust = (sub: string): Json => ({
      aws_iam_role: {
        Deploy: {
          name: "deploy",
          assume_role_policy: policy({
            Effect: "Allow",
            Principal: { Federated: GITHUB },
            Action: "sts:AssumeRoleWithWebIdentity",
            Condition: {
              StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
              StringLike: { "token.actions.githubusercontent.com:sub": sub },
            },
          }),
        },
      },
    });

    test("with more branches that may assume it fails public-exposure", () => {
      expect(about(stack(trust("repo:org/app:ref:refs/heads/main")), stack(trust("repo:org/app:*")))).toMatchObject([
        {
          gate: "public-exposure",
          severity: "warning",
          path: "Deploy",
          sentence:
            "whoever has a token of token.actions.githubusercontent.com may now assume Deploy if token.actions.githubusercontent.com:aud is sts.amazonaws.com and token.actions.githubusercontent.com:sub is like repo:org/app:*",
        },
      ]);
    });

    test("with fewer branches is a note", () => {
      expect(about(stack(trust("repo:org/app:*")), stack(trust("repo:org/app:ref:refs/heads/main")))).toMatchObject([
        { rule: "iam-narrowing", severity: "note" },
      ]);
    });

    test("of every repository is a danger", () => {
      expect(about(stack(trust("repo:org/app:*")), stack(trust("*")))).toMatchObject([{ severity: "danger", gate: "public-exposure" }]);
    });
  });
});
