import { TerraformStack } from "cdktf";
import { Bucket, BucketAuditTrail, LogBucket, NotificationQueue, NotificationTopic } from "../../modules/storage";
import { EncryptionKey, IEncryptionKey } from "../../src/core";
import { testStacks } from "../support/stacks";

const key = (stack: TerraformStack): IEncryptionKey => new EncryptionKey(stack, "Key");
const logs = (stack: TerraformStack): LogBucket => new LogBucket(stack, "Logs");
const assets = (stack: TerraformStack): Bucket => new Bucket(stack, "Assets", { encryptionKey: new EncryptionKey(stack, "AssetsKey") });

// Terraform deploys one stack after another: what is made needs what it is given at once, whether or not its arguments refer to it.
test.each<[string, (base: TerraformStack, data: TerraformStack) => unknown]>([
  ["a bucket, of its key", (base, data) => new Bucket(data, "Files", { encryptionKey: key(base) })],
  ["a bucket, of the bucket of its logs", (base, data) => new Bucket(data, "Files", { encryptionKey: key(data), accessLogs: logs(base) })],
  ["a queue, of its key", (base, data) => new NotificationQueue(data, "Queue", { encryptionKey: key(base) })],
  ["a topic, of its key", (base, data) => new NotificationTopic(data, "Topic", { encryptionKey: key(base) })],
  [
    "a trail, of its key",
    (base, data) => new BucketAuditTrail(data, "Trail", { buckets: [assets(data)], destination: logs(data), encryptionKey: key(base) }),
  ],
  [
    "a trail, of its destination",
    (base, data) => new BucketAuditTrail(data, "Trail", { buckets: [assets(data)], destination: logs(base), encryptionKey: key(data) }),
  ],
])("is deployed after the stack: %s", (_, make) => {
  const [base, data] = testStacks("base", "data") as [TerraformStack, TerraformStack];
  make(base, data);
  expect(data.dependsOn(base)).toBe(true);
});
