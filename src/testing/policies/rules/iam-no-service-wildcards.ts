import { eachOf } from "../each";
import { PolicyRule } from "../rule";
import { statementsOf } from "../statements";

export const IAM_NO_SERVICE_WILDCARDS: PolicyRule = {
  id: "iam-no-service-wildcards",
  sentence: "No managed policy of yours allows every action of a service.",
  severity: "low",
  fix: "Name the actions.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for AWS Identity and Access Management", IAM.21',
  fsbp: ["IAM.21"],
  types: ["aws_iam_policy"],
  check: eachOf(["aws_iam_policy"], (resource, configuration) => {
    for (const { allows, actions, isNotAction } of statementsOf(configuration, resource, resource.args.policy)) {
      const whole = actions.find((action) => /^[\w-]+:\*$/.test(action));
      if (allows && isNotAction) return "a statement of its policy allows by NotAction";
      if (allows && whole !== undefined) return `a statement of its policy allows ${whole}`;
    }
    return undefined;
  }),
};
