import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Construct, IConstruct } from "constructs";
import { AwsEnvironment, RoleProps } from "../../src/core";
import { Validator } from "../../src/internal/validator";

/** Which workflow runs of which repository may assume a role. */
export interface GitHubTrust {
  /** `owner/name`, exactly. */
  readonly repository: string;
  /** The GitHub environment that the job must name, exactly. */
  readonly environment: string;
  /** The account's OIDC provider for GitHub. @default - `token.actions.githubusercontent.com` of this account */
  readonly oidcProviderArn?: string;
}

/** Spread it over the props of a `Role`. */
export type GitHubRoleTrust = Required<Pick<RoleProps, "assumedBy" | "assumeAction" | "assumeConditions">>;

const GITHUB_ISSUER = "token.actions.githubusercontent.com";
const AUDIENCE = "sts.amazonaws.com";

/**
 * What the trust policy of a role holds for GitHub Actions (GitHub documentation, "Configuring OpenID Connect in AWS").
 *
 * @throws ValidationError for a wildcard, which would trust others' workflows as well
 */
export function githubTrust(scope: IConstruct, trust: GitHubTrust): GitHubRoleTrust {
  new Validator(scope)
    .matches(
      "github.repository",
      trust.repository,
      /^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/,
      "must be one repository, without a wildcard",
      'Write it as "acme/platform".',
    )
    .matches(
      "github.environment",
      trust.environment,
      /^[^*?:\s]([^*?:]*[^*?:\s])?$/,
      "must be one environment, without a wildcard",
      'Write it as "prod".',
    )
    .throwIfInvalid();
  const environment = AwsEnvironment.of(scope);
  const provider = trust.oidcProviderArn ?? `arn:${environment.partition}:iam::${environment.accountId}:oidc-provider/${GITHUB_ISSUER}`;
  return {
    assumedBy: { federated: [provider] },
    assumeAction: "sts:AssumeRoleWithWebIdentity",
    assumeConditions: {
      StringEquals: {
        [`${GITHUB_ISSUER}:aud`]: AUDIENCE,
        [`${GITHUB_ISSUER}:sub`]: `repo:${trust.repository}:environment:${trust.environment}`,
      },
    },
  };
}

/**
 * The account's OIDC provider for GitHub Actions. An account has one at most: leave it out where it exists, and `githubTrust` finds it by its ARN.
 */
export class GitHubOidcProvider extends Construct {
  public readonly oidcProviderArn: string;
  public readonly resource: IamOpenidConnectProvider;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.resource = new IamOpenidConnectProvider(this, "Resource", { url: `https://${GITHUB_ISSUER}`, clientIdList: [AUDIENCE] });
    this.oidcProviderArn = this.resource.arn;
  }
}
