import { actionPatternMistake } from "../../permissions/actions/known-actions";
import { isExpression } from "../blocks";
import { eachOf } from "../each";
import { POLICY_HOLDERS, ownStatements, saysMistake } from "../policy-holders";
import { PolicyRule } from "../rule";

export const IAM_KNOWN_ACTIONS: PolicyRule = {
  id: "iam-known-actions",
  sentence: "A policy names actions that AWS has: no request asks for a misspelt one.",
  severity: "medium",
  fix: "Write the action as the Service Authorization Reference has it, or except what AWS has added since.",
  source: 'Service Authorization Reference, "Actions, resources, and condition keys for AWS services"',
  types: POLICY_HOLDERS,
  check: eachOf(POLICY_HOLDERS, (resource, configuration) => {
    for (const { actions } of ownStatements(configuration, resource)) {
      for (const action of actions) {
        const mistake = isExpression(action) ? undefined : actionPatternMistake(action);
        if (mistake) return saysMistake(action, mistake.meant);
      }
    }
    return undefined;
  }),
};
