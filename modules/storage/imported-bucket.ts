import { Construct } from "constructs";
import { AwsEnvironment, IEncryptionKey, IGrantable, PolicyStatement } from "../../src/core";
import { RequiredPolicy } from "../../src/internal/required-policy";
import { checkBucketName } from "../../src/internal/s3/bucket-name";
import { Validator } from "../../src/internal/validator";
import { BucketBase } from "./bucket-base";
import { LEGAL_HOLD_ACTIONS } from "./retention";

export interface BucketAttributes {
  readonly bucketName: string;
  /** The bucket's region. @default - the stack's region */
  readonly region?: string;
  /** The key that the bucket's objects are under. @default - S3's own keys */
  readonly encryptionKey?: IEncryptionKey;
}

/** A bucket that exists: roles are granted on it, and what its policy would need is handed back for its owner to attach. */
export class ImportedBucket extends BucketBase {
  public readonly bucketName: string;
  public readonly bucketArn: string;
  public readonly bucketRegionalDomainName: string;
  public readonly encryptionKey?: IEncryptionKey;
  /** Undefined where only the provider knows. */
  public readonly region?: string;
  private readonly required: RequiredPolicy;

  constructor(scope: Construct, id: string, attributes: BucketAttributes) {
    super(scope, id);
    const validator = new Validator(this);
    checkBucketName(validator, "bucketName", attributes.bucketName, { existing: true });
    validator.throwIfInvalid();

    const environment = AwsEnvironment.of(this);
    this.region = attributes.region ?? environment.knownRegion;
    this.bucketName = attributes.bucketName;
    this.bucketArn = `arn:${environment.partition}:s3:::${this.bucketName}`;
    this.bucketRegionalDomainName = `${this.bucketName}.s3.${attributes.region ?? environment.region}.amazonaws.com`;
    this.encryptionKey = attributes.encryptionKey;
    this.required = new RequiredPolicy(this, "bucket");
  }

  /** The statements that the bucket's owner adds to its policy, as JSON; no statement where none is needed. */
  public get requiredPolicyJson(): string {
    return this.required.toJson();
  }

  public addToPolicy(statement: PolicyStatement): void {
    this.required.add(statement);
  }
}

/** An archive that exists. */
export class ImportedArchiveBucket extends ImportedBucket {
  /** Lets a role put objects on hold beyond their retention, and end the hold. */
  public grantLegalHold(grantee: IGrantable, keyPattern = "*"): void {
    this.grantObjects(grantee, "LegalHold", LEGAL_HOLD_ACTIONS, keyPattern);
  }
}
