"""ElastiCache: the node types that a cluster can be scaled to.

https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ListAllowedNodeTypeModifications.html
"""

from __future__ import annotations

from typing import Any

from moto.elasticache.responses import ElastiCacheResponse

from . import _elasticache_nodes as nodes
from ._elasticache import bad_combination, one, store
from ._support import Extension, params, result
from .elasticache import find_group

ext = Extension()
install = ext.install


@ext.extend(ElastiCacheResponse)
class _Sizes:
    def list_allowed_node_type_modifications(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        if bool(given.get("ReplicationGroupId")) == bool(given.get("CacheClusterId")):
            raise bad_combination("You must provide a value for either the CacheClusterId or the ReplicationGroupId.")
        if given.get("CacheClusterId"):
            members = {member: group for group in backend.replication_groups.values() for member in group["MemberClusters"]}
            group = one(members, given["CacheClusterId"], "CacheClusterNotFound", "CacheCluster")
        else:
            group = find_group(backend, given)
        version = str(store(backend, "member_settings")[group["ReplicationGroupId"]]["EngineVersion"])
        up, down = nodes.allowed(group["CacheNodeType"], group["Engine"], version)
        return result(ScaleUpModifications=up, ScaleDownModifications=down)
