export { ArchiveBucket, type ArchiveBucketProps } from "./archive-bucket";
export { Bucket, type BucketObjectProps, type BucketProps } from "./bucket";
export { BucketBase, type CommonBucketProps } from "./bucket-base";
export { type BucketAttributes, type ImportedBucket } from "./imported-bucket";
export { type LifecycleProps, type StorageClass, type Transitions } from "./lifecycle";
export { LogBucket, type LogBucketProps } from "./log-bucket";
