import { isExpression, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const KMS_KEY_DELETION_WINDOW: PolicyRule = {
  id: "kms-key-deletion-window",
  sentence: "The deletion of a key can be cancelled for 30 days.",
  severity: "low",
  fix: "Set deletion_window_in_days to 30, or leave it out.",
  source: 'AWS Key Management Service Developer Guide, "Deleting AWS KMS keys"',
  types: ["aws_kms_key"],
  check: eachOf(["aws_kms_key"], ({ args }) => {
    const days: unknown = args.deletion_window_in_days ?? 30;
    return isExpression(days) || Number(days) >= 30 ? undefined : says("deletion_window_in_days", days);
  }),
};
