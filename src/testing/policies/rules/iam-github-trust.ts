import { Arguments } from "../../synthesized-stack";
import { isExpression, values } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";
import { Statement, statementsOf } from "../statements";

const GITHUB = "token.actions.githubusercontent.com";

/** Operators that a token without the key doesn't meet, nor one with every other value (IAM User Guide, "Condition operators", "Set operators"). */
const REQUIRING = /^(?:ForAnyValue:)?String(?:Equals|EqualsIgnoreCase|Like)$/i;

/** A subject has an owner and a repository, also where GitHub is told to put other claims in front. Every repository of an owner may be meant. */
const NAMES_OWNER = /^(?:[^*?]*:)?(?:repo|repository|job_workflow_ref):[^:/*?]+\//;

export const IAM_GITHUB_TRUST: PolicyRule = {
  id: "iam-github-trust",
  sentence: "A role that GitHub Actions assume names the repository, or its owner.",
  severity: "critical",
  fix: "Add a condition on token.actions.githubusercontent.com:sub by StringEquals or StringLike that begins with repo: and names the repository.",
  source: 'AWS Identity and Access Management User Guide, "Create a role for OpenID Connect federation"',
  scanners: ["CKV_AWS_358"],
  types: ["aws_iam_role"],
  check: eachOf(["aws_iam_role"], (role, configuration) => {
    for (const statement of statementsOf(configuration, role, role.args.assume_role_policy)) {
      const { allows, principals } = statement;
      if (!allows || !principals.some((principal) => principal.includes(GITHUB) || principal.includes("aws_iam_openid_connect_provider"))) {
        continue;
      }
      const conditions = subjectsOf(statement);
      const required = conditions.filter(({ operator }) => REQUIRING.test(operator));
      if (conditions.length === 0) return `assume_role_policy has no condition on ${GITHUB}:sub`;
      if (required.length === 0) {
        return `assume_role_policy has ${GITHUB}:sub under ${conditions[0]!.operator}, which requires no repository`;
      }
      // A token must meet every operator, and one of its values.
      if (required.every(({ subjects }) => subjects.some(isOpen))) {
        return `assume_role_policy accepts ${required[0]!.subjects.find(isOpen)}`;
      }
    }
    return undefined;
  }),
};

/** What a statement asks of the subject, by operator. Names of keys have no case. */
function subjectsOf({ conditions }: Statement): { readonly operator: string; readonly subjects: readonly string[] }[] {
  return Object.entries<Arguments>(conditions).flatMap(([operator, operands]) =>
    Object.entries<unknown>(operands)
      .filter(([key]) => key.toLowerCase() === `${GITHUB}:sub`)
      .map(([, subjects]) => ({ operator, subjects: values(subjects).map(String) })),
  );
}

function isOpen(subject: string): boolean {
  return isExpression(subject) ? /^(\*|repo:\*)/.test(subject) : !NAMES_OWNER.test(subject);
}
