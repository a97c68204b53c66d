import { S3BucketInventory } from "@cdktf/provider-aws/lib/s3-bucket-inventory";
import { Construct } from "constructs";
import { AwsEnvironment, ILogBucket } from "../../src/core";
import { LOG_BUCKET } from "../../src/core/log-bucket";
import { logPrefix } from "../../src/internal/log-prefix";
import { PropTypes, oneOf, optional } from "../../src/internal/prop-types";
import { checkLogBucketRegion } from "../../src/internal/region";
import { bucketArnPattern, dependenciesIn } from "../../src/internal/stacks";
import { Validator } from "../../src/internal/validator";
import { BucketIdentity } from "./bucket-identity";
import { s3InventorySource } from "./log-sources";

const FREQUENCIES = ["Daily", "Weekly"] as const;
const OBJECT_VERSIONS = ["All", "Current"] as const;
const INVENTORY_FORMATS = ["Parquet", "ORC", "CSV"] as const;

/** A list of all objects, delivered on a schedule (S3 User Guide, "Cataloging and analyzing your data with S3 Inventory"). */
export interface BucketInventory {
  /** The log bucket that the reports are delivered to, under a prefix of the bucket's own; in the bucket's region. */
  readonly destination: ILogBucket;
  /** How often a report is delivered. @default "Weekly" */
  readonly frequency?: "Daily" | "Weekly";
  /** Whether noncurrent versions are listed as well. @default "All" */
  readonly includedObjectVersions?: "All" | "Current";
  /** The format of the reports. @default "Parquet" */
  readonly format?: "Parquet" | "ORC" | "CSV";
}

const PROPS: PropTypes<BucketInventory> = {
  destination: LOG_BUCKET,
  frequency: optional(oneOf(FREQUENCIES)),
  includedObjectVersions: optional(oneOf(OBJECT_VERSIONS)),
  format: optional(oneOf(INVENTORY_FORMATS)),
};

/** What is reported of each object beside its key and version: size and age, and whether it is encrypted, replicated and locked. */
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

/** Records what S3 refuses in an inventory. */
export function checkInventory(validator: Validator, inventory: BucketInventory, bucket: Pick<BucketIdentity, "region">): void {
  validator.known("inventory", inventory).props(inventory, PROPS, "inventory");
  checkLogBucketRegion(validator, "inventory.destination", inventory.destination, bucket.region);
}

/** The inventory of a bucket. */
export function createInventory(scope: Construct, inventory: BucketInventory, bucket: BucketIdentity): S3BucketInventory {
  const environment = AwsEnvironment.of(scope);
  const source = s3InventorySource(environment, bucketArnPattern(bucket.bucketArn, environment.partition));
  const delivery = inventory.destination.addLogSource(logPrefix("inventory", scope, inventory.destination), source);
  return new S3BucketInventory(scope, "Inventory", {
    bucket: bucket.bucketName,
    name: "all-objects",
    includedObjectVersions: inventory.includedObjectVersions ?? "All",
    schedule: { frequency: inventory.frequency ?? "Weekly" },
    optionalFields: FIELDS,
    destination: { bucket: { bucketArn: delivery.bucketArn, format: inventory.format ?? "Parquet", prefix: delivery.prefix } },
    provider: bucket.provider,
    dependsOn: dependenciesIn(scope, delivery.dependencies),
  });
}
