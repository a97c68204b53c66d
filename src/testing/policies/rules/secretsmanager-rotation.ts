import { block, isExpression, isSet, referringTo, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const SECRETSMANAGER_ROTATION: PolicyRule = {
  id: "secretsmanager-rotation",
  sentence: "A secret is rotated within 90 days.",
  severity: "medium",
  fix: "Add an aws_secretsmanager_secret_rotation with rotation_rules.automatically_after_days of 90 or less.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Secrets Manager", SecretsManager.1 and SecretsManager.4',
  fsbp: ["SecretsManager.1", "SecretsManager.4"],
  scanners: ["CKV2_AWS_57"],
  types: ["aws_secretsmanager_secret", "aws_secretsmanager_secret_rotation"],
  check: eachOf(["aws_secretsmanager_secret"], (secret, configuration) => {
    const [rotation] = referringTo(configuration, "aws_secretsmanager_secret_rotation", "secret_id", secret);
    if (!rotation) return "it has no aws_secretsmanager_secret_rotation";
    const days: unknown = block(rotation.args.rotation_rules)?.automatically_after_days;
    return isSet(days) && !isExpression(days) && Number(days) > 90 ? says("rotation_rules.automatically_after_days", days) : undefined;
  }),
};
