import { TerraformStack } from "cdktf";
import { ArchiveBucket, Bucket, BucketAuditTrail, LogBucket, NotificationQueue, NotificationTopic } from "../../modules/storage";
import { AlarmTopic } from "../../src/core";
import { synth, testStack } from "../support/synth";
import { KEY, secondRegion } from "./fixture";

const FUNCTION = "arn:aws:lambda:eu-central-1:111122223333:function:on-change";

/** The addresses of what is called `Stored`, and of what belongs to it, without the hash that ends each. */
function addresses(make: (stack: TerraformStack) => void): string[] {
  const stack = testStack();
  make(stack);
  return Object.entries(synth(stack).json.resource as object)
    .flatMap(([type, byId]: [string, object]) => Object.keys(byId).map((id) => `${type}.${id.replace(/_[0-9A-F]{8}$/, "")}`))
    .filter((address) => /\.Stored(_|$)/.test(address));
}

// Terraform, "State": a resource is known by its address. At another one it is destroyed and made again, with all that is in it.
describe("what is stored stays at the addresses that states have it by", () => {
  test("in a bucket with its features and its replica", () => {
    const made = addresses((stack) => {
      const logs = new LogBucket(stack, "Logs");
      const bucket = new Bucket(stack, "Stored", {
        encryptionKey: KEY,
        accessLogs: logs,
        inventory: { destination: logs },
        intelligentTieringAfterDays: { ARCHIVE_ACCESS: 90 },
        requestMetrics: true,
        corsRules: [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }],
        eventBridge: true,
        replica: secondRegion(stack),
      });
      bucket.addObject("Program", { key: "program", source: __filename });
      bucket.addAlarms(new AlarmTopic(stack, "Alarms", { encryptionKey: KEY }));
    });
    expect(made).toEqual([
      "aws_cloudwatch_metric_alarm.Stored_Alarms_replicationFailures",
      "aws_cloudwatch_metric_alarm.Stored_Alarms_serverErrors",
      "aws_iam_role.Stored_Replication_Role",
      "aws_iam_role_policy.Stored_Replication_Role_Grants",
      "aws_kms_alias.Stored_ReplicaKey_Alias",
      "aws_kms_key.Stored_ReplicaKey",
      "aws_s3_bucket.Stored",
      "aws_s3_bucket.Stored_Replica",
      "aws_s3_bucket_cors_configuration.Stored_Cors",
      "aws_s3_bucket_cors_configuration.Stored_Replica_Cors",
      "aws_s3_bucket_intelligent_tiering_configuration.Stored_IntelligentTiering",
      "aws_s3_bucket_intelligent_tiering_configuration.Stored_Replica_IntelligentTiering",
      "aws_s3_bucket_inventory.Stored_Inventory",
      "aws_s3_bucket_lifecycle_configuration.Stored_Lifecycle",
      "aws_s3_bucket_lifecycle_configuration.Stored_Replica_Lifecycle",
      "aws_s3_bucket_logging.Stored_Logging",
      "aws_s3_bucket_metric.Stored_RequestMetrics",
      "aws_s3_bucket_notification.Stored_Notifications",
      "aws_s3_bucket_ownership_controls.Stored_OwnershipControls",
      "aws_s3_bucket_ownership_controls.Stored_Replica_OwnershipControls",
      "aws_s3_bucket_policy.Stored_Policy",
      "aws_s3_bucket_policy.Stored_Replica_Policy",
      "aws_s3_bucket_public_access_block.Stored_PublicAccessBlock",
      "aws_s3_bucket_public_access_block.Stored_Replica_PublicAccessBlock",
      "aws_s3_bucket_replication_configuration.Stored_Replication",
      "aws_s3_bucket_server_side_encryption_configuration.Stored_Encryption",
      "aws_s3_bucket_server_side_encryption_configuration.Stored_Replica_Encryption",
      "aws_s3_bucket_versioning.Stored_Replica_Versioning",
      "aws_s3_bucket_versioning.Stored_Versioning",
      "aws_s3_object.Stored_Object-Program",
    ]);
  });

  test("in an archive, with its lock", () => {
    expect(addresses((stack) => new ArchiveBucket(stack, "Stored", { encryptionKey: KEY, retentionYears: 7 }))).toEqual([
      "aws_s3_bucket.Stored",
      "aws_s3_bucket_lifecycle_configuration.Stored_Lifecycle",
      "aws_s3_bucket_object_lock_configuration.Stored_ObjectLock",
      "aws_s3_bucket_ownership_controls.Stored_OwnershipControls",
      "aws_s3_bucket_policy.Stored_Policy",
      "aws_s3_bucket_public_access_block.Stored_PublicAccessBlock",
      "aws_s3_bucket_server_side_encryption_configuration.Stored_Encryption",
      "aws_s3_bucket_versioning.Stored_Versioning",
    ]);
  });

  test("in an archive's replica", () => {
    const made = addresses(
      (stack) => new ArchiveBucket(stack, "Stored", { encryptionKey: KEY, retentionYears: 7, replica: secondRegion(stack) }),
    );
    expect(made).toEqual(expect.arrayContaining(["aws_s3_bucket.Stored_Replica", "aws_kms_key.Stored_ReplicaKey"]));
  });

  test("in a queue, with its dead letters and alarms", () => {
    const made = addresses((stack) =>
      new NotificationQueue(stack, "Stored", { encryptionKey: KEY }).addAlarms(new AlarmTopic(stack, "Alarms", { encryptionKey: KEY })),
    );
    expect(made).toEqual([
      "aws_cloudwatch_metric_alarm.Stored_Alarms_deadLetters",
      "aws_cloudwatch_metric_alarm.Stored_Alarms_oldestMessage",
      "aws_sqs_queue.Stored",
      "aws_sqs_queue.Stored_DeadLetterQueue",
      "aws_sqs_queue_policy.Stored_Policy",
    ]);
  });

  test("in an audit trail", () => {
    const made = addresses((stack) => {
      const bucket = new Bucket(stack, "Assets", { encryptionKey: KEY });
      new BucketAuditTrail(stack, "Stored", { buckets: [bucket], destination: new LogBucket(stack, "Logs"), encryptionKey: KEY });
    });
    expect(made).toEqual(["aws_cloudtrail.Stored"]);
  });

  test("in a topic, with its subscriptions", () => {
    const made = addresses((stack) => {
      const topic = new NotificationTopic(stack, "Stored", { encryptionKey: KEY });
      topic.addSubscription("on-change", { endpoint: { functionArn: FUNCTION } });
    });
    expect(made).toEqual([
      "aws_lambda_permission.Stored_Subscription-on-change_Function_Permission",
      "aws_sns_topic.Stored",
      "aws_sns_topic_policy.Stored_Policy",
      "aws_sns_topic_subscription.Stored_Subscription-on-change",
    ]);
  });

  test("in what lets S3 invoke a function", () => {
    const made = addresses((stack) =>
      new Bucket(stack, "Stored", { encryptionKey: KEY }).addNotification("arrived", {
        target: { functionArn: FUNCTION },
        events: ["s3:ObjectCreated:*"],
      }),
    );
    expect(made).toContain("aws_lambda_permission.Stored_Notification-arrived_Permission");
  });
});
