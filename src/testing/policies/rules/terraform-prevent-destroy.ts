import { block, isTrue, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

const HOLDING = [
  "aws_backup_vault",
  "aws_elasticache_replication_group",
  "aws_elasticache_serverless_cache",
  "aws_kms_key",
  "aws_rds_cluster",
  "aws_s3_bucket",
];

export const TERRAFORM_PREVENT_DESTROY: PolicyRule = {
  id: "terraform-prevent-destroy",
  sentence: "No plan deletes what holds data or keys.",
  severity: "medium",
  fix: "Set lifecycle.prevent_destroy to true.",
  source: 'Terraform, "The lifecycle Meta-Argument"',
  types: [
    "aws_kms_key",
    "aws_s3_bucket",
    "aws_rds_cluster",
    "aws_elasticache_replication_group",
    "aws_elasticache_serverless_cache",
    "aws_backup_vault",
  ],
  check: eachOf(HOLDING, ({ args }) =>
    isTrue(block(args.lifecycle)?.prevent_destroy) ? undefined : says("lifecycle.prevent_destroy", block(args.lifecycle)?.prevent_destroy),
  ),
};
