import { Arguments } from "../../synthesized-stack";
import { values } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";
import { statementsOf } from "../statements";

const GITHUB = "token.actions.githubusercontent.com";

export const IAM_GITHUB_TRUST: PolicyRule = {
  id: "iam-github-trust",
  sentence: "A role that GitHub Actions assume names the repository.",
  severity: "critical",
  fix: "Add a condition on token.actions.githubusercontent.com:sub that begins with repo: and names the repository.",
  source: 'AWS Identity and Access Management User Guide, "Create a role for OpenID Connect federation"',
  scanners: ["CKV_AWS_358"],
  types: ["aws_iam_role"],
  check: eachOf(["aws_iam_role"], (role, configuration) => {
    for (const { allows, principals, conditions } of statementsOf(configuration, role, role.args.assume_role_policy)) {
      if (!allows || !principals.some((principal) => principal.includes(GITHUB) || principal.includes("aws_iam_openid_connect_provider"))) {
        continue;
      }
      const subjects = Object.values<Arguments>(conditions).flatMap((operands) => values(operands[`${GITHUB}:sub`]).map(String));
      const open = subjects.find((subject) => /^(\*|repo:\*)/.test(subject));
      if (subjects.length === 0) return `assume_role_policy has no condition on ${GITHUB}:sub`;
      if (open !== undefined) return `assume_role_policy accepts ${open}`;
    }
    return undefined;
  }),
};
