import { LocalBackend, S3Backend, TerraformStack } from "cdktf";
import { checkBucketName } from "../../src/internal/s3/bucket-name";
import { Validator } from "../../src/internal/validator";
import { S3StateSettings, StateSettings, checkStateKey, stateKey, stateKeyAliasName } from "./state-settings";

/**
 * Keeps a stack's state where the settings say: in S3 encrypted, under a lock, as one object per stack; or in a local file.
 *
 * The lock is an object beside the state that only one writer can make (`use_lockfile`), so Terraform 1.10 or newer is needed and no
 * DynamoDB table. The stack's id is part of the object's key: it must not change.
 *
 * @throws ValidationError for a bucket name that S3 refuses, a key prefix with a slash at an end, or anything else that the backend would refuse later
 */
export function useStateBackend(stack: TerraformStack, settings: StateSettings): void {
  if (settings.type === "local") {
    new LocalBackend(stack, settings.path === undefined ? {} : { path: settings.path });
    return;
  }
  validate(stack, settings);
  new S3Backend(stack, {
    bucket: settings.bucketName,
    key: stateKey(stack.node.id, settings.keyPrefix),
    region: settings.region,
    encrypt: true,
    // Always named: where it isn't, Terraform asks for S3's own keys, whatever the bucket's default is.
    kmsKeyId: settings.kmsKeyId ?? `alias/${stateKeyAliasName(settings.bucketName)}`,
  });
  // Arguments that the backend has since Terraform 1.10 and that cdktf's class doesn't know.
  stack.addOverride("terraform.backend.s3.use_lockfile", true);
  if (settings.allowedAccountIds) stack.addOverride("terraform.backend.s3.allowed_account_ids", [...settings.allowedAccountIds]);
}

function validate(stack: TerraformStack, settings: S3StateSettings): void {
  const validator = new Validator(stack)
    .oneOf("state.type", settings.type, ["s3"])
    .matches("state.region", settings.region, /^[a-z]{2,}(-[a-z]+)+-\d$/, "must be a region's code", 'Give a code such as "eu-central-1".')
    .matches(
      "state.kmsKeyId",
      settings.kmsKeyId,
      /^(arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(key\/[A-Za-z0-9-]+|alias\/[A-Za-z0-9/_-]+)|alias\/[A-Za-z0-9/_-]+)$/,
      "must be a key's ARN, an alias's ARN or an alias",
      'Write it as "alias/trading-state", or copy the ARN that ends in "key/…".',
    );
  checkBucketName(validator, "state.bucketName", settings.bucketName, { existing: true });
  if (settings.keyPrefix !== undefined) checkStateKey(validator, "state.keyPrefix", settings.keyPrefix, 'Write it as "platform".');
  (settings.allowedAccountIds ?? []).forEach((accountId, index) =>
    validator.matches(
      `state.allowedAccountIds[${index}]`,
      accountId,
      /^\d{12}$/,
      "must be twelve digits",
      "Copy the account id, leading zeros included, as a string.",
    ),
  );
  validator.throwIfInvalid();
}
