import { isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const BACKUP_VAULT_ENCRYPTION: PolicyRule = {
  id: "backup-vault-encryption",
  sentence: "Recovery points are encrypted under your key.",
  severity: "medium",
  fix: "Set kms_key_arn of the vault.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for AWS Backup", Backup.1',
  fsbp: ["Backup.1"],
  scanners: ["CKV_AWS_166"],
  types: ["aws_backup_vault"],
  check: eachOf(["aws_backup_vault"], ({ args }) => (isSet(args.kms_key_arn) ? undefined : says("kms_key_arn", args.kms_key_arn))),
};
