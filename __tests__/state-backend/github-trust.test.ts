import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { GitHubOidcProvider, GitHubTrust, githubTrust } from "../../modules/state-backend";
import { Role } from "../../src/core";
import { ACCOUNT_ID, messageOf, statements, synth, testStack } from "../support/synth";

const TRUST: GitHubTrust = { repository: "acme/platform", environment: "prod" };
const PROVIDER_ARN = `arn:aws:iam::${ACCOUNT_ID}:oidc-provider/token.actions.githubusercontent.com`;

function subjectsOf(trust: GitHubTrust): unknown {
  return githubTrust(testStack(), trust).assumeConditions.StringEquals!["token.actions.githubusercontent.com:sub"];
}

describe("A role for GitHub Actions", () => {
  test("is assumed by one repository's runs that name one environment, exactly", () => {
    const stack = testStack();
    new Role(stack, "Deploy", githubTrust(stack, TRUST));
    expect(statements(synth(stack).resource("aws_iam_role").assume_role_policy)).toEqual([
      {
        Sid: "Assume",
        Effect: "Allow",
        Principal: { Federated: PROVIDER_ARN },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": "repo:acme/platform:environment:prod",
          },
        },
      },
    ]);
  });

  // GitHub documentation, "OpenID Connect reference: immutable subject claims".
  test("is assumed by a repository whose subject has immutable ids", () => {
    expect(subjectsOf({ ...TRUST, repository: "octo-org@123456/octo-repo@456789" })).toBe(
      "repo:octo-org@123456/octo-repo@456789:environment:prod",
    );
  });

  test("is assumed with both subjects while a repository opts in to immutable ids", () => {
    expect(subjectsOf({ ...TRUST, repository: "octo-org@123456/octo-repo@456789", acceptWithoutIds: true })).toEqual([
      "repo:octo-org@123456/octo-repo@456789:environment:prod",
      "repo:octo-org/octo-repo:environment:prod",
    ]);
  });

  test("is assumed by a repository of a managed user, whose name has an underscore", () => {
    expect(subjectsOf({ ...TRUST, repository: "mona_octo/octo-repo" })).toBe("repo:mona_octo/octo-repo:environment:prod");
  });

  test("trusts the OIDC provider that is given", () => {
    const stack = testStack();
    const { oidcProviderArn } = new GitHubOidcProvider(stack, "GitHub");
    expect(githubTrust(stack, { ...TRUST, oidcProviderArn }).assumedBy).toEqual({ federated: [oidcProviderArn] });
  });

  test("needs no account where the OIDC provider is given", () => {
    const stack = new TerraformStack(Testing.app(), "elsewhere");
    new AwsProvider(stack, "Aws", { region: "eu-central-1" });
    new Role(stack, "Deploy", githubTrust(stack, { ...TRUST, oidcProviderArn: PROVIDER_ARN }));
    expect(synth(stack).json.data).toBeUndefined();
  });
});

describe("Trust in GitHub Actions is refused for", () => {
  test.each<[string, unknown, string[]]>([
    ["nothing", undefined, ["trust: must be an object; received nothing. It is required."]],
    [
      "neither repository nor environment",
      {},
      [
        "trust.repository: must be a string; received nothing. It is required.",
        "trust.environment: must be a string; received nothing. It is required.",
      ],
    ],
    [
      "wildcards",
      { repository: "acme/*", environment: "*" },
      [
        'trust.repository: must be one repository, without a wildcard; received "acme/*". Write it as "acme/platform".',
        'trust.environment: must be one environment, without a wildcard; received "*". Write it as "prod".',
      ],
    ],
    [
      "an owner without a repository",
      { ...TRUST, repository: "acme" },
      ['trust.repository: must be one repository, without a wildcard; received "acme". Write it as "acme/platform".'],
    ],
    [
      "the id of the repository without its owner's",
      { ...TRUST, repository: "acme/platform@456789" },
      [
        "trust.repository: must have the ids of both the owner and the repository, or neither; " +
          'received "acme/platform@456789". Write it as "acme@123456/platform@456789".',
      ],
    ],
    [
      "the id of the owner without the repository's",
      { ...TRUST, repository: "acme@123456/platform" },
      [
        "trust.repository: must have the ids of both the owner and the repository, or neither; " +
          'received "acme@123456/platform". Write it as "acme@123456/platform@456789".',
      ],
    ],
    [
      "an id that is no number",
      { ...TRUST, repository: "acme@one/platform@two" },
      ['trust.repository: must be one repository, without a wildcard; received "acme@one/platform@two". Write it as "acme/platform".'],
    ],
    [
      "a subject without ids beside one that has none either",
      { ...TRUST, acceptWithoutIds: true },
      ["trust.acceptWithoutIds: must come with a repository that has ids; received true. Leave it out: the subject has no ids."],
    ],
    [
      "a colon, by which the token's subject is divided",
      { ...TRUST, environment: "prod:ref" },
      ['trust.environment: must be one environment, without a wildcard; received "prod:ref". Write it as "prod".'],
    ],
    [
      "the issuer's URL in place of the OIDC provider's ARN",
      { ...TRUST, oidcProviderArn: "https://token.actions.githubusercontent.com" },
      [
        "trust.oidcProviderArn: must be an OIDC provider's ARN; " +
          'received "https://token.actions.githubusercontent.com". Copy the ARN that holds "oidc-provider/".',
      ],
    ],
  ])("%s", (_, trust, lines) => {
    const title = lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`;
    expect(messageOf(() => githubTrust(testStack(), trust as GitHubTrust))).toBe(
      `trading-test: ${title}\n${lines.map((line) => `  - ${line}`).join("\n")}`,
    );
  });
});
