import { ElasticacheReplicationGroupConfig } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { Annotations } from "cdktf";
import { IConstruct } from "constructs";
import { SubnetAttributes } from "../../src/core";
import { Validator } from "../../src/internal/validator";

/** How many nodes a replication group has, and how they are arranged. */
export interface Topology {
  readonly clusterMode: boolean;
  readonly shards: number;
  readonly replicasPerShard: number;
}

const MAX_SHARDS = 500;
/** Replicas of one shard (ElastiCache User Guide, "High availability using replication groups"). */
export const MAX_REPLICAS = 5;
/** Nodes of a replication group, which AWS doesn't raise (ElastiCache API Reference, CreateReplicationGroup). */
export const MAX_NODES = 500;
/**
 * Nodes of a replication group by default, of whatever family. AWS raises it on request, by the quota "Nodes per cluster per instance type" (ElastiCache API
 * Reference, CreateReplicationGroup).
 */
export const DEFAULT_NODE_QUOTA = 90;

/** How many nodes there are. Pure. */
export function nodesOf({ shards, replicasPerShard }: Topology): number {
  return shards * (1 + replicasPerShard);
}

/** Records numbers of shards and replicas that ElastiCache refuses, and those that only Terraform knows: Multi-AZ and failover depend on them. */
export function checkTopology(validator: Validator, topology: Topology): void {
  const { clusterMode, shards, replicasPerShard } = topology;
  const isWithin = shards <= MAX_SHARDS && replicasPerShard >= 0 && replicasPerShard <= MAX_REPLICAS;
  validator
    .known("clusterMode", clusterMode)
    .known("shards", shards)
    .integerBetween("shards", shards, 1, MAX_SHARDS, "shards")
    .check(
      "shards",
      shards,
      clusterMode || shards === 1,
      "must be 1 with cluster mode disabled",
      "Leave it out, or leave cluster mode enabled.",
    )
    .check(
      "shards",
      shards,
      !isWithin || nodesOf(topology) <= MAX_NODES,
      `must make no more than ${MAX_NODES} nodes, with ${replicasPerShard} replicas of each shard`,
      `Give ${Math.floor(MAX_NODES / (1 + replicasPerShard))} or fewer, or fewer replicas.`,
    )
    .known("replicasPerShard", replicasPerShard)
    .integerBetween("replicasPerShard", replicasPerShard, 0, MAX_REPLICAS, "replicas");
}

/** Warns of a cache whose data doesn't survive the loss of a node, and of more nodes than an account has by default. */
export function warnOfTopology(scope: IConstruct, topology: Topology): void {
  if (topology.replicasPerShard === 0) {
    Annotations.of(scope).addWarning(
      "No replicas: when a node fails, its data is lost, and its keys are unavailable until the node is replaced.",
    );
  }
  const nodes = nodesOf(topology);
  if (nodes > DEFAULT_NODE_QUOTA) {
    Annotations.of(scope).addWarning(
      `${nodes} nodes are more than the default quota of ${DEFAULT_NODE_QUOTA} for a cluster: request an increase before you deploy.`,
    );
  }
}

/** Warns of replicas that are in their primary's AZ, since there is no other (ElastiCache User Guide, "Minimizing downtime in ElastiCache by using Multi-AZ"). */
export function warnOfPlacement(scope: IConstruct, { replicasPerShard }: Topology, subnets: readonly SubnetAttributes[]): void {
  const zones = new Set(subnets.map(({ availabilityZone }) => availabilityZone));
  if (replicasPerShard === 0 || zones.size !== 1) return;
  Annotations.of(scope).addWarning(
    `The network has data subnets in ${[...zones].join()} alone: replicas are beside their primaries, and the loss of the AZ takes all of them. Give the network a second AZ.`,
  );
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
