import { FORMATS } from "../../src/internal/formats";
import { PropTypes, STRING, STRINGS, oneOf, optional } from "../../src/internal/prop-types";
import { checkBucketName } from "../../src/internal/s3/bucket-name";
import { Validator } from "../../src/internal/validator";
import { checkStateKey } from "./state-key";

/** Where the Terraform state of a stack is stored: in an S3 bucket, or in a file on this machine for what is thrown away. */
export type StateSettings = S3StateSettings | LocalStateSettings;

/** State in an S3 bucket, one object for each stack. */
export interface S3StateSettings {
  /** Terraform's `s3` backend. */
  readonly type: "s3";
  /** The state bucket's name. */
  readonly bucketName: string;
  /** The state bucket's region. */
  readonly region: string;
  /**
   * The KMS key that the state is encrypted under: a key's ARN, an alias's ARN, or an alias such as `alias/trading-state`. An alias without an
   * ARN is looked up in the account of the credentials.
   *
   * @default - the alias of the key that `StateBucket` creates: `alias/<bucketName>`, with dashes for dots
   */
  readonly encryptionKeyId?: string;
  /** What comes before the stack's id in the object key: words joined by slashes, none at either end. @default - nothing */
  readonly keyPrefix?: string;
  /** The only accounts whose credentials may be used, twelve digits each. @default - any whose credentials can reach the bucket */
  readonly allowedAccountIds?: readonly string[];
}

/** State in a file on this machine. */
export interface LocalStateSettings {
  /** Terraform's `local` backend. */
  readonly type: "local";
  /** The file's path. @default - `terraform.<stack>.tfstate` in the folder that cdktf runs in */
  readonly path?: string;
}

const STATE_TYPES = ["s3", "local"] as const;
const TYPE: PropTypes<Pick<StateSettings, "type">> = { type: oneOf(STATE_TYPES) };

const S3: PropTypes<S3StateSettings> = {
  type: oneOf(["s3"]),
  bucketName: STRING,
  region: STRING,
  encryptionKeyId: optional(STRING),
  keyPrefix: optional(STRING),
  allowedAccountIds: optional(STRINGS),
};
const LOCAL: PropTypes<LocalStateSettings> = { type: oneOf(["local"]), path: optional(STRING) };

/** Records what Terraform, S3 or KMS would refuse once the state is initialized; the type first, since it decides on everything else. */
export function checkStateSettings(validator: Validator, settings: StateSettings): void {
  const whole = typeof settings === "object" && settings !== null && !Array.isArray(settings);
  validator
    .props(whole ? { type: settings.type } : settings, TYPE, "settings")
    .known("settings.type", settings.type)
    .throwIfInvalid();
  if (settings.type === "local") validator.props(settings, LOCAL, "settings");
  else checkS3Settings(validator.props(settings, S3, "settings"), settings);
}

function checkS3Settings(validator: Validator, settings: S3StateSettings): void {
  checkBucketName(validator, "settings.bucketName", settings.bucketName, { existing: true });
  validator
    .format("settings.region", settings.region, FORMATS.region)
    .matches(
      "settings.encryptionKeyId",
      settings.encryptionKeyId,
      /^(arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(key\/[A-Za-z0-9-]+|alias\/[A-Za-z0-9/_-]+)|alias\/[A-Za-z0-9/_-]+)$/,
      "must be a key's ARN, an alias's ARN or an alias",
      'Write it as "alias/trading-state", or copy the ARN that ends in "key/…".',
    );
  checkStateKey(validator, "settings.keyPrefix", settings.keyPrefix, 'Write it as "platform".');
  (settings.allowedAccountIds ?? []).forEach((accountId, index) =>
    validator.format(`settings.allowedAccountIds[${index}]`, accountId, FORMATS.accountId),
  );
}
