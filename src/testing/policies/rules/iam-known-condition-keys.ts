import { conditionKeyMistake } from "../../permissions/actions/known-condition-keys";
import { isConditionOperator } from "../../permissions/conditions";
import { isExpression } from "../blocks";
import { eachOf } from "../each";
import { POLICY_HOLDERS, ownStatements, saysMistake } from "../policy-holders";
import { PolicyRule } from "../rule";

export const IAM_KNOWN_CONDITION_KEYS: PolicyRule = {
  id: "iam-known-condition-keys",
  sentence: "A policy's conditions name keys and operators that AWS has: no request has a misspelt key.",
  severity: "medium",
  fix: "Write the key as the Service Authorization Reference or the IAM User Guide has it, or except what AWS has added since.",
  source:
    'IAM User Guide, "AWS global condition context keys" and "IAM JSON policy elements: Condition operators"; Service Authorization Reference, "Actions, resources, and condition keys for AWS services"',
  types: POLICY_HOLDERS,
  check: eachOf(POLICY_HOLDERS, (resource, configuration) => {
    for (const { conditions } of ownStatements(configuration, resource)) {
      for (const [operator, keys] of Object.entries(conditions)) {
        if (!isExpression(operator) && !isConditionOperator(operator)) return `a policy has ${operator}, which is no condition operator`;
        for (const key of Object.keys(typeof keys === "object" && keys !== null ? keys : {})) {
          const mistake = isExpression(key) ? undefined : conditionKeyMistake(key);
          if (mistake) return saysMistake(key, mistake.meant);
        }
      }
    }
    return undefined;
  }),
};
