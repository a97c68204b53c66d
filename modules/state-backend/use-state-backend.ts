import { LocalBackend, S3Backend, TerraformStack } from "cdktf";
import { Validator, bucketNameViolation } from "../../src/core";
import { StateSettings, stateKey } from "./state-settings";

/**
 * Keeps a stack's state where the settings say: in S3 encrypted, under a lock, as one object per stack; or in a local file.
 *
 * The lock is an object beside the state that only one writer can make (`use_lockfile`), so Terraform 1.10 or newer is needed and no
 * DynamoDB table. The stack's id is part of the object's key: it must not change.
 *
 * @throws ValidationError for a bucket name that S3 refuses, or a key prefix with a slash at an end
 */
export function useStateBackend(stack: TerraformStack, settings: StateSettings): void {
  if (settings.type === "local") {
    new LocalBackend(stack, settings.path === undefined ? {} : { path: settings.path });
    return;
  }
  const validator = new Validator(stack);
  const violation = bucketNameViolation(settings.bucketName, { existing: true });
  if (violation) validator.check("state.bucketName", settings.bucketName, false, violation.rule, violation.fix);
  validator
    .matches(
      "state.keyPrefix",
      settings.keyPrefix,
      /^[^/\s]+(\/[^/\s]+)*$/,
      "must be words joined by single slashes, none at either end",
      'Write it as "platform".',
    )
    .matches(
      "state.kmsKeyArn",
      settings.kmsKeyArn,
      /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/,
      "must be a key's ARN, not an alias",
      'Copy the ARN that ends in "key/…".',
    )
    .throwIfInvalid();
  new S3Backend(stack, {
    bucket: settings.bucketName,
    key: stateKey(stack.node.id, settings.keyPrefix),
    region: settings.region,
    encrypt: true,
    kmsKeyId: settings.kmsKeyArn,
  });
  // Arguments that the backend has since Terraform 1.10 and that cdktf's class doesn't know.
  stack.addOverride("terraform.backend.s3.use_lockfile", true);
  if (settings.allowedAccountIds) stack.addOverride("terraform.backend.s3.allowed_account_ids", [...settings.allowedAccountIds]);
}
