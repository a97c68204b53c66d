import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Construct } from "constructs";

/** Who issues the tokens of workflow runs. */
export const GITHUB_ISSUER = "token.actions.githubusercontent.com";
/** Whom the tokens are for. */
export const GITHUB_AUDIENCE = "sts.amazonaws.com";

/**
 * The account's OIDC provider for GitHub Actions. An account has one at most: leave it out where it exists, and `githubTrust` finds it by its ARN.
 */
export class GitHubOidcProvider extends Construct {
  /** The OIDC provider's ARN. */
  public readonly oidcProviderArn: string;
  /** The OIDC provider. */
  public readonly resource: IamOpenidConnectProvider;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.resource = new IamOpenidConnectProvider(this, "Resource", { url: `https://${GITHUB_ISSUER}`, clientIdList: [GITHUB_AUDIENCE] });
    this.oidcProviderArn = this.resource.arn;
  }
}
