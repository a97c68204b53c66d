import { TerraformProvider } from "cdktf";

/** A bucket, as what is configured on it needs to know it. */
export interface BucketIdentity {
  readonly bucketName: string;
  readonly bucketArn: string;
  /** @default - known to the provider alone */
  readonly region: string;
  /** @default - the stack's default provider */
  readonly provider?: TerraformProvider;
}
