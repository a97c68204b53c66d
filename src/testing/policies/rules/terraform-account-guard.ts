import { blocks, isSet } from "../blocks";
import { PolicyRule } from "../rule";
import { stackViolations } from "../terraform";

export const TERRAFORM_ACCOUNT_GUARD: PolicyRule = {
  id: "terraform-account-guard",
  sentence: "No stack can be deployed into another account than its own.",
  severity: "medium",
  fix: "Set allowed_account_ids of each AWS provider.",
  source: "Terraform Registry, AWS Provider, Argument Reference",
  types: ["terraform"],
  check: (configuration) =>
    stackViolations(configuration, (stack) => {
      const open = blocks(stack.json.provider?.aws).find(
        (provider) => !isSet(provider.allowed_account_ids) && !isSet(provider.forbidden_account_ids),
      );
      return open && `the provider ${String(open.alias ?? "aws")} has no allowed_account_ids`;
    }),
};
