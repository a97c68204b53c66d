import { texts } from "../../requests/arguments";
import { ServiceNeed } from "./need";
import { expectedOf, statementsIn } from "./policy-text";
import { ServiceView } from "./view";

const HOST = "token.actions.githubusercontent.com";
/** What workflows ask for, unless they say otherwise (configure-aws-credentials, `audience`). */
const AUDIENCE = "sts.amazonaws.com";

/** Roles that workflows of GitHub take by a token that GitHub signs. */
export const GITHUB_ACTIONS: ServiceNeed = {
  id: "github-actions",
  page: 'IAM User Guide, "Create a role for OpenID Connect federation (console)", "Configuring a role for GitHub OIDC identity provider"',
  types: ["aws_iam_role"],
  requests: (view, role) =>
    statementsIn(view.text(role, role.args.assume_role_policy)).flatMap((statement) => {
      const provider = texts(statement.Principal?.Federated).find((arn) => arn.endsWith(`oidc-provider/${HOST}`));
      const subject = expectedOf(statement, `${HOST}:sub`);
      if (provider === undefined || subject === undefined || statement.Effect !== "Allow") return [];
      return [
        {
          principal: provider,
          action: "sts:AssumeRoleWithWebIdentity",
          resource: view.arnOf(role),
          context: { [`${HOST}:aud`]: audience(view, provider), [`${HOST}:sub`]: subject.replace(/[*?]/g, "x") },
          purpose: `GitHub Actions takes ${role.name} for ${subject}`,
        },
      ];
    }),
};

/** An audience that the provider knows: STS refuses others. */
function audience(view: ServiceView, arn: string): string {
  const provider = view.all("aws_iam_openid_connect_provider").find((one) => view.arnOf(one) === arn);
  const known = texts(provider?.args.client_id_list);
  return known.includes(AUDIENCE) || known.length === 0 ? AUDIENCE : known[0]!;
}
