import { Validator } from "../../src/internal/validator";

/** Where a stack's Terraform state is kept: an S3 bucket, or a file on this machine for what is thrown away. */
export type StateSettings = S3StateSettings | LocalStateSettings;

export interface S3StateSettings {
  readonly type: "s3";
  /** The state bucket, by name: a backend is configured before anything can be looked up. */
  readonly bucketName: string;
  /** The bucket's region. */
  readonly region: string;
  /**
   * The key that the state is encrypted under: its ARN, or an alias. An alias without an ARN is one of the account that the credentials are of.
   *
   * @default - the alias of the key that `StateBucket` makes: `alias/<bucketName>`, dots as dashes
   */
  readonly kmsKeyId?: string;
  /** What comes before the stack's name in the object's key. @default - nothing */
  readonly keyPrefix?: string;
  /** Accounts that the credentials must be of, twelve digits each. @default - any that may reach the bucket */
  readonly allowedAccountIds?: readonly string[];
}

export interface LocalStateSettings {
  readonly type: "local";
  /** The file. @default - `terraform.<stack>.tfstate` in the folder that cdktf runs in */
  readonly path?: string;
}

/** The object that holds a stack's state: `<prefix>/<stack>/terraform.tfstate`. Pure. */
export function stateKey(stackName: string, keyPrefix?: string): string {
  return [...(keyPrefix ? [keyPrefix] : []), stackName, "terraform.tfstate"].join("/");
}

/** The object that Terraform locks the state by, beside the state. Pure. */
export function lockKey(key: string): string {
  return `${key}.tflock`;
}

/** The alias, without `alias/`, of the key that encrypts a bucket's states; aliases hold no dots. Pure. */
export function stateKeyAliasName(bucketName: string): string {
  return bucketName.replace(/\./g, "-");
}

/** Records what keeps a text from being one object's key in a policy and in a backend. */
export function checkStateKey(validator: Validator, prop: string, key: string, fix = `Make it with stateKey("trading-prod").`): void {
  validator.matches(
    prop,
    key,
    /^[^/\s*?]+(\/[^/\s*?]+)*$/,
    "must be words joined by single slashes, without one at either end and without wildcards",
    fix,
  );
}
