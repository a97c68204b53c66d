import { Annotations } from "cdktf";
import { checkLogRetention } from "../../src/internal/log-retention";
import { Validator } from "../../src/internal/validator";
import { checkWindows } from "../../src/internal/windows";
import type { RedisCache } from "./redis-cache";
import type { RedisAutoScaling, RedisCacheProps } from "./redis-cache-props";
import { REDIS_ENGINES, RedisEngine, allowsAutoScaling } from "./redis-engine";

const MAX_SHARDS = 500;
/** Nodes of a replication group by default; AWS raises it on request (ElastiCache guide, "Quotas"). */
const DEFAULT_NODE_QUOTA = 90;
const MAX_AUTO_SCALED_SHARDS = 250;
const MAX_REPLICAS = 5;

/** @throws ValidationError with everything that is wrong with a cache's props */
export function validateCache(cache: RedisCache, props: RedisCacheProps): void {
  const validator = new Validator(cache).oneOf("engine", cache.engine, Object.keys(REDIS_ENGINES) as RedisEngine[]);
  const traits = REDIS_ENGINES[cache.engine];
  if (traits) {
    validator.matches(
      "engineVersion",
      cache.engineVersion,
      traits.versionPattern,
      traits.versionRule,
      `Write it as "${traits.defaultVersion}".`,
    );
  }
  validator
    .oneOf("userGroupEngine", props.userGroupEngine, Object.keys(REDIS_ENGINES) as RedisEngine[])
    .check(
      "userGroupEngine",
      props.userGroupEngine,
      cache.engine !== "redis" || cache.userGroupEngine === "redis",
      "must be redis for an engine that is redis",
      "Leave it out.",
    )
    .integerBetween("shards", cache.shards, 1, MAX_SHARDS, "shards")
    .check(
      "shards",
      props.shards,
      cache.clusterMode || (props.shards ?? 1) === 1,
      "must be 1 with cluster mode off",
      "Leave it out, or turn cluster mode on.",
    )
    .integerBetween("replicasPerShard", cache.replicasPerShard, 0, MAX_REPLICAS, "replicas")
    .matches("nodeType", cache.nodeType, /^cache\.[a-z][a-z0-9]*\.[a-z0-9]+$/, "must be a node type", 'Write it as "cache.r7g.large".')
    .matches(
      "replicationGroupId",
      props.replicationGroupId,
      /^(?!.*--)[a-z][a-z0-9-]{0,39}(?<!-)$/,
      "must be 1 to 40 lower-case letters, digits and single dashes, beginning with a letter",
      'Write it as "trading-prod".',
    )
    .check(
      'parameters["cluster-enabled"]',
      props.parameters?.["cluster-enabled"],
      props.parameters?.["cluster-enabled"] === undefined,
      "must follow clusterMode",
      "Set clusterMode instead.",
    )
    .integerBetween("snapshotRetentionDays", cache.snapshotRetentionDays, 0, 35, "days");
  checkLogRetention(validator, "logRetentionDays", props.logRetentionDays);
  checkWindows(
    validator,
    { prop: "snapshotWindow", value: cache.snapshotWindow },
    { prop: "maintenanceWindow", value: cache.maintenanceWindow },
    60,
  );
  checkAutoScaling(validator, cache, "shardAutoScaling", props.shardAutoScaling, cache.shards, MAX_AUTO_SCALED_SHARDS);
  checkAutoScaling(validator, cache, "replicaAutoScaling", props.replicaAutoScaling, cache.replicasPerShard, MAX_REPLICAS);
  validator.throwIfInvalid();
  warn(cache);
}

function checkAutoScaling(
  validator: Validator,
  cache: RedisCache,
  prop: string,
  scaling: RedisAutoScaling | undefined,
  declared: number,
  most: number,
): void {
  if (!scaling) return;
  validator
    .check(
      prop,
      cache.nodeType,
      allowsAutoScaling(cache.nodeType),
      "needs nodes of large or more, none of them burstable",
      'Use "cache.r7g.large".',
    )
    .check(prop, cache.clusterMode, cache.clusterMode, "needs cluster mode", "Turn cluster mode on, or leave it out.")
    .integerBetween(`${prop}.min`, scaling.min, 1, most)
    .integerBetween(`${prop}.max`, scaling.max, 1, most)
    .check(prop, [scaling.min, scaling.max], scaling.min <= scaling.max, "must have a minimum no greater than its maximum", "Swap them.")
    .check(
      prop,
      declared,
      declared >= scaling.min && declared <= scaling.max,
      `must hold the number that the cache begins with between ${scaling.min} and ${scaling.max}`,
      "Move the bounds, or begin with another number.",
    )
    .integerBetween(`${prop}.targetEngineCpuPercent`, scaling.targetEngineCpuPercent, 35, 70, "percent");
}

function warn(cache: RedisCache): void {
  const nodes = cache.shards * (cache.replicasPerShard + 1);
  if (cache.replicasPerShard === 0) {
    Annotations.of(cache).addWarning("No replica: a failed node loses its part of the data, and nothing answers until it is replaced.");
  }
  if (nodes > DEFAULT_NODE_QUOTA) {
    Annotations.of(cache).addWarning(
      `${nodes} nodes are more than the ${DEFAULT_NODE_QUOTA} that an account has by default: ask AWS for more first.`,
    );
  }
}
