/** The two engines of ElastiCache that speak Redis' protocol. */
export type RedisEngine = "valkey" | "redis";

/** What differs between the engines. */
export interface RedisEngineTraits {
  readonly defaultVersion: string;
  readonly versionPattern: RegExp;
  readonly versionRule: string;
  /** Whether a user group must hold a user whose name is `default` (ElastiCache guide, "Role-Based Access Control"). */
  readonly needsDefaultUser: boolean;
}

export const REDIS_ENGINES: Readonly<Record<RedisEngine, RedisEngineTraits>> = {
  valkey: {
    defaultVersion: "8.0",
    versionPattern: /^(7\.2|8\.\d)$/,
    versionRule: "must be 7.2 or a version of 8",
    needsDefaultUser: false,
  },
  redis: {
    defaultVersion: "7.1",
    versionPattern: /^7\.[01]$/,
    versionRule: "must be 7.0 or 7.1: older ones know no IAM logins",
    needsDefaultUser: true,
  },
};

/** The parameter group family of a version, such as `valkey8` or `redis7`. Pure. */
export function parameterGroupFamily(engine: RedisEngine, engineVersion: string): string {
  return `${engine}${engineVersion.split(".")[0]}`;
}

/** Whether ElastiCache scales a node type by itself: burstable ones never, others from `large` on (ElastiCache guide, "Auto Scaling"). Pure. */
export function allowsAutoScaling(nodeType: string): boolean {
  return !nodeType.startsWith("cache.t") && /\.(\d*x)?large$/.test(nodeType);
}

/** Whether nodes of a type keep a part of the data on an SSD (ElastiCache guide, "Data tiering"). Pure. */
export function isDataTiering(nodeType: string): boolean {
  return nodeType.startsWith("cache.r6gd.");
}

/** The ids of a replication group's nodes: ElastiCache numbers shards from 0001 and nodes from 001. Pure. */
export function nodeIds(clusterMode: boolean, shards: number, replicasPerShard: number): string[] {
  const nodes = Array.from({ length: replicasPerShard + 1 }, (_, node) => `${node + 1}`.padStart(3, "0"));
  if (!clusterMode) return nodes;
  return Array.from({ length: shards }, (_, shard) => `${shard + 1}`.padStart(4, "0")).flatMap((shard) =>
    nodes.map((node) => `${shard}-${node}`),
  );
}
