/** What rules of IAM policies say of values beside the one that their row in the table has. Expectations are those of the page that stands with each. */
import { Change, said } from "./support/branches";

describe("IAM policies", () => {
  const SUBJECT = "token.actions.githubusercontent.com:sub";
  const trusting = (subject: string | readonly string[], operator = "StringLike", key = SUBJECT): Change => [
    "resource/aws_iam_role/Deploy/assume_role_policy/Statement/Condition",
    { [operator]: { [key]: subject } },
  ];

  test.each(["*", "repo:*", "repo:*/platform:*"])(
    "trust repositories of others by %s (IAM User Guide, Create a role for OpenID Connect federation)",
    (subject) => {
      expect(said("iam-github-trust", trusting(subject))).toEqual([`assume_role_policy accepts ${subject}`]);
      expect(said("iam-github-trust", trusting(["repo:acme/platform:*", subject]))).toEqual([`assume_role_policy accepts ${subject}`]);
    },
  );

  // "a specific organization or repository": the same page.
  test.each(["repo:acme/*", "repo:acme/plat*"])("trust an owner's repositories by %s", (subject) => {
    expect(said("iam-github-trust", trusting(subject))).toEqual([]);
  });

  // GitHub Docs, OpenID Connect reference, "Filtering for ..." and "Customizing the subject claims for an organization or repository".
  test.each(["repo:acme/platform:ref:refs/heads/*", "environment:prod:repository:acme/platform", "repo:${var.repository}:*"])(
    "trust one repository by %s",
    (subject) => expect(said("iam-github-trust", trusting(subject))).toEqual([]),
  );

  test.each(["StringNotLike", "StringNotEquals", "StringLikeIfExists", "ForAllValues:StringLike"])(
    "require no repository by %s (IAM User Guide, Condition operators and set operators)",
    (operator) => {
      expect(said("iam-github-trust", trusting("repo:acme/platform:*", operator))).toEqual([
        `assume_role_policy has ${SUBJECT} under ${operator}, which requires no repository`,
      ]);
    },
  );

  test.each(["StringEquals", "StringEqualsIgnoreCase", "StringLike", "ForAnyValue:StringLike"])(
    "require a repository by %s (IAM User Guide, Condition operators and set operators)",
    (operator) => expect(said("iam-github-trust", trusting("repo:acme/platform:pull_request", operator))).toEqual([]),
  );

  test("name the subject in any case (IAM User Guide, Condition)", () => {
    expect(said("iam-github-trust", trusting("repo:acme/platform:*", "StringLike", SUBJECT.toUpperCase()))).toEqual([]);
  });

  test("require all operators: what one leaves open another may name (IAM User Guide, Conditions with multiple context keys or values)", () => {
    const [path, named] = trusting("repo:acme/platform:*") as [string, object];
    const open = { StringEquals: { [SUBJECT]: "repo:*" }, StringNotLike: { [SUBJECT]: "*:pull_request" } };
    expect(said("iam-github-trust", [path, { ...open, ...named }])).toEqual([]);
  });

  const allowing = (Action: string, Resource: string): Change => [
    "resource/aws_iam_role_policy/Deploy/policy/Statement",
    { Effect: "Allow", Action, Resource },
  ];

  test.each([
    ["kms:Decrypt", "arn:aws:kms:*:111122223333:key/*"],
    ["kms:ReEncryptFrom", "*"],
    ["kms:*", "*"],
  ])("allow %s on %s (KMS.2)", (action, resource) => {
    expect(said("iam-no-decryption-of-all-keys", allowing(action, resource))).toEqual([
      `a statement of its policy allows ${action} on every key`,
    ]);
  });

  test("allow kms:Encrypt on every key (KMS.2)", () => {
    expect(said("iam-no-decryption-of-all-keys", allowing("kms:Encrypt", "*"))).toEqual([]);
  });

  test("allow all but a service's actions by NotAction (IAM.21)", () => {
    const policy = { Statement: { Effect: "Allow", NotAction: "iam:*", Resource: "*" } };
    expect(said("iam-no-service-wildcards", ["resource/aws_iam_policy/Publish/policy", policy])).toEqual([
      "a statement of its policy allows by NotAction",
    ]);
  });
});
