import { isFalse, says } from "../blocks";
import { PolicyRule } from "../rule";
import { stackViolations, stateBucketOf } from "../terraform";

export const TERRAFORM_STATE_ENCRYPTION: PolicyRule = {
  id: "terraform-state-encryption",
  sentence: "A state in S3 is encrypted.",
  severity: "high",
  fix: "Set encrypt to true in the S3 backend.",
  source: 'Terraform, "Backend Type: s3"',
  types: ["terraform"],
  check: (configuration) =>
    stackViolations(configuration, (_, settings) => {
      const backend = stateBucketOf(settings);
      return backend && isFalse(backend.encrypt) ? says("backend.s3.encrypt", backend.encrypt) : undefined;
    }),
};
