import { GitHubOidcProvider } from "../../modules/state-backend";
import { synth, testStack } from "../support/synth";
import { resolved } from "./fixture";

describe("The OIDC provider for GitHub Actions", () => {
  test("trusts GitHub's issuer, for AWS STS", () => {
    const stack = testStack();
    new GitHubOidcProvider(stack, "GitHub");
    expect(synth(stack).resource("aws_iam_openid_connect_provider")).toMatchObject({
      url: "https://token.actions.githubusercontent.com",
      client_id_list: ["sts.amazonaws.com"],
    });
  });

  test("gives its ARN", () => {
    const stack = testStack();
    const provider = new GitHubOidcProvider(stack, "GitHub");
    expect(resolved(stack, provider.oidcProviderArn)).toBe(resolved(stack, provider.resource.arn));
  });
});
