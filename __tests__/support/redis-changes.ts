import { IRedisEventTopic, RedisCacheProps } from "../../modules/redis-cache";
import { IEncryptionKey, INetwork } from "../../src/core";

/** What a change of a prop does to a running cache, in the words of the guide's table. */
export type RedisEffect = "in place" | "in place, with a failover" | "the cache is replaced" | "ElastiCache refuses it" | "nothing";

/** The props of a cache but its membership in a global datastore, which is for good. */
export type ChangeableProp = Exclude<keyof RedisCacheProps, "globalDatastore">;

/** What else a change may be made to, beside plain values. */
export interface OtherPlace {
  readonly network: INetwork;
  readonly encryptionKey: IEncryptionKey;
  readonly notificationTopic: IRedisEventTopic;
}

export interface RedisChange {
  readonly effect: RedisEffect;
  /** The prop's other value. */
  readonly to: (other: OtherPlace) => Partial<RedisCacheProps>;
  /** What else a cache has that is changed by itself, because the change doesn't go with others of its kind. */
  readonly from?: Partial<RedisCacheProps>;
  /** What the provider plans, resource by resource: attributes that change, or that force a replacement; none for what is created or deleted. */
  readonly plan: Readonly<Record<string, readonly string[]>>;
}

/** The cache that is changed. */
export const BEFORE_CHANGES: Partial<RedisCacheProps> = { engineVersion: "8.0", shards: 2, replicasPerShard: 1, removal: "destroy" };

const change = (
  effect: RedisEffect,
  to: Partial<RedisCacheProps> | RedisChange["to"],
  plan: RedisChange["plan"] = {},
  from?: RedisChange["from"],
): RedisChange => ({ effect, to: typeof to === "function" ? to : () => to, plan, from });

const cache = (...attributes: string[]) => ({ Resource: attributes });
const PARAMETERS = { ParameterGroup: ["parameter"] };

/**
 * A change of every prop but the membership in a global datastore. The effect on clients is AWS's (ElastiCache User Guide, "Scaling ElastiCache", "Version management",
 * "Modifying an ElastiCache cluster"); what is planned is the provider's.
 */
export const REDIS_CHANGES: Readonly<Record<ChangeableProp, RedisChange>> = {
  nodeType: change("in place, with a failover", { nodeType: "cache.r7g.xlarge" }, cache("node_type")),
  engineVersion: change("in place, with a failover", { engineVersion: "8.1" }, cache("engine_version")),
  engine: change(
    "in place, with a failover",
    { engine: "valkey", engineVersion: "8.0" },
    { ...cache("engine", "engine_version", "parameter_group_name"), ParameterGroup: ["family", "name"] },
    { engine: "redis", engineVersion: "7.1", userGroupEngine: "redis" },
  ),
  userGroupEngine: change(
    "in place",
    { userGroupEngine: "valkey" },
    { "Users/Group": ["engine", "user_ids"], "Users/default": [] },
    { userGroupEngine: "redis" },
  ),
  autoMinorVersionUpgrade: change("in place", { autoMinorVersionUpgrade: true }, cache("auto_minor_version_upgrade"), {}),
  clusterMode: change("ElastiCache refuses it", { clusterMode: false }, {}, { shards: 1 }),
  shards: change("in place", { shards: 3 }, cache("num_node_groups", "member_clusters")),
  replicasPerShard: change("in place", { replicasPerShard: 2 }, cache("replicas_per_node_group", "member_clusters")),
  shardAutoScaling: change(
    "in place",
    { shardAutoScaling: { min: 1, max: 4 } },
    { "ShardAutoScaling/Target": [], "ShardAutoScaling/Policy": [] },
    {},
  ),
  replicaAutoScaling: change(
    "in place",
    { replicaAutoScaling: { min: 1, max: 4 } },
    { "ReplicaAutoScaling/Target": [], "ReplicaAutoScaling/Policy": [] },
    {},
  ),
  maxmemoryPolicy: change("in place", { maxmemoryPolicy: "noeviction" }, PARAMETERS),
  reservedMemoryPercent: change("in place", { reservedMemoryPercent: 40 }, PARAMETERS),
  parameters: change("in place", { parameters: { timeout: 300 } }, PARAMETERS),
  snapshotRetentionDays: change("in place", { snapshotRetentionDays: 14 }, cache("snapshot_retention_limit")),
  snapshotWindow: change("in place", { snapshotWindow: "00:00-01:00" }, cache("snapshot_window")),
  maintenanceWindow: change("in place", { maintenanceWindow: "sat:03:30-sat:04:30" }, cache("maintenance_window")),
  logs: change("in place", { logs: ["slow-log"] }, { ...cache("log_delivery_configuration"), "LogGroup-engine-log": [] }, {}),
  logRetentionDays: change(
    "in place",
    { logRetentionDays: 731 },
    { "LogGroup-engine-log": ["retention_in_days"], "LogGroup-slow-log": ["retention_in_days"] },
  ),
  notificationTopic: change("in place", ({ notificationTopic }) => ({ notificationTopic }), cache("notification_topic_arn")),
  applyImmediately: change("in place", { applyImmediately: false }, cache("apply_immediately"), {}),
  removal: change(
    "in place",
    { removal: "protect" },
    {
      ...cache("final_snapshot_identifier"),
      "LogGroup-engine-log": ["skip_destroy"],
      "LogGroup-slow-log": ["skip_destroy"],
    },
  ),
  network: change("the cache is replaced", ({ network }) => ({ network }), cache("subnet_group_name")),
  encryptionKey: change("the cache is replaced", ({ encryptionKey }) => ({ encryptionKey }), cache("kms_key_id")),
  replicationGroupId: change("the cache is replaced", { replicationGroupId: "other" }, cache("replication_group_id")),
  snapshotName: change("nothing", { snapshotName: "books" }),
  snapshotArns: change("nothing", { snapshotArns: ["arn:aws:s3:::trading-imports/books.rdb"] }, {}, {}),
};
