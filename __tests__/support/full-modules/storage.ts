/** Everything that the module storage creates. */
import { join } from "node:path";
import { TerraformStack } from "cdktf";
import { ArchiveBucket, Bucket, BucketAuditTrail, LogBucket, NotificationQueue, NotificationTopic } from "../../../modules/storage";
import { AlarmTopic, EncryptionKey } from "../../../src/core";
import { makeRole, secondRegion } from "../../storage/fixture";
import { testStack } from "../synth";

const FUNCTION = { functionArn: "arn:aws:lambda:eu-central-1:111122223333:function:resize" };

export function fullStorage(): TerraformStack {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const topic = new AlarmTopic(stack, "Topic", { encryptionKey });
  const accessLogs = new LogBucket(stack, "Logs");
  const replica = secondRegion(stack);
  const all = { encryptionKey, accessLogs, inventory: { destination: accessLogs }, requestMetrics: true, replica };
  const assets = new Bucket(stack, "Assets", {
    ...all,
    intelligentTieringAfterDays: { ARCHIVE_ACCESS: 90 },
    lifecycleRules: { scratch: { keyPrefix: "tmp/", expireAfterDays: 1 } },
    corsRules: [{ allowedOrigins: ["https://app.example.com"], allowedMethods: ["GET"] }],
  });
  const records = new ArchiveBucket(stack, "Records", { ...all, retentionYears: 7 });
  new Bucket(stack, "Files", { encryptionKey, eventBridge: true });
  const queue = new NotificationQueue(stack, "Queue", { encryptionKey });
  const messages = new NotificationTopic(stack, "Messages", { encryptionKey });
  assets.addObject("Readme", { key: "readme.md", source: join(__dirname, "../../../README.md") });
  assets.addNotification("queue", { target: queue, events: ["s3:ObjectCreated:*"], keyPrefix: "in/" });
  assets.addNotification("function", { target: FUNCTION, events: ["s3:ObjectCreated:*"], keyPrefix: "images/" });
  records.addNotification("messages", { target: messages, events: ["s3:ObjectCreated:*"] });
  messages.addSubscription("queue", { endpoint: queue });
  messages.addSubscription("function", { endpoint: FUNCTION });
  messages.addSubscription("partner", { endpoint: { url: "https://partner.example.com/messages" } });
  for (const watched of [assets, records, queue]) watched.addAlarms(topic);
  const role = makeRole(stack);
  assets.grantReadWrite(role);
  assets.grantDelete(role);
  records.grantLegalHold(role);
  queue.grantConsume(role);
  new BucketAuditTrail(stack, "Trail", { buckets: [assets, records], destination: accessLogs, encryptionKey });
  return stack;
}
