import { isFalse, isSet, says } from "../blocks";
import { PolicyRule } from "../rule";
import { stackViolations, stateBucketOf } from "../terraform";

export const TERRAFORM_STATE_LOCK: PolicyRule = {
  id: "terraform-state-lock",
  sentence: "A state in S3 is locked while it is changed.",
  severity: "high",
  fix: "Set use_lockfile to true in the S3 backend.",
  source: 'Terraform, "Backend Type: s3", State Locking',
  types: ["terraform"],
  check: (configuration) =>
    stackViolations(configuration, (_, settings) => {
      const backend = stateBucketOf(settings);
      return backend && isFalse(backend.use_lockfile) && !isSet(backend.dynamodb_table)
        ? says("backend.s3.use_lockfile", backend.use_lockfile)
        : undefined;
    }),
};
