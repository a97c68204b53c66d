export { type BucketReplication } from "../../src/internal/s3/bucket-replication";
export { ArchiveBucket, type ArchiveBucketProps } from "./archive-bucket";
export { Bucket, type BucketProps } from "./bucket";
export { type BucketAlarm } from "./bucket-alarms";
export { BucketAuditTrail, type BucketAuditTrailProps } from "./bucket-audit-trail";
export { type BucketBase } from "./bucket-base";
export { type BucketObjectProps } from "./bucket-object";
export { type CorsRule } from "./cors";
export { type CrossAccountReplica } from "./cross-account-replica";
export { type ImportedArchiveBucket } from "./imported-archive-bucket";
export { type BucketAttributes, type ImportedBucket } from "./imported-bucket";
export { type ImportedLogBucket } from "./imported-log-bucket";
export { type ImportedNotificationQueue } from "./imported-notification-queue";
export { type ImportedNotificationTopic } from "./imported-notification-topic";
export { type IntelligentTieringDays } from "./intelligent-tiering";
export { type BucketInventory } from "./inventory";
export { type LifecycleProps } from "./lifecycle";
export { type LifecycleActions } from "./lifecycle-actions";
export { type LifecycleRule } from "./lifecycle-rule";
export { LogBucket, type LogBucketProps } from "./log-bucket";
export { type WebAclScope, cloudTrailLogSource, s3AccessLogSource, s3InventorySource, webAclLogSource } from "./log-sources";
export { NotificationQueue, type NotificationQueueProps } from "./notification-queue";
export {
  type INotificationFunction,
  type INotificationQueue,
  type INotificationTopic,
  type NotificationQueueAttributes,
  type NotificationTarget,
  type NotificationTopicAttributes,
} from "./notification-target";
export { NotificationTopic, type NotificationTopicProps } from "./notification-topic";
export { type BucketNotification, type S3Event } from "./notifications";
export { type NotificationQueueAlarm } from "./queue-alarms";
export { type BucketReplica } from "./replica";
export { type RetentionMode, type RetentionProps } from "./retention";
export { type HttpsEndpoint, type TopicSubscription } from "./topic-subscription";
export { type StorageClass, type Transitions } from "./transitions";
export { type CommonBucketProps, type ReplicableBucketProps, type SecureBucket } from "./secure-bucket";
