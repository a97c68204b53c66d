/** Where a stack's Terraform state is kept: an S3 bucket, or a file on this machine for what is thrown away. */
export type StateSettings = S3StateSettings | LocalStateSettings;

export interface S3StateSettings {
  readonly type: "s3";
  /** The state bucket, by name: a backend is configured before anything can be looked up. */
  readonly bucketName: string;
  /** The bucket's region. */
  readonly region: string;
  /** The key that the state is encrypted under, by ARN. @default - the bucket's own default */
  readonly kmsKeyArn?: string;
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
