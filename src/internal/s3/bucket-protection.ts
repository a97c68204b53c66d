import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { PolicyStatement } from "../../core/policy-statement";
import { tlsOnlyStatement } from "../policy-document";

/** The bucket that is protected. */
interface BucketProtectionProps {
  readonly bucketName: string;
  /** @default - S3's own keys */
  readonly kmsKeyArn?: string;
  /** @default - the stack's default provider */
  readonly provider?: TerraformProvider;
}

/** What makes a bucket private, owned by its account alone, encrypted and versioned. */
interface BucketProtection {
  readonly publicAccessBlock: S3BucketPublicAccessBlock;
  readonly ownershipControls: S3BucketOwnershipControls;
  readonly encryption: S3BucketServerSideEncryptionConfigurationA;
  readonly versioning: S3BucketVersioningA;
}

/** Protects a bucket by resources below `scope`, which is the bucket's construct. */
export function protectBucket(scope: Construct, props: BucketProtectionProps): BucketProtection {
  const { bucketName: bucket, kmsKeyArn, provider } = props;
  return {
    publicAccessBlock: new S3BucketPublicAccessBlock(scope, "PublicAccessBlock", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
      provider,
    }),
    ownershipControls: new S3BucketOwnershipControls(scope, "OwnershipControls", {
      bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
      provider,
    }),
    encryption: new S3BucketServerSideEncryptionConfigurationA(scope, "Encryption", {
      bucket,
      rule: [
        kmsKeyArn
          ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn }, bucketKeyEnabled: true }
          : { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
      ],
      provider,
    }),
    versioning: new S3BucketVersioningA(scope, "Versioning", { bucket, versioningConfiguration: { status: "Enabled" }, provider }),
  };
}

/** The statements of a bucket policy that deny all requests that aren't made over TLS 1.2 or newer. Pure. */
export function tlsOnlyStatements(bucketArn: string): PolicyStatement[] {
  const tlsOnly = tlsOnlyStatement(["s3:*"], [bucketArn, `${bucketArn}/*`]);
  return [tlsOnly, { ...tlsOnly, sid: "Tls12OrNewer", conditions: { NumericLessThan: { "s3:TlsVersion": "1.2" } } }];
}
