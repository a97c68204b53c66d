import { S3BucketInventory } from "@cdktf/provider-aws/lib/s3-bucket-inventory";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, ILogBucket } from "../../src/core";
import { Validator } from "../../src/internal/validator";
import { s3InventorySource } from "./log-sources";

/** A list of all objects, delivered on a schedule: what an auditor compares a register with. */
export interface InventoryProps {
  /** A log bucket of the bucket's own region. */
  readonly destination: ILogBucket;
  /** @default "Weekly" */
  readonly frequency?: "Daily" | "Weekly";
  /** Whether earlier versions are listed as well. @default "All" */
  readonly includedObjectVersions?: "All" | "Current";
  /** @default "Parquet" */
  readonly format?: "Parquet" | "ORC" | "CSV";
}

/** What is said of each object beside its key and version: size and age, and whether it is encrypted, copied and locked. */
const FIELDS = [
  "Size",
  "LastModifiedDate",
  "StorageClass",
  "ETag",
  "IsMultipartUploaded",
  "ReplicationStatus",
  "EncryptionStatus",
  "BucketKeyStatus",
  "IntelligentTieringAccessTier",
  "ChecksumAlgorithm",
  "ObjectLockMode",
  "ObjectLockRetainUntilDate",
  "ObjectLockLegalHoldStatus",
];

export function checkInventory(validator: Validator, inventory: InventoryProps): void {
  validator
    .oneOf("inventory.frequency", inventory.frequency, ["Daily", "Weekly"])
    .oneOf("inventory.includedObjectVersions", inventory.includedObjectVersions, ["All", "Current"])
    .oneOf("inventory.format", inventory.format, ["Parquet", "ORC", "CSV"]);
}

/** The inventory of a bucket, below its construct. */
export function createInventory(
  scope: Construct,
  inventory: InventoryProps,
  source: { readonly bucketName: string; readonly bucketArn: string; readonly prefix: string; readonly provider?: TerraformProvider },
): S3BucketInventory {
  const delivery = inventory.destination.addLogSource(source.prefix, s3InventorySource(AwsEnvironment.of(scope), source.bucketArn));
  return new S3BucketInventory(scope, "Inventory", {
    bucket: source.bucketName,
    name: "all-objects",
    includedObjectVersions: inventory.includedObjectVersions ?? "All",
    schedule: { frequency: inventory.frequency ?? "Weekly" },
    optionalFields: FIELDS,
    destination: { bucket: { bucketArn: delivery.bucketArn, format: inventory.format ?? "Parquet", prefix: delivery.prefix } },
    provider: source.provider,
    dependsOn: [...delivery.dependencies],
  });
}
