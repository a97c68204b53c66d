import { Fn, Token } from "cdktf";
import { STRING, optional } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";

/**
 * The object key of a stack's state: `<keyPrefix>/<stackName>/terraform.tfstate`. Pure.
 *
 * @param stackName the stack's id
 * @param keyPrefix as in the settings of `useStateBackend`; nothing comes before the stack's id without one
 * @throws ValidationError for anything but strings
 */
export function stateKey(stackName: string, keyPrefix?: string): string {
  new Validator("stateKey").props({ stackName, keyPrefix }, { stackName: STRING, keyPrefix: optional(STRING) });
  return [...(keyPrefix ? [keyPrefix] : []), stackName, "terraform.tfstate"].join("/");
}

/** The object key of the lock file, beside the state (Terraform documentation, "S3 backend: state locking"). Pure. */
export function lockKey(key: string): string {
  return `${key}.tflock`;
}

/**
 * The alias, without `alias/`, of the KMS key that encrypts the states in a bucket: the bucket's name, with dashes for dots, which aliases
 * can't hold. Give it to an `EncryptionKey` of your own, and `useStateBackend` finds the key without `encryptionKeyId`. Pure.
 *
 * @throws ValidationError for anything but a string
 */
export function stateKeyAliasName(bucketName: string): string {
  new Validator("stateKeyAliasName").props({ bucketName }, { bucketName: STRING });
  // The dots of a reference are Terraform's own, and its type may be another.
  return isKnown(bucketName) ? bucketName.replace(/\./g, "-") : Fn.replace(Token.asString(bucketName), ".", "-");
}

/** Records what keeps a text from being the key of one object in a policy and in a backend. */
export function checkStateKey(validator: Validator, prop: string, key: string | undefined, fix: string): void {
  validator.matches(
    prop,
    key,
    /^[^/\s*?]+(\/[^/\s*?]+)*$/,
    "must be words joined by single slashes, without one at either end and without wildcards",
    fix,
  );
}

/**
 * Records a text that isn't the key of a state: a stack's id alone is taken for one easily, and a policy for it allows what no stack uses. Keys of states
 * that weren't made by `stateKey` pass where they end in a file's name, as in `legacy/state.json`.
 */
export function checkKeyOfState(validator: Validator, prop: string, key: string | undefined): void {
  checkStateKey(validator, prop, key, 'Make it with stateKey("trading-prod").');
  if (key === undefined || !/^[^/\s*?]+(\/[^/\s*?]+)*$/.test(key)) return;
  const isFile = /\.[A-Za-z0-9]+$/.test(key);
  validator.check(prop, key, isFile, "must be the key of a state, which ends in a file's name", `Make it with stateKey("${key}").`);
}
