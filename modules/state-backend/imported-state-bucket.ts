import { Construct } from "constructs";
import { AwsEnvironment, IEncryptionKey, IGrantable } from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { PropTypes, STRING } from "../../src/internal/prop-types";
import { checkBucketName } from "../../src/internal/s3/bucket-name";
import { Validator } from "../../src/internal/validator";
import { StatePlanOptions, grantStateDeploy, grantStatePlan } from "./state-policies";

/** What identifies a state bucket that exists already. */
export interface StateBucketAttributes {
  /** The bucket's name. */
  readonly bucketName: string;
  /** The KMS key that the states are encrypted under: `EncryptionKey.fromArn`. */
  readonly encryptionKey: IEncryptionKey;
}

const ATTRIBUTES: PropTypes<StateBucketAttributes> = { bucketName: STRING, encryptionKey: ENCRYPTION_KEY };

/** A state bucket that exists: `StateBucket.fromAttributes`. */
export class ImportedStateBucket extends Construct {
  /** The bucket's name. */
  public readonly bucketName: string;
  /** The bucket's ARN. */
  public readonly bucketArn: string;
  /** The KMS key that the states are encrypted under. */
  public readonly encryptionKey: IEncryptionKey;

  /** @throws ValidationError for a name that S3 refuses */
  constructor(scope: Construct, id: string, attributes: StateBucketAttributes) {
    super(scope, id);
    const validator = new Validator(this).props(attributes, ATTRIBUTES);
    checkBucketName(validator, "bucketName", attributes.bucketName, { existing: true });
    validator.throwIfInvalid();
    this.bucketName = attributes.bucketName;
    this.bucketArn = `arn:${AwsEnvironment.of(this).partition}:s3:::${attributes.bucketName}`;
    this.encryptionKey = attributes.encryptionKey;
  }

  /**
   * Lets a role deploy the stack whose state has this object key: read and write the state, lock and unlock it, never delete it.
   *
   * @param key as `stateKey` makes it
   * @throws ValidationError for a key with a slash at either end or a wildcard, or for something that has no role
   */
  public grantDeploy(grantee: IGrantable, key: string): void {
    const { bucketArn, encryptionKey } = this;
    grantStateDeploy(this, grantee, { bucketArn, key, encryptionKeyArn: encryptionKey.keyArn }, encryptionKey.region);
  }

  /**
   * Lets a role read the state with this object key, and lock it only with `lock`.
   *
   * @param key as `stateKey` makes it
   * @throws ValidationError for a key with a slash at either end or a wildcard, or for something that has no role
   */
  public grantPlan(grantee: IGrantable, key: string, options: StatePlanOptions = {}): void {
    const { bucketArn, encryptionKey } = this;
    grantStatePlan(this, grantee, { bucketArn, key, encryptionKeyArn: encryptionKey.keyArn }, encryptionKey.region, options);
  }
}
