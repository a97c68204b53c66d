import { ElasticacheReplicationGroupConfig } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { Annotations } from "cdktf";
import { IConstruct } from "constructs";
import { Validator, isKnown } from "../../src/internal/validator";

/** How many nodes a replication group has, and how they are arranged. */
export interface Topology {
  readonly clusterMode: boolean;
  readonly shards: number;
  readonly replicasPerShard: number;
}

const MAX_SHARDS = 500;
/** Replicas of one shard (ElastiCache User Guide, "High availability using replication groups"). */
export const MAX_REPLICAS = 5;
/** Nodes of a replication group by default; AWS raises it on request (ElastiCache User Guide, "Quotas for ElastiCache"). */
const DEFAULT_NODE_QUOTA = 90;

/** Records numbers of shards and replicas that ElastiCache refuses. */
export function checkTopology(validator: Validator, { clusterMode, shards, replicasPerShard }: Topology): void {
  validator
    .known("clusterMode", clusterMode)
    .integerBetween("shards", shards, 1, MAX_SHARDS, "shards")
    .check(
      "shards",
      shards,
      clusterMode || shards === 1,
      "must be 1 with cluster mode disabled",
      "Leave it out, or leave cluster mode enabled.",
    )
    .integerBetween("replicasPerShard", replicasPerShard, 0, MAX_REPLICAS, "replicas");
}

/** Warns of a cache whose data doesn't survive the loss of a node, and of more nodes than an account has by default. */
export function warnOfTopology(scope: IConstruct, { shards, replicasPerShard }: Topology): void {
  if (replicasPerShard === 0) {
    Annotations.of(scope).addWarning(
      "No replicas: when a node fails, its data is lost, and its keys are unavailable until the node is replaced.",
    );
  }
  const nodes = shards * (replicasPerShard + 1);
  if (isKnown(shards) && isKnown(replicasPerShard) && nodes > DEFAULT_NODE_QUOTA) {
    Annotations.of(scope).addWarning(
      `${nodes} nodes are more than the default quota of ${DEFAULT_NODE_QUOTA} for a cluster: request an increase before you deploy.`,
    );
  }
}

/** The topology in the provider's terms. Pure. */
export function topologyArguments({
  clusterMode,
  shards,
  replicasPerShard,
}: Topology): Pick<
  ElasticacheReplicationGroupConfig,
  "clusterMode" | "numNodeGroups" | "replicasPerNodeGroup" | "numCacheClusters" | "automaticFailoverEnabled" | "multiAzEnabled"
> {
  return {
    ...(clusterMode
      ? { clusterMode: "enabled", numNodeGroups: shards, replicasPerNodeGroup: replicasPerShard }
      : { clusterMode: "disabled", numCacheClusters: replicasPerShard + 1 }),
    automaticFailoverEnabled: clusterMode || replicasPerShard > 0,
    multiAzEnabled: replicasPerShard > 0,
  };
}

/** What ElastiCache appends to the replication group's id for each node: it numbers shards from 0001 and nodes from 001. Pure. */
export function nodeIds({ clusterMode, shards, replicasPerShard }: Topology): readonly string[] {
  const nodes = numbers(replicasPerShard + 1, 3);
  return clusterMode ? numbers(shards, 4).flatMap((shard) => nodes.map((node) => `${shard}-${node}`)) : nodes;
}

function numbers(count: number, digits: number): string[] {
  return Array.from({ length: count }, (_, index) => `${index + 1}`.padStart(digits, "0"));
}
