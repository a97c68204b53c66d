import { Construct } from "constructs";
import { IBucket, IEncryptionKey, IGrantable, PolicyStatement } from "../../src/core";

/** What roles and services are granted on any bucket, made here or elsewhere. */
export abstract class BucketBase extends Construct implements IBucket {
  public abstract readonly bucketName: string;
  public abstract readonly bucketArn: string;
  public abstract readonly bucketRegionalDomainName: string;
  public abstract readonly encryptionKey?: IEncryptionKey;

  /** Lets a role list the bucket, and read and decrypt its objects. */
  public grantRead(grantee: IGrantable, keyPattern = "*"): void {
    this.grantObjects(grantee, "Read", ["s3:GetObject", "s3:GetObjectVersion"], keyPattern);
    grantee.role.grant({
      sid: `${this.node.id}List`,
      actions: ["s3:GetBucketLocation", "s3:ListBucket"],
      resources: [this.bucketArn],
    });
    this.encryptionKey?.grantDecrypt(grantee);
  }

  /** Lets a role write and encrypt objects, not read them back. */
  public grantWrite(grantee: IGrantable, keyPattern = "*"): void {
    this.grantObjects(grantee, "Write", ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"], keyPattern);
    // An upload in parts is decrypted when its parts are put together.
    this.encryptionKey?.grantEncryptDecrypt(grantee);
  }

  public grantReadWrite(grantee: IGrantable, keyPattern = "*"): void {
    this.grantRead(grantee, keyPattern);
    this.grantWrite(grantee, keyPattern);
  }

  /** Lets a role delete objects; their versions stay until the lifecycle removes them. */
  public grantDelete(grantee: IGrantable, keyPattern = "*"): void {
    this.grantObjects(grantee, "Delete", ["s3:DeleteObject"], keyPattern);
  }

  /** Adds a statement to the bucket's one policy, or to what is handed back for it where the bucket is somebody else's. */
  public abstract addToPolicy(statement: PolicyStatement): void;

  /** Lets a role do something with the objects of a key pattern. */
  protected grantObjects(grantee: IGrantable, what: string, actions: readonly string[], keyPattern: string): void {
    grantee.role.grant({ sid: `${this.node.id}${what}`, actions, resources: [`${this.bucketArn}/${keyPattern}`] });
  }
}
