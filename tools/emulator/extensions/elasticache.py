"""ElastiCache: replication groups with member clusters, and the modification of everything that AWS modifies in place. Everything is available
at once: there are no nodes behind it.
"""

from __future__ import annotations

import copy
import datetime
import re
from typing import Any

from moto.elasticache.responses import ElastiCacheResponse

from . import _elasticache_destinations as destinations
from ._elasticache import DEFAULT_VERSIONS, arn, bad_combination, bad_value, default_group, family_of, find, lowered, one, store
from ._elasticache_layout import lay_out, member_cluster, shape_of
from ._support import Extension, ServiceError, page, params, result
from ._windows import daily, overlap, weekly

ext = Extension()
install = ext.install

DEFAULT_PORT = 6379
#: What CreateReplicationGroup and ModifyReplicationGroup set, and DescribeReplicationGroups shows under the same name.
SHOWN = (
    "ReplicationGroupDescription",
    "CacheNodeType",
    "SnapshotRetentionLimit",
    "SnapshotWindow",
    "AutoMinorVersionUpgrade",
    "TransitEncryptionEnabled",
    "TransitEncryptionMode",
    "IpDiscovery",
    "Engine",
)
#: What they set, and DescribeCacheClusters shows for each member.
MEMBER_SETTINGS = ("CacheParameterGroupName", "CacheSubnetGroupName", "SecurityGroupIds", "PreferredMaintenanceWindow", "NotificationTopicArn")


@ext.extend(ElastiCacheResponse)
class _ReplicationGroups:
    def create_replication_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        name = given["ReplicationGroupId"].lower()
        if not re.fullmatch(r"[a-z](?!.*--)[a-z0-9-]{0,38}[a-z0-9]", name):
            raise bad_value(f"The parameter ReplicationGroupIdentifier is not a valid identifier: {name}.")
        if name in backend.replication_groups:
            raise ServiceError("ReplicationGroupAlreadyExists", f"Replication group {name} already exists.")
        check_references(backend, given)
        group, members = new_group(backend, name, given)
        shape = shape_of(given, group["ClusterEnabled"])
        check_group(backend, group, members, shape)
        backend.replication_groups[name] = group
        store(backend, "member_settings")[name] = members
        store(backend, "shape")[name] = shape
        lay_out(backend, name)
        for user_group in group["UserGroupIds"]:
            store(backend, "user_groups")[user_group]["ReplicationGroups"].append(name)
        backend.tagging_service.tag_resource(group["ARN"], given.get("Tags") or [])
        return result(ReplicationGroup=group)

    def describe_replication_groups(self: Any) -> Any:
        given, groups = params(self), self.elasticache_backend.replication_groups
        found = find(groups, (given.get("ReplicationGroupId") or "").lower(), "ReplicationGroupNotFoundFault", "ReplicationGroup")
        items, marker = page(found, given.get("MaxRecords"), given.get("Marker"))
        return result(ReplicationGroups=items, Marker=marker)

    def modify_replication_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        group = find_group(backend, given)
        name = group["ReplicationGroupId"]
        check_references(backend, given)
        settings = store(backend, "member_settings")
        changed, members = copy.deepcopy(group), {**settings[name], **{key: given[key] for key in (*MEMBER_SETTINGS, "EngineVersion") if key in given}}
        change_cluster_mode(changed, given)
        apply_settings(backend, changed, given)
        check_group(backend, changed, members, store(backend, "shape")[name])
        group.update(changed)
        settings[name] = members
        change_user_groups(backend, group, given)
        lay_out(backend, name)
        return result(ReplicationGroup=group)

    def delete_replication_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        group = find_group(backend, given)
        name = group["ReplicationGroupId"]
        if given.get("FinalSnapshotIdentifier"):
            backend.create_snapshot(given["FinalSnapshotIdentifier"], name, None, None, None)
        for user_group in group["UserGroupIds"]:
            store(backend, "user_groups")[user_group]["ReplicationGroups"].remove(name)
        del backend.replication_groups[name], store(backend, "member_settings")[name], store(backend, "shape")[name]
        backend.tagging_service.delete_all_tags_for_resource(group["ARN"])
        return result(ReplicationGroup={**group, "Status": "deleting"})

    def describe_cache_clusters(self: Any) -> Any:
        """Clusters of their own as moto has them, and the members of replication groups."""
        given, backend = params(self), self.elasticache_backend
        name = given.get("CacheClusterId")
        members = {member: group for group in backend.replication_groups.values() for member in group["MemberClusters"]}
        if name in members:
            return result(CacheClusters=[member_cluster(backend, members[name], name)])
        clusters = backend.describe_cache_clusters(cache_cluster_id=name)
        if name:
            return result(CacheClusters=clusters)
        found = [*clusters, *(member_cluster(backend, group, member) for member, group in members.items())]
        items, marker = page(found, given.get("MaxRecords"), given.get("Marker"))
        return result(CacheClusters=items, Marker=marker)


def find_group(backend: Any, given: dict[str, Any]) -> dict[str, Any]:
    return one(backend.replication_groups, given["ReplicationGroupId"].lower(), "ReplicationGroupNotFoundFault", "ReplicationGroup")


def check_references(backend: Any, given: dict[str, Any]) -> None:
    """Whatever a group names must exist. The families' own parameter groups always do."""
    parameter_group = given.get("CacheParameterGroupName")
    if parameter_group and not parameter_group.startswith("default."):
        one(store(backend, "parameter_groups"), parameter_group, "CacheParameterGroupNotFound", "CacheParameterGroup")
    if given.get("CacheSubnetGroupName"):
        one(backend.cache_subnet_groups, given["CacheSubnetGroupName"], "CacheSubnetGroupNotFoundFault", "CacheSubnetGroup")
    for name in [*lowered(given, "UserGroupIds"), *lowered(given, "UserGroupIdsToAdd")]:
        one(store(backend, "user_groups"), name, "UserGroupNotFound", "User group")


def new_group(backend: Any, name: str, given: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    cluster_mode = given.get("ClusterMode") or ("enabled" if is_clustered(backend, given) else "disabled")
    group: dict[str, Any] = {
        "ReplicationGroupId": name,
        "ARN": arn(backend, "replicationgroup", name),
        "Status": "available",
        "PendingModifiedValues": {},
        "ClusterMode": cluster_mode,
        "ClusterEnabled": cluster_mode == "enabled",
        "AutomaticFailover": "disabled",
        "MultiAZ": "disabled",
        "SnapshotRetentionLimit": 0,
        "SnapshotWindow": free_window(given.get("PreferredMaintenanceWindow")),
        "AuthTokenEnabled": bool(given.get("AuthToken")),
        "AtRestEncryptionEnabled": given.get("AtRestEncryptionEnabled", False),
        "TransitEncryptionEnabled": False,
        "KmsKeyId": given.get("KmsKeyId"),
        "UserGroupIds": lowered(given, "UserGroupIds"),
        "LogDeliveryConfigurations": [],
        "DataTiering": "enabled" if given.get("DataTieringEnabled") else "disabled",
        "AutoMinorVersionUpgrade": True,
        "NetworkType": given.get("NetworkType", "ipv4"),
        "IpDiscovery": "ipv4",
        "Engine": "redis",
        "ReplicationGroupCreateTime": datetime.datetime.now(datetime.timezone.utc),
    }
    apply_settings(backend, group, given)
    if group["TransitEncryptionEnabled"]:
        group.setdefault("TransitEncryptionMode", "required")
    version = given.get("EngineVersion") or DEFAULT_VERSIONS[group["Engine"]]
    members = {
        "CacheParameterGroupName": default_group(group["Engine"], version, group["ClusterEnabled"]),
        "CacheSubnetGroupName": "default",
        "SecurityGroupIds": [],
        "PreferredMaintenanceWindow": "sun:05:00-sun:06:00" if group["SnapshotWindow"][:2] != "05" else "sun:23:00-mon:00:00",
        "EngineVersion": version,
        "Port": int(given.get("Port") or DEFAULT_PORT),
    }
    members.update({key: given[key] for key in MEMBER_SETTINGS if key in given})
    return group, members


def free_window(maintenance: str | None) -> str:
    """A snapshot window that the maintenance window doesn't meet."""
    windows = ("03:00-04:00", "09:00-10:00", "15:00-16:00")
    return next((window for window in windows if not maintenance or not overlap(daily(window, "snapshot", 60), weekly(maintenance, 60))), windows[0])


def is_clustered(backend: Any, given: dict[str, Any]) -> bool:
    """Where cluster mode isn't said, the shards or the parameter group say it."""
    name = given.get("CacheParameterGroupName", "")
    parameters = store(backend, "parameters").get(name, {})
    return int(given.get("NumNodeGroups") or 1) > 1 or name.endswith(".cluster.on") or parameters.get("cluster-enabled") == "yes"


def check_group(backend: Any, group: dict[str, Any], members: dict[str, Any], shape: dict[str, int]) -> None:
    """The combinations that ElastiCache refuses."""
    if group["AutomaticFailover"] == "enabled" and not group["ClusterEnabled"] and shape["replicas"] < 1:
        raise bad_combination("When using automatic failover, there must be at least 2 cache clusters in the replication group.")
    if group["MultiAZ"] == "enabled" and (group["AutomaticFailover"] != "enabled" or shape["replicas"] < 1):
        raise bad_combination("Multi-AZ requires automatic failover and at least one replica per shard.")
    if group["ClusterEnabled"] and group["AutomaticFailover"] != "enabled":
        raise bad_combination("Automatic failover must be enabled for a replication group with cluster mode enabled.")
    if group["UserGroupIds"] and not group["TransitEncryptionEnabled"]:
        raise bad_combination("User group based access control requires encryption-in-transit to be enabled.")
    if group["UserGroupIds"] and group["AuthTokenEnabled"]:
        raise bad_combination("An auth token and user groups can't be used together.")
    check_family(backend, members["CacheParameterGroupName"], group["Engine"], str(members["EngineVersion"]))


def check_family(backend: Any, name: str, engine: str, version: str) -> None:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.HowTo.html"""
    parameter_group = store(backend, "parameter_groups").get(name)
    found = parameter_group["CacheParameterGroupFamily"] if parameter_group else name.removeprefix("default.").removesuffix(".cluster.on")
    expected = family_of(engine, version)
    if found == expected:
        return
    of_engine = re.match(r"[a-z]*", found).group()
    if of_engine != engine:
        raise bad_combination(f"{of_engine} parameter group is not applicable to engine {engine}")
    raise bad_combination(f"Expected a parameter group of family {expected} but found one of family {found}")


def change_cluster_mode(group: dict[str, Any], given: dict[str, Any]) -> None:
    """From disabled over compatible to enabled, and never in one step."""
    wanted = given.get("ClusterMode")
    if not wanted or wanted == group["ClusterMode"]:
        return
    if (group["ClusterMode"], wanted) not in (("disabled", "compatible"), ("compatible", "disabled"), ("compatible", "enabled")):
        raise bad_value(f"Cluster mode can't be changed from {group['ClusterMode']} to {wanted}.")
    group["ClusterMode"] = wanted
    group["ClusterEnabled"] = wanted == "enabled"


def apply_settings(backend: Any, group: dict[str, Any], given: dict[str, Any]) -> None:
    for key in SHOWN:
        if key in given:
            group["Description" if key == "ReplicationGroupDescription" else key] = given[key]
    if "AutomaticFailoverEnabled" in given:
        group["AutomaticFailover"] = "enabled" if given["AutomaticFailoverEnabled"] else "disabled"
    if "MultiAZEnabled" in given:
        group["MultiAZ"] = "enabled" if given["MultiAZEnabled"] else "disabled"
    for request in given.get("LogDeliveryConfigurations") or []:
        others = [log for log in group["LogDeliveryConfigurations"] if log["LogType"] != request["LogType"]]
        kept = {key: value for key, value in request.items() if key != "Enabled"}
        enabled = request.get("Enabled", True)
        group["LogDeliveryConfigurations"] = [*others, *([{**kept, **destinations.log_status(backend, kept)}] if enabled else [])]


def change_user_groups(backend: Any, group: dict[str, Any], given: dict[str, Any]) -> None:
    name = group["ReplicationGroupId"]
    for user_group in list(group["UserGroupIds"]) if given.get("RemoveUserGroups") else lowered(given, "UserGroupIdsToRemove"):
        group["UserGroupIds"].remove(user_group)
        store(backend, "user_groups")[user_group]["ReplicationGroups"].remove(name)
    for user_group in lowered(given, "UserGroupIdsToAdd"):
        group["UserGroupIds"].append(user_group)
        store(backend, "user_groups")[user_group]["ReplicationGroups"].append(name)
