import { IEncryptionKey, IGrantable } from "../../src/core";

/** The statements by which roles reach a bucket's objects, and the key that they are under. */
export class BucketGrants {
  constructor(
    /** What the statements are called after. */
    private readonly name: string,
    private readonly bucketArn: string,
    private readonly encryptionKey?: IEncryptionKey,
  ) {}

  public read(grantee: IGrantable, keyPattern: string): void {
    grantee.role.grant({
      sid: `${this.name}Read`,
      actions: ["s3:GetObject", "s3:GetObjectVersion"],
      resources: [this.objects(keyPattern)],
    });
    grantee.role.grant({ sid: `${this.name}List`, actions: ["s3:GetBucketLocation", "s3:ListBucket"], resources: [this.bucketArn] });
    this.encryptionKey?.grantDecrypt(grantee);
  }

  public write(grantee: IGrantable, keyPattern: string): void {
    grantee.role.grant({
      sid: `${this.name}Write`,
      actions: ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"],
      resources: [this.objects(keyPattern)],
    });
    // An upload in parts is decrypted when its parts are put together.
    this.encryptionKey?.grantEncryptDecrypt(grantee);
  }

  public delete(grantee: IGrantable, keyPattern: string): void {
    grantee.role.grant({ sid: `${this.name}Delete`, actions: ["s3:DeleteObject"], resources: [this.objects(keyPattern)] });
  }

  public legalHold(grantee: IGrantable, keyPattern: string): void {
    grantee.role.grant({
      sid: `${this.name}LegalHold`,
      actions: ["s3:GetObjectLegalHold", "s3:PutObjectLegalHold"],
      resources: [this.objects(keyPattern)],
    });
  }

  private objects(keyPattern: string): string {
    return `${this.bucketArn}/${keyPattern}`;
  }
}
