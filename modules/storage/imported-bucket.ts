import { Construct } from "constructs";
import {
  AwsEnvironment,
  IBucket,
  IEncryptionKey,
  IGrantable,
  PolicyDocument,
  Validator,
  bucketNameViolation,
  isKnown,
} from "../../src/core";
import { BucketGrants } from "./bucket-grants";

export interface BucketAttributes {
  readonly bucketName: string;
  /** The bucket's region. @default - the stack's region */
  readonly region?: string;
  /** The key that the bucket's objects are under. @default - S3's own keys */
  readonly encryptionKey?: IEncryptionKey;
}

/** A bucket that exists: roles are granted on it, and what its policy would need is handed back for its owner to attach. */
export class ImportedBucket extends Construct implements IBucket {
  public readonly bucketName: string;
  public readonly bucketArn: string;
  public readonly bucketRegionalDomainName: string;
  public readonly encryptionKey?: IEncryptionKey;
  private readonly grants: BucketGrants;
  private readonly statements = new PolicyDocument();

  constructor(scope: Construct, id: string, attributes: BucketAttributes) {
    super(scope, id);
    const validator = new Validator(this);
    const violation = isKnown(attributes.bucketName) ? bucketNameViolation(attributes.bucketName, { existing: true }) : undefined;
    if (violation) validator.check("bucketName", attributes.bucketName, false, violation.rule, violation.fix);
    validator.throwIfInvalid();

    const environment = AwsEnvironment.of(this);
    this.bucketName = attributes.bucketName;
    this.bucketArn = `arn:${environment.partition}:s3:::${this.bucketName}`;
    this.bucketRegionalDomainName = `${this.bucketName}.s3.${attributes.region ?? environment.region}.amazonaws.com`;
    this.encryptionKey = attributes.encryptionKey;
    this.grants = new BucketGrants(id, this.bucketArn, this.encryptionKey);
  }

  /** The statements that the bucket's owner adds to its policy, as JSON; no statement where none is needed. */
  public get requiredPolicyJson(): string {
    return this.statements.toLazyJson();
  }

  public grantRead(grantee: IGrantable, keyPattern = "*"): void {
    this.grants.read(grantee, keyPattern);
  }

  public grantWrite(grantee: IGrantable, keyPattern = "*"): void {
    this.grants.write(grantee, keyPattern);
  }

  public grantReadWrite(grantee: IGrantable, keyPattern = "*"): void {
    this.grants.read(grantee, keyPattern);
    this.grants.write(grantee, keyPattern);
  }

  public grantDelete(grantee: IGrantable, keyPattern = "*"): void {
    this.grants.delete(grantee, keyPattern);
  }

  public allowCloudFrontRead(distributionArn: string): void {
    this.encryptionKey?.allowCloudFrontRead(this.bucketArn);
    this.statements.add({
      sid: "CloudFrontRead",
      principals: { services: ["cloudfront.amazonaws.com"] },
      actions: ["s3:GetObject"],
      resources: [`${this.bucketArn}/*`],
      conditions: { StringEquals: { "aws:SourceArn": distributionArn } },
    });
  }
}
