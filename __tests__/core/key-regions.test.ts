import { TerraformStack } from "cdktf";
import { AutoScalingService } from "../../modules/alb-asg";
import { AuroraCluster, AuroraProxy } from "../../modules/aurora-cluster";
import { RealTimeLog } from "../../modules/edge";
import { Network } from "../../modules/network";
import { RedisCache, ServerlessRedisCache } from "../../modules/redis-cache";
import { NotificationQueue, NotificationTopic } from "../../modules/storage";
import { EncryptionKey, IEncryptionKey } from "../../src/core";
import { CAPACITY, loadBalancer, release } from "../alb-asg/fixture";
import { network } from "../support/network";
import { messageOf, testStack } from "../support/synth";

const SECRET_ARN = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:api-AbCdEf";

// AWS KMS Developer Guide, "Multi-Region keys": a key is in one region, and another region's services can't use it.
describe("a KMS key of another region is refused by", () => {
  test.each<[string, (stack: TerraformStack, encryptionKey: IEncryptionKey) => unknown]>([
    ["AuroraCluster", (stack, encryptionKey) => new AuroraCluster(stack, "Made", { network, encryptionKey })],
    [
      "AuroraProxy",
      (stack, encryptionKey) => {
        const database = new AuroraCluster(stack, "Database", { network, encryptionKey: new EncryptionKey(stack, "Own") });
        return new AuroraProxy(stack, "Made", { network, database, encryptionKey, userSecretArns: { api: SECRET_ARN } });
      },
    ],
    ["RedisCache", (stack, encryptionKey) => new RedisCache(stack, "Made", { network, encryptionKey })],
    [
      "ServerlessRedisCache",
      (stack, encryptionKey) => new ServerlessRedisCache(stack, "Made", { network, encryptionKey, maxDataGb: 10, maxEcpuPerSecond: 5000 }),
    ],
    ["Network", (stack, encryptionKey) => new Network(stack, "Made", { cidrBlock: "10.0.0.0/16", encryptionKey })],
    ["NotificationQueue", (stack, encryptionKey) => new NotificationQueue(stack, "Made", { encryptionKey })],
    ["NotificationTopic", (stack, encryptionKey) => new NotificationTopic(stack, "Made", { encryptionKey })],
    ["RealTimeLog", (stack, encryptionKey) => new RealTimeLog(stack, "Made", { encryptionKey })],
    [
      "RealTimeLog of a stream that exists",
      (stack, encryptionKey) =>
        new RealTimeLog(stack, "Made", { encryptionKey, streamArn: "arn:aws:kinesis:eu-central-1:111122223333:stream/requests" }),
    ],
    [
      "AutoScalingService",
      (stack, encryptionKey) =>
        new AutoScalingService(stack, "Made", {
          network,
          loadBalancer: loadBalancer(stack),
          encryptionKey,
          route: { priority: 10, paths: ["/api/*"] },
          capacity: CAPACITY,
          release: release(stack),
        }),
    ],
  ])("%s", (_, make) => {
    const stack = testStack();
    const encryptionKey = EncryptionKey.fromArn(
      stack,
      "Key",
      "arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000",
    );
    expect(messageOf(() => make(stack, encryptionKey))).toBe(
      'trading-test/Made: invalid input\n  - encryptionKey: must be a key in eu-central-1: a key serves no other region; received "us-east-1". ' +
        "Make an EncryptionKey with a provider of eu-central-1.",
    );
  });
});
