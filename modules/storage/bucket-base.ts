import { Construct } from "constructs";
import { IBucket, IEncryptionKey, IGrantable, PolicyStatement } from "../../src/core";
import { grantTo } from "../../src/internal/grant";
import { STRING } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";

/** What roles can be granted on any bucket, made here or elsewhere. */
export abstract class BucketBase extends Construct implements IBucket {
  /** The bucket's name. */
  public abstract readonly bucketName: string;
  /** The bucket's ARN. */
  public abstract readonly bucketArn: string;
  /** `<bucket>.s3.<region>.amazonaws.com`. */
  public abstract readonly bucketRegionalDomainName: string;
  /** The key that objects are encrypted under; undefined for S3's own keys. */
  public abstract readonly encryptionKey?: IEncryptionKey;

  /**
   * Lets a role list the bucket, and read and decrypt its objects.
   *
   * @param keyPattern which objects, such as `incoming/*`
   * @throws ValidationError for something that has no role
   */
  public grantRead(grantee: IGrantable, keyPattern = "*"): void {
    this.grantObjects(grantee, "Read", ["s3:GetObject", "s3:GetObjectVersion"], keyPattern);
    grantTo(this, grantee, {
      sid: `${this.node.id}List`,
      actions: ["s3:GetBucketLocation", "s3:ListBucket"],
      resources: [this.bucketArn],
    });
    this.encryptionKey?.grantDecrypt(grantee);
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
    this.encryptionKey?.grantEncryptDecrypt(grantee);
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
