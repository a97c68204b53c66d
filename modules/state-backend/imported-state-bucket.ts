import { Construct } from "constructs";
import { AwsEnvironment, IGrantable } from "../../src/core";
import { checkBucketName } from "../../src/internal/s3/bucket-name";
import { Validator } from "../../src/internal/validator";
import type { IStateBucket } from "./state-bucket";
import { StatePlanOptions, stateDeployStatements, statePlanStatements } from "./state-policies";

export interface StateBucketAttributes {
  readonly bucketName: string;
  /** The ARN of the key that the states are encrypted under. */
  readonly encryptionKeyArn: string;
}

/** A state bucket that exists: `StateBucket.fromAttributes`. */
export class ImportedStateBucket extends Construct implements IStateBucket {
  public readonly bucketName: string;
  public readonly bucketArn: string;
  public readonly encryptionKeyArn: string;

  constructor(scope: Construct, id: string, attributes: StateBucketAttributes) {
    super(scope, id);
    const validator = new Validator(this).matches(
      "encryptionKeyArn",
      attributes.encryptionKeyArn,
      /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/,
      "must be a key's ARN, not an alias",
      'Copy the ARN that ends in "key/…".',
    );
    checkBucketName(validator, "bucketName", attributes.bucketName, { existing: true });
    validator.throwIfInvalid();
    this.bucketName = attributes.bucketName;
    this.bucketArn = `arn:${AwsEnvironment.of(this).partition}:s3:::${attributes.bucketName}`;
    this.encryptionKeyArn = attributes.encryptionKeyArn;
  }

  public grantDeploy({ role }: IGrantable, key: string): void {
    stateDeployStatements(this, { bucketArn: this.bucketArn, key, kmsKeyArn: this.encryptionKeyArn }).forEach((statement) =>
      role.grant(statement),
    );
  }

  public grantPlan({ role }: IGrantable, key: string, options: StatePlanOptions = {}): void {
    statePlanStatements(this, { bucketArn: this.bucketArn, key, kmsKeyArn: this.encryptionKeyArn }, options).forEach((statement) =>
      role.grant(statement),
    );
  }
}
