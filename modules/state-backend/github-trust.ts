import { IConstruct } from "constructs";
import { AwsEnvironment, IAwsEnvironment, RoleProps } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { GITHUB_AUDIENCE, GITHUB_ISSUER } from "./github-oidc-provider";

/** The workflow runs that may assume a role: those of one repository that name one environment. */
export interface GitHubTrust {
  /** `owner/name`, exactly. */
  readonly repository: string;
  /** The GitHub environment that the job must name, exactly. */
  readonly environment: string;
  /** The ARN of the account's OIDC provider for GitHub. @default - `token.actions.githubusercontent.com` of this account */
  readonly oidcProviderArn?: string;
}

const TRUST: PropTypes<GitHubTrust> = { repository: STRING, environment: STRING, oidcProviderArn: optional(STRING) };

/** The props of a `Role` that make it trust workflow runs. */
export type GitHubRoleTrust = Required<Pick<RoleProps, "assumedBy" | "assumeAction" | "assumeConditions">>;

/**
 * The trust policy of a role for GitHub Actions (GitHub documentation, "Configuring OpenID Connect in Amazon Web Services").
 *
 *     new Role(this, "Deploy", githubTrust(this, { repository: "acme/platform", environment: "prod" }));
 *
 * @param scope the construct that errors name, in the stack whose account has the OIDC provider
 * @throws ValidationError for a wildcard, which would trust other workflows as well, or for anything but an OIDC provider's ARN
 */
export function githubTrust(scope: IConstruct, trust: GitHubTrust): GitHubRoleTrust {
  new Validator(scope)
    .props(trust, TRUST, "trust")
    .matches(
      "trust.repository",
      trust.repository,
      /^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/,
      "must be one repository, without a wildcard",
      'Write it as "acme/platform".',
    )
    .matches(
      "trust.environment",
      trust.environment,
      /^[^*?:\s]([^*?:]*[^*?:\s])?$/,
      "must be one environment, without a wildcard",
      'Write it as "prod".',
    )
    .format("trust.oidcProviderArn", trust.oidcProviderArn, FORMATS.oidcProviderArn)
    .throwIfInvalid();
  return {
    assumedBy: { federated: [trust.oidcProviderArn ?? oidcProviderArn(AwsEnvironment.of(scope))] },
    assumeAction: "sts:AssumeRoleWithWebIdentity",
    assumeConditions: {
      StringEquals: {
        [`${GITHUB_ISSUER}:aud`]: GITHUB_AUDIENCE,
        [`${GITHUB_ISSUER}:sub`]: `repo:${trust.repository}:environment:${trust.environment}`,
      },
    },
  };
}

/** An account has one OIDC provider for an issuer at most, and its ARN holds the issuer. Pure. */
function oidcProviderArn({ accountId, partition }: IAwsEnvironment): string {
  return `arn:${partition}:iam::${accountId}:oidc-provider/${GITHUB_ISSUER}`;
}
