"""ElastiCache: snapshots of replication groups, which are dictionaries here: moto reads attributes."""

from __future__ import annotations

import types
from typing import Any

from moto.elasticache.models import ElastiCacheBackend

from ._elasticache import store
from ._support import Extension

ext = Extension()
install = ext.install


@ext.around(ElastiCacheBackend)
def create_snapshot(original: Any, self: Any, snapshot_name: str, replication_group_id: str | None, *args: Any, **kwargs: Any) -> Any:
    """moto reads a group's attributes; here a group is a dictionary."""
    group = self.replication_groups.get(replication_group_id)
    if group is None:
        return original(self, snapshot_name, replication_group_id, *args, **kwargs)
    members = store(self, "member_settings")[replication_group_id]
    shown = types.SimpleNamespace(
        automatic_failover=group["AutomaticFailover"],
        auto_minor_version_upgrade=group["AutoMinorVersionUpgrade"],
        cache_node_type=group["CacheNodeType"],
        cache_parameter_group_name=members["CacheParameterGroupName"],
        cache_subnet_group_name=members["CacheSubnetGroupName"],
        description=group["Description"],
        engine=group["Engine"],
        engine_version=members["EngineVersion"],
        node_groups=group["NodeGroups"],
        port=members["Port"],
        replication_group_id=replication_group_id,
        snapshot_retention_limit=group["SnapshotRetentionLimit"],
        snapshot_window=group["SnapshotWindow"],
    )
    self.replication_groups = {**self.replication_groups, replication_group_id: shown}
    try:
        return original(self, snapshot_name, replication_group_id, *args, **kwargs)
    finally:
        self.replication_groups[replication_group_id] = group
