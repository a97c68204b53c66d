import { IEncryptionKey, INetwork, Removal } from "../../src/core";
import { RedisEngine } from "./redis-engine";

export interface RedisAutoScaling {
  /** Fewest, 1 or more. */
  readonly min: number;
  /** Most: 250 shards, or 5 replicas of each. */
  readonly max: number;
  /** Average engine CPU to hold, 35 to 70 percent. @default 60 */
  readonly targetEngineCpuPercent?: number;
}

export interface RedisCacheProps {
  readonly network: INetwork;
  /** Encrypts data at rest, snapshots and logs. A change replaces the cache. */
  readonly encryptionKey: IEncryptionKey;
  /** A change from `redis` to `valkey` is made in place, never back; see `userGroupEngine`. @default "valkey" */
  readonly engine?: RedisEngine;
  /**
   * Engine of the users and their group. Valkey takes a group of Redis, Redis none of Valkey, and the group is changed before the cache: to move
   * from `redis` to `valkey`, keep this at `redis` (ElastiCache guide, "Role-Based Access Control").
   *
   * @default - `engine`
   */
  readonly userGroupEngine?: RedisEngine;
  /** @default "8.0", "7.1" for redis */
  readonly engineVersion?: string;
  /** Whether keys are spread over shards; clients must know how to follow. ElastiCache refuses a change: make a new cache. @default true */
  readonly clusterMode?: boolean;
  /** Shards, 1 to 500, in cluster mode alone; more are added and filled while the cache works. @default 1 */
  readonly shards?: number;
  /** Replicas of each shard, 0 to 5, in other AZs. Without one, a failed node loses its data. @default 1 */
  readonly replicasPerShard?: number;
  /** `cache.r6gd` types tier data to an SSD; a change from or to one replaces the cache. @default "cache.r7g.large" */
  readonly nodeType?: string;
  /** A fixed id, up to 40 characters. A change replaces the cache. @default - the construct's path */
  readonly replicationGroupId?: string;
  /** Parameters by name. @default - none but what cluster mode needs */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Days that daily snapshots are kept, 0 (none) to 35. @default 7 */
  readonly snapshotRetentionDays?: number;
  /** Daily window in UTC, at least 60 minutes. @default "02:00-03:00" */
  readonly snapshotWindow?: string;
  /** Weekly window in UTC, at least 60 minutes, apart from the snapshot window. @default "sun:03:30-sun:04:30" */
  readonly maintenanceWindow?: string;
  /** Name of the snapshot to begin with; a later change does nothing. @default - it begins empty */
  readonly snapshotName?: string;
  /** Days that CloudWatch keeps the slow log and the engine log. @default 365 */
  readonly logRetentionDays?: number;
  /** Adds and removes shards by load; needs cluster mode and nodes of `large` or more, none of them burstable. @default - none */
  readonly shardAutoScaling?: RedisAutoScaling;
  /** Adds and removes replicas of each shard by load; the same needs. @default - none */
  readonly replicaAutoScaling?: RedisAutoScaling;
  /** Whether minor versions are applied in the maintenance window. @default true */
  readonly autoMinorVersionUpgrade?: boolean;
  /** Whether changes happen with the apply rather than in the maintenance window. @default true */
  readonly applyImmediately?: boolean;
  /** @default "protect" */
  readonly removal?: Removal;
}
