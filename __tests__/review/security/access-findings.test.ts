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

/** Something that stays, so that no plan is from nothing. */
const VPC = { aws_vpc: { Main: { cidr_block: "10.0.0.0/16" } } };
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

/** What a role may do anew, in sentences. */
const gives = (...statements: readonly Json[]): string[] => said(stack(platform(READ)), stack(platform(READ, ...statements)));
const BUCKETS = ["B1", "B2", "B3", "B4", "B5"];
const with5 = (...statements: readonly Json[]): SynthesizedStack =>
  stack(platform(READ, ...statements), { aws_s3_bucket: Object.fromEntries(BUCKETS.map((id) => [id, { bucket: id.toLowerCase() }])) });
const reads = (ids: readonly string[]): Json => ({
  ...{ Effect: "Allow", Action: "s3:GetObject", Resource: ids.map((id) => `\${aws_s3_bucket.${id}.arn}/*`) },
});

describe("of what a role may do", () => {
  test("four things are named, in the order of the alphabet", () => {
    expect(said(with5(), with5(reads(["B4", "B2", "B3", "B1"])))).toEqual([
      "warning: role Trading may now read objects in B1, B2, B3 and B4",
    ]);
  });

  test("of five things the fifth is counted", () => {
    expect(said(with5(), with5(reads(BUCKETS)))).toEqual(["warning: role Trading may now read objects in B1, B2, B3, B4 and 1 more"]);
  });

  test("of more statements than three, three are the reasons, and three answers", () => {
    const [finding] = about(with5(), with5(...BUCKETS.map((id) => ({ ...reads([id]), Sid: id }))));
    expect(finding!.reasons).toEqual([
      ...["B1", "B2", "B3"].map((id) => `Added: ${id}: Allow s3:GetObject on arn:aws:s3:::${id.toLowerCase()}/*`),
      ...["B1", "B2", "B3"].map(
        (id) =>
          `Role Trading is authorized to perform s3:GetObject on ${id}/object: the policy Grants allows s3:GetObject on ${id}/object (statement ${id})`,
      ),
    ]);
  });

  test("what is done to one thing, and something else to another, are two sentences", () => {
    const write = { Effect: "Allow", Action: "s3:PutObject", Resource: "${aws_s3_bucket.Reports.arn}/*" };
    expect(gives(DELETE, write)).toEqual([
      "warning: role Trading may now delete objects in Records",
      "warning: role Trading may now write objects in Reports",
    ]);
  });

  test("what is done under a condition, and without one, are two sentences", () => {
    const write = { Effect: "Allow", Action: "s3:DeleteObject", Resource: "${aws_s3_bucket.Reports.arn}/*" };
    expect(gives({ ...DELETE, Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } }, write)).toEqual([
      "warning: role Trading may now delete objects in Records if aws:SourceVpc is vpc-1",
      "warning: role Trading may now delete objects in Reports",
    ]);
  });

  // " if aws:SourceVpc is " has 21 characters.
  test.each([
    [179, `if aws:SourceVpc is ${"v".repeat(179)}`],
    [180, "under conditions"],
  ])("a condition of %d characters is said: %s", (length, says) => {
    const [sentence] = gives({ ...DELETE, Condition: { StringEquals: { "aws:SourceVpc": "v".repeat(length) } } });
    expect(sentence).toBe(`warning: role Trading may now delete objects in Records${length === 179 ? " " : ", "}${says}`);
  });

  test("a statement has all its parts in the reasons", () => {
    const statement = { Effect: "Allow", NotAction: "iam:*", NotResource: "arn:aws:s3:::other/*" };
    const [finding] = about(stack(platform(READ)), stack(platform(READ, statement)));
    expect(finding!.reasons[0]).toBe("Added: Allow every action but iam:* on every resource but arn:aws:s3:::other/*");
  });

  test("a condition is a part of the reasons", () => {
    const statement = { ...DELETE, Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } };
    const [finding] = about(stack(platform(READ)), stack(platform(READ, statement)));
    expect(finding!.reasons[0]).toBe("Added: Delete: Allow s3:DeleteObject on arn:aws:s3:::records-1/* if aws:SourceVpc is vpc-1");
  });

  test("what a deny no longer keeps away isn't a condition, nor a danger", () => {
    const all = { Effect: "Allow", Action: "s3:*", Resource: "${aws_s3_bucket.Records.arn}" };
    const deny = { Effect: "Deny", Action: "*", Resource: "*", Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } };
    const [finding, ...others] = about(stack(platform(all, deny)), stack(platform(all)));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: "warning", sentence: "role Trading may now do everything to Records" });
    expect(finding!.reasons[0]).toBe("Denied before: Deny every action on every resource if aws:MultiFactorAuthPresent is false");
  });

  test("what it may no longer do has what was removed, and why it can't any more", () => {
    const [finding] = about(stack(platform(READ, DELETE)), stack(platform(READ)));
    expect(finding).toEqual({
      rule: "iam-narrowing",
      severity: "note",
      path: "Trading",
      address: "aws_iam_role.Trading",
      sentence: "role Trading may no longer delete objects in Records",
      reasons: [
        "Removed: Delete: Allow s3:DeleteObject on arn:aws:s3:::records-1/*",
        "Role Trading is not authorized to perform s3:DeleteObject on Records/object: the policy Grants has no statement that allows s3:DeleteObject on Records/object",
      ],
    });
  });

  test("what goes with the role, or with what it was done to, is no news", () => {
    const write = { Effect: "Allow", Action: "s3:PutObject", Resource: "${aws_s3_bucket.Reports.arn}/*" };
    const { aws_s3_bucket: buckets, ...others } = platform(READ);
    const [all, less] = [stack(platform(READ, write)), stack({ ...others, aws_s3_bucket: { Records: buckets.Records } })];
    const bare = stack({ aws_s3_bucket: buckets, aws_kms_key: others.aws_kms_key });
    expect([...said(all, less), ...said(all, bare)]).toEqual([]);
  });

  const AWS_POLICY = "arn:aws:iam::aws:policy/AmazonSSMFullAccess";
  const attached = { aws_iam_role_policy_attachment: { Ssm: { role: "${aws_iam_role.Trading.name}", policy_arn: AWS_POLICY } } };

  test("by a policy that nobody has read is said whole", () => {
    expect(about(stack(platform(READ)), stack(platform(READ), attached))).toEqual([
      {
        rule: "iam-widening",
        severity: "warning",
        gate: "iam-widening",
        path: "Trading",
        address: "aws_iam_role.Trading",
        sentence: "role Trading now has the policy AmazonSSMFullAccess, and what it allows isn't known",
        reasons: ["Its statements aren't in the plan: AWS has them, or they are known after apply only"],
      },
    ]);
  });

  test("by a policy that nobody has read isn't said where it had it before, or where it is new itself", () => {
    expect(said(stack(platform(READ), attached), stack(platform(READ, DELETE), attached))).toEqual([
      "warning: role Trading may now delete objects in Records",
    ]);
    expect(said(stack(VPC), stack(VPC, platform(), attached))).toEqual([]);
  });

  test.each([
    [
      "${known_after_apply(data.http.policy.body)}",
      "What the policy of Grants allows can't be told before apply",
      "Its policy is known after apply only",
    ],
    ["(sensitive value)", "What the policy of Grants allows isn't shown, as it is sensitive", "Its policy is sensitive"],
  ])("by a policy that is %s can't be told, once", (text, sentence, reason) => {
    const hidden = { aws_iam_role_policy: { Grants: { role: "${aws_iam_role.Trading.id}", policy: text } } };
    const unknown = (before: SynthesizedStack): Finding[] =>
      about(before, stack(platform(READ), hidden)).filter(({ rule }) => rule === "unknown-before-apply");
    expect(unknown(stack(platform(READ)))).toEqual([
      {
        rule: "unknown-before-apply",
        severity: "warning",
        path: "Grants",
        address: "aws_iam_role_policy.Grants",
        sentence,
        reasons: [reason],
      },
    ]);
    expect(unknown(stack(platform(DELETE), hidden))).toEqual([]);
  });

  test("a boundary that lets more through gives it", () => {
    const limited = (...actions: readonly string[]): Json => ({
      aws_iam_policy: { Boundary: { name: "boundary", policy: policy({ Effect: "Allow", Action: actions, Resource: "*" }) } },
      aws_iam_role: {
        Trading: {
          name: "trading",
          assume_role_policy: assumedBy("ec2.amazonaws.com"),
          permissions_boundary: "${aws_iam_policy.Boundary.arn}",
        },
      },
    });
    const [before, after] = [limited("s3:GetObject"), limited("s3:GetObject", "s3:DeleteObject")];
    expect(
      said(stack(platform(READ, DELETE), before), stack(platform(READ, DELETE), after)).filter((text) => text.includes("role")),
    ).toEqual(["warning: role Trading may now delete objects in Records"]);
  });

  test("too many statements to ask about are said to be", () => {
    const objects = Array.from({ length: 130 }, (_, index) => `arn:aws:s3:::records-1/${index}`);
    const actions = ["s3:PutObject", "s3:PutObjectAcl", "s3:PutObjectTagging", "s3:DeleteObject", "s3:GetObjectAcl", "s3:GetObjectTagging"];
    const cut = {
      rule: "not-compared",
      severity: "warning",
      path: "",
      sentence: "Too many statements of policies differ to say what each of them allows: read the difference of the policies",
      reasons: [],
    };
    const [less, more] = [stack(platform(READ)), stack(platform(READ, { Effect: "Allow", Action: actions, Resource: objects }))];
    for (const findings of [about(less, more), about(more, less)]) expect(findings).toContainEqual(cut);
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

  const trusts = (...statements: readonly Json[]): Json => ({
    aws_iam_role: { Trading: { name: "trading", assume_role_policy: policy(...statements) } },
  });
  const EC2 = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };

  test("whom a statement is about is a part of the reasons", () => {
    const partner = { ...EC2, Principal: { AWS: "arn:aws:iam::444455556666:role/partner" } };
    const [finding] = about(stack(trusts(EC2)), stack(trusts(EC2, partner)));
    expect(finding).toMatchObject({
      path: "Trading",
      address: "aws_iam_role.Trading",
      sentence: "arn:aws:iam::444455556666:role/partner may now assume Trading",
    });
    expect(finding!.reasons[0]).toBe("Added: Allow sts:AssumeRole to arn:aws:iam::444455556666:role/partner");
  });

  test("another account that may do everything with a role is a danger: a trust policy has no resources", () => {
    const partner = { ...EC2, Principal: { AWS: "444455556666" }, Action: "*" };
    const findings = about(stack(trusts(EC2)), stack(trusts(EC2, partner)));
    expect(findings.map(({ severity }) => severity)).toEqual(findings.map(() => "danger"));
    expect(findings[0]!.sentence).toMatch(/^account 444455556666 may now do everything to Trading/);
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

    // RFC 7519, 4.1.2: `sub` says whom a token is about; GitHub's documentation, "OpenID Connect reference", has the other claims.
    test.each<[string, Json, string]>([
      ["without a condition", {}, "danger"],
      ["that asks for the audience alone", { StringEquals: { "t:aud": "sts" } }, "danger"],
      ["of any subject", { StringLike: { "t:sub": "repo:*" } }, "danger"],
      ["of one of any", { StringLike: { "t:sub": ["repo:org/app:*", "*"] } }, "danger"],
      ["whose subject is asked for in another way", { StringNotLike: { "t:sub": "repo:org/app:*" } }, "danger"],
      ["of a repository", { StringEquals: { "t:repository": "org/app" } }, "warning"],
      ["of an owner", { "ForAnyValue:StringLike": { "t:repository_owner": "org" } }, "warning"],
      ["of a subject in any case", { StringEqualsIgnoreCase: { "t:sub": "repo:org/app:ref:refs/heads/main" } }, "warning"],
    ])("%s, that is new, is told by its gravity", (_, Condition, severity) => {
      const statement = { Effect: "Allow", Principal: { Federated: GITHUB }, Action: "sts:AssumeRoleWithWebIdentity", Condition };
      const role = { aws_iam_role: { Deploy: { name: "deploy", assume_role_policy: policy(statement) } } };
      const [finding, ...others] = about(stack(VPC), stack(VPC, role));
      expect(others).toEqual([]);
      expect(finding).toMatchObject({ rule: "public-exposure", severity, gate: "public-exposure", path: "Deploy" });
    });

    test("without a condition is told so, and no longer where it gets one", () => {
      const statement = { Effect: "Allow", Principal: { Federated: GITHUB }, Action: "sts:AssumeRoleWithWebIdentity" };
      const role = { aws_iam_role: { Deploy: { name: "deploy", assume_role_policy: policy(statement) } } };
      expect(said(stack(VPC), stack(VPC, role))).toEqual([
        "danger: whoever has a token of token.actions.githubusercontent.com, which is new, may now assume Deploy, whatever the token says",
      ]);
      expect(said(stack(role), stack(trust("repo:org/app:*")))).toEqual([
        "note: whoever has a token of token.actions.githubusercontent.com may no longer assume Deploy",
      ]);
    });

    test("of every repository is a danger", () => {
      expect(about(stack(trust("repo:org/app:*")), stack(trust("*")))).toMatchObject([{ severity: "danger", gate: "public-exposure" }]);
    });
  });
});
