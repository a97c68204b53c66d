import { Construct } from "constructs";
import { AwsEnvironment, IEncryptionKey, PolicyStatement } from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { FORMATS } from "../../src/internal/formats";
import { checkStatement } from "../../src/internal/policy-statement";
import { PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { RequiredPolicy } from "../../src/internal/required-policy";
import { checkBucketName } from "../../src/internal/s3/bucket-name";
import { Validator } from "../../src/internal/validator";
import { BucketBase } from "./bucket-base";

/** What identifies a bucket that exists already. */
export interface BucketAttributes {
  /** The bucket's name. */
  readonly bucketName: string;
  /** The bucket's region. @default - the stack's region */
  readonly region?: string;
  /** The key that objects are encrypted under. @default - S3's own keys */
  readonly encryptionKey?: IEncryptionKey;
}

const ATTRIBUTES: PropTypes<BucketAttributes> = { bucketName: STRING, region: optional(STRING), encryptionKey: optional(ENCRYPTION_KEY) };

/** A bucket that exists: `Bucket.fromAttributes`. The statements that its policy needs are in `requiredPolicyJson`, for its owner to add. */
export class ImportedBucket extends BucketBase {
  /** The bucket's name. */
  public readonly bucketName: string;
  /** The bucket's ARN. */
  public readonly bucketArn: string;
  /** `<bucket>.s3.<region>.amazonaws.com`; other partitions have other endings. */
  public readonly bucketRegionalDomainName: string;
  /** The key that objects are encrypted under; undefined for S3's own keys. */
  public readonly encryptionKey?: IEncryptionKey;
  /** The bucket's region. */
  public readonly region: string;
  private readonly required: RequiredPolicy;

  /** @throws ValidationError for a name that S3 refuses, or a region that AWS doesn't have */
  constructor(scope: Construct, id: string, attributes: BucketAttributes) {
    super(scope, id);
    const validator = new Validator(this).props(attributes, ATTRIBUTES).format("region", attributes.region, FORMATS.region);
    checkBucketName(validator, "bucketName", attributes.bucketName, { existing: true });
    validator.throwIfInvalid();

    const environment = AwsEnvironment.of(this);
    this.region = attributes.region ?? environment.region;
    this.bucketName = attributes.bucketName;
    this.bucketArn = `arn:${environment.partition}:s3:::${this.bucketName}`;
    this.bucketRegionalDomainName = `${this.bucketName}.s3.${this.region}.${environment.dnsSuffix}`;
    this.encryptionKey = attributes.encryptionKey;
    this.required = new RequiredPolicy(this, "bucket");
  }

  /** The statements that the bucket's owner adds to its policy, as JSON; no statement where none is needed. */
  public get requiredPolicyJson(): string {
    return this.required.toJson();
  }

  /** Adds a statement to `requiredPolicyJson`. */
  public addToPolicy(statement: PolicyStatement): void {
    checkStatement(this, statement);
    this.required.add(statement);
  }
}
