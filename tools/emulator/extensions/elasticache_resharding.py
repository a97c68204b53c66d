"""ElastiCache: shards and replicas of a replication group.

https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroupShardConfiguration.html
https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_IncreaseReplicaCount.html, API_DecreaseReplicaCount.html
"""

from __future__ import annotations

from typing import Any

from moto.elasticache.responses import ElastiCacheResponse

from ._elasticache import bad_combination, bad_value, store
from ._support import Extension, ServiceError, params, result
from .elasticache import check_group, find_group, lay_out
from .elasticache_quotas import check_shape

ext = Extension()
install = ext.install


@ext.extend(ElastiCacheResponse)
class _Resharding:
    def modify_replication_group_shard_configuration(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        group = find_group(backend, given)
        name = group["ReplicationGroupId"]
        check_immediate(given)
        if not group["ClusterEnabled"]:
            raise ServiceError("InvalidReplicationGroupState", "The replication group has cluster mode disabled.")
        shape, count = store(backend, "shape")[name], int(given["NodeGroupCount"])
        check_new_shape(backend, group, count, shape["replicas"])
        check_shards(group, given, count)
        shape["shards"] = count
        lay_out(backend, name)
        return result(ReplicationGroup=group)

    def increase_replica_count(self: Any) -> Any:
        return change_replicas(self, 1)

    def decrease_replica_count(self: Any) -> Any:
        return change_replicas(self, -1)


def check_immediate(given: dict[str, Any]) -> None:
    if not given.get("ApplyImmediately"):
        raise bad_value("ApplyImmediately must be true: at present this is the only permitted value.")


def check_new_shape(backend: Any, group: dict[str, Any], shards: int, replicas: int) -> None:
    version = store(backend, "member_settings")[group["ReplicationGroupId"]]["EngineVersion"]
    check_shape(backend, group["Engine"], str(version), shards, replicas, len(group["MemberClusters"]))


def check_shards(group: dict[str, Any], given: dict[str, Any], count: int) -> None:
    """Which shards go is said where there will be fewer."""
    ids = {shard["NodeGroupId"] for shard in group["NodeGroups"]}
    removed, retained = given.get("NodeGroupsToRemove") or [], given.get("NodeGroupsToRetain") or []
    for shard in (*removed, *retained):
        if shard not in ids:
            raise ServiceError("NodeGroupNotFoundFault", f"Node group {shard} not found.")
    if removed and retained:
        raise bad_combination("NodeGroupsToRemove and NodeGroupsToRetain can't be given together.")
    if count < len(ids) and not removed and not retained:
        raise bad_combination("To remove shards, NodeGroupsToRemove or NodeGroupsToRetain must be given.")
    if count < len(ids) and len(removed or ids - set(retained)) != len(ids) - count:
        raise bad_combination(f"The node groups to remove don't leave {count} of {len(ids)}.")


def change_replicas(response: Any, direction: int) -> Any:
    given, backend = params(response), response.elasticache_backend
    group = find_group(backend, given)
    check_immediate(given)
    name = group["ReplicationGroupId"]
    shapes, count = store(backend, "shape"), int(given["NewReplicaCount"])
    now = shapes[name]["replicas"]
    if count == now:
        raise ServiceError("NoOperationFault", "The operation was not performed because no changes were required.")
    if (count - now) * direction < 0:
        raise bad_value(f"There are {now} replicas per shard already, {count} were asked for.")
    check_new_shape(backend, group, shapes[name]["shards"], count)
    shape = {**shapes[name], "replicas": count}
    check_group(backend, group, store(backend, "member_settings")[name], shape)
    shapes[name] = shape
    lay_out(backend, name)
    return result(ReplicationGroup=group)
