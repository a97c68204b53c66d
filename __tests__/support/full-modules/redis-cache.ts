/** Everything that the module redis-cache creates. */
import { TerraformStack } from "cdktf";
import {
  RedisAccess,
  RedisCache,
  RedisEventTopic,
  RedisGlobalDatastore,
  RedisUser,
  ServerlessRedisCache,
} from "../../../modules/redis-cache";
import { cache, topic } from "../../redis-cache/fixture";
import { network, service } from "../network";

export function fullRedisCache(): TerraformStack {
  const made = cache();
  const { stack, key: encryptionKey } = made;
  const scaled = new RedisCache(stack, "Scaled", {
    network,
    encryptionKey,
    shards: 2,
    parameters: { timeout: 100 },
    notificationTopic: new RedisEventTopic(stack, "Events", { emails: ["ops@example.com"] }),
    shardAutoScaling: {
      min: 2,
      max: 5,
      targetMemoryPercent: 60,
      schedules: { open: { recurrence: "30 6 * * MON-FRI", min: 3 } },
    },
    replicaAutoScaling: { min: 1, max: 3 },
  });
  const serverless = new ServerlessRedisCache(stack, "Serverless", { network, encryptionKey, maxDataGb: 10, maxEcpuPerSecond: 50_000 });
  const api = service(stack);
  const alarms = topic(made);
  const user = new RedisUser(stack, "Shared", { access: RedisAccess.readOnly(["book:*"]) });
  for (const target of [made.cache, scaled, serverless]) {
    target.addAlarms(alarms);
    target.grantConnect(api, "trading-api", { access: RedisAccess.orderBook("book") });
    target.grantConnect(api, user);
    target.connections.allowDefaultPortFrom(api, "order books");
  }
  const datastore = new RedisGlobalDatastore(stack, "Global", { globalReplicationGroupIdSuffix: "books" });
  new RedisCache(stack, "Primary", { network, encryptionKey, globalDatastore: { datastore, role: "primary" } });
  return stack;
}
