import { Construct } from "constructs";
import { IBucket, IEncryptionKey, IGrantable, PolicyConditions, PolicyStatement } from "../../src/core";
import { grantTo } from "../../src/internal/grant";
import { STRING } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";

/** What roles can be granted on any bucket, made here or elsewhere. */
export abstract class BucketBase extends Construct implements IBucket {
  /** The bucket's name. */
  public abstract readonly bucketName: string;
  /** The bucket's ARN. */
  public abstract readonly bucketArn: string;
  /** `<bucket>.s3.<region>.amazonaws.com`; other partitions have other endings. */
  public abstract readonly bucketRegionalDomainName: string;
  /** The key that objects are encrypted under; undefined for S3's own keys. */
  public abstract readonly encryptionKey?: IEncryptionKey;

  /**
   * Lets a role list objects, and read and decrypt them. With a pattern, what isn't there is "access denied" to the role, not "not found": S3 tells
   * those apart for who may list the whole bucket.
   *
   * @param keyPattern which objects, such as `incoming/*`; the role lists under what stands before the first `*`
   * @throws ValidationError for something that has no role
   */
  public grantRead(grantee: IGrantable, keyPattern = "*"): void {
    this.grantObjects(grantee, "Read", ["s3:GetObject", "s3:GetObjectVersion"], keyPattern);
    grantTo(this, grantee, { sid: `${this.node.id}Location`, actions: ["s3:GetBucketLocation"], resources: [this.bucketArn] });
    grantTo(this, grantee, {
      sid: `${this.node.id}List`,
      actions: ["s3:ListBucket"],
      resources: [this.bucketArn],
      conditions: underPrefix(keyPattern),
    });
    this.encryptionKey?.grantDecrypt(grantee, "s3");
  }

  /**
   * Lets a role write and encrypt objects, not read them.
   *
   * @param keyPattern which objects, such as `incoming/*`
   * @throws ValidationError for something that has no role
   */
  public grantWrite(grantee: IGrantable, keyPattern = "*"): void {
    this.grantObjects(grantee, "Write", ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"], keyPattern);
    // A multipart upload is decrypted when its parts are put together.
    this.encryptionKey?.grantEncryptDecrypt(grantee, "s3");
  }

  /**
   * Lets a role do what `grantRead` and `grantWrite` allow.
   *
   * @param keyPattern which objects, such as `incoming/*`
   * @throws ValidationError for something that has no role
   */
  public grantReadWrite(grantee: IGrantable, keyPattern = "*"): void {
    this.grantRead(grantee, keyPattern);
    this.grantWrite(grantee, keyPattern);
  }

  /**
   * Lets a role delete objects. Their versions stay until the lifecycle removes them.
   *
   * @param keyPattern which objects, such as `incoming/*`
   * @throws ValidationError for something that has no role
   */
  public grantDelete(grantee: IGrantable, keyPattern = "*"): void {
    this.grantObjects(grantee, "Delete", ["s3:DeleteObject"], keyPattern);
  }

  /** Adds a statement to the bucket's one policy, or to `requiredPolicyJson` where the bucket exists already. */
  public abstract addToPolicy(statement: PolicyStatement): void;

  /** @internal */
  protected grantObjects(grantee: IGrantable, what: string, actions: readonly string[], keyPattern: string): void {
    new Validator(this).props({ keyPattern }, { keyPattern: STRING });
    grantTo(this, grantee, { sid: `${this.node.id}${what}`, actions, resources: [`${this.bucketArn}/${keyPattern}`] });
  }
}

/** Lists of the objects that a pattern matches (S3 User Guide, "Bucket policy examples", "s3:prefix"); undefined for lists of all. Pure. */
function underPrefix(keyPattern: string): PolicyConditions | undefined {
  if (!isKnown(keyPattern)) return { StringLike: { "s3:prefix": keyPattern } };
  const [prefix] = keyPattern.split(/[*?]/, 1);
  if (prefix === "") return undefined;
  return { StringLike: { "s3:prefix": prefix === keyPattern ? keyPattern : `${prefix}*` } };
}
