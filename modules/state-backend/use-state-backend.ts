import { LocalBackend, S3Backend, TerraformBackend, TerraformStack } from "cdktf";
import { propType } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { stateKey, stateKeyAliasName } from "./state-key";
import { S3StateSettings, StateSettings, checkStateSettings } from "./state-settings";

const STACK = propType<TerraformStack>("a stack", "Call it in the stack's constructor: useStateBackend(this, …).", TerraformStack.isStack);

/**
 * Stores the state of a stack where the settings say: encrypted in S3, locked, as one object for each stack; or in a local file.
 *
 * The lock is a file in S3 beside the state (`use_lockfile`), so Terraform 1.10 or newer is needed and no DynamoDB table. The stack's id is
 * part of the object key: changing it leaves the state behind.
 *
 *     useStateBackend(this, { type: "s3", bucketName: "trading-state-111122223333", region: "eu-central-1" });
 *
 * @param stack the stack, before another one refers to it
 * @param settings where its state is stored
 * @throws ValidationError for settings that S3, KMS or Terraform would refuse later, or a stack that has a backend already
 */
export function useStateBackend(stack: TerraformStack, settings: StateSettings): void {
  checkBackend(stack, settings);
  if (settings.type === "local") new LocalBackend(stack, settings.path ? { path: settings.path } : {});
  else createS3Backend(stack, settings);
}

function createS3Backend(stack: TerraformStack, settings: S3StateSettings): void {
  new S3Backend(stack, {
    bucket: settings.bucketName,
    key: stateKey(stack.node.id, settings.keyPrefix),
    region: settings.region,
    encrypt: true,
    // Always named: where it isn't, Terraform asks for S3's own keys, whatever the bucket's default is.
    kmsKeyId: settings.encryptionKeyId ?? `alias/${stateKeyAliasName(settings.bucketName)}`,
  });
  // Arguments that the backend has since Terraform 1.10 and that cdktf's class doesn't know.
  stack.addOverride("terraform.backend.s3.use_lockfile", true);
  if (settings.allowedAccountIds) stack.addOverride("terraform.backend.s3.allowed_account_ids", [...settings.allowedAccountIds]);
}

function checkBackend(stack: TerraformStack, settings: StateSettings): void {
  new Validator("useStateBackend").props({ stack }, { stack: STACK });
  const validator = new Validator(stack);
  checkStateSettings(validator, settings);
  validator
    .check(
      "settings",
      settings,
      !stack.node.children.some(TerraformBackend.isBackend),
      "must be given to a stack without a backend, and this one has one already",
      "Call useStateBackend once, before another stack refers to this one, and make no backend besides.",
    )
    .throwIfInvalid();
}
