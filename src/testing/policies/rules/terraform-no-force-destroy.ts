import { says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const TERRAFORM_NO_FORCE_DESTROY: PolicyRule = {
  id: "terraform-no-force-destroy",
  sentence: "What has objects or recovery points in it isn't emptied to be deleted.",
  severity: "medium",
  fix: "Set force_destroy to false.",
  source: "Terraform Registry, AWS Provider, aws_s3_bucket and aws_backup_vault, force_destroy",
  types: ["aws_s3_bucket", "aws_backup_vault"],
  check: eachOf(["aws_s3_bucket", "aws_backup_vault"], ({ args }) =>
    args.force_destroy === true ? says("force_destroy", true) : undefined,
  ),
};
