"""ElastiCache: replication groups with member clusters, modification of everything that AWS modifies in place, shards and replicas, snapshots
and tags. Everything is available at once: there are no nodes behind it.
"""

from __future__ import annotations

import copy
import datetime
import re
import types
from typing import Any

from moto.ec2.models import ec2_backends
from moto.elasticache.models import ElastiCacheBackend
from moto.elasticache.responses import ElastiCacheResponse

from ._elasticache import DEFAULT_VERSIONS, arn, family_of, find, one, store
from ._support import Extension, ServiceError, page, params, result
from ._windows import daily, overlap, weekly

ext = Extension()
install = ext.install

DEFAULT_PORT = 6379
SLOTS = 16384
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
            raise ServiceError("InvalidParameterValue", f"The parameter ReplicationGroupIdentifier is not a valid identifier: {name}.")
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
        apply_settings(changed, given)
        check_group(backend, changed, members, store(backend, "shape")[name])
        group.update(changed)
        settings[name] = members
        change_user_groups(backend, group, given)
        lay_out(backend, name)
        return result(ReplicationGroup=group)

    def modify_replication_group_shard_configuration(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        group = find_group(backend, given)
        if not group["ClusterEnabled"]:
            raise ServiceError("InvalidReplicationGroupState", "The replication group has cluster mode disabled.")
        shape = store(backend, "shape")[group["ReplicationGroupId"]]
        count = int(given["NodeGroupCount"])
        if count < shape["shards"] and len(given.get("NodeGroupsToRemove") or given.get("NodeGroupsToRetain") or []) == 0:
            raise ServiceError("InvalidParameterCombination", "To remove shards, NodeGroupsToRemove or NodeGroupsToRetain must be given.")
        shape["shards"] = count
        lay_out(backend, group["ReplicationGroupId"])
        return result(ReplicationGroup=group)

    def increase_replica_count(self: Any) -> Any:
        return change_replicas(self, 1)

    def decrease_replica_count(self: Any) -> Any:
        return change_replicas(self, -1)

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
    for name in [*(given.get("UserGroupIds") or []), *(given.get("UserGroupIdsToAdd") or [])]:
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
        "UserGroupIds": list(given.get("UserGroupIds") or []),
        "LogDeliveryConfigurations": [],
        "DataTiering": "enabled" if given.get("DataTieringEnabled") else "disabled",
        "AutoMinorVersionUpgrade": True,
        "NetworkType": given.get("NetworkType", "ipv4"),
        "IpDiscovery": "ipv4",
        "Engine": "redis",
        "ReplicationGroupCreateTime": datetime.datetime.now(datetime.timezone.utc),
    }
    apply_settings(group, given)
    if group["TransitEncryptionEnabled"]:
        group.setdefault("TransitEncryptionMode", "required")
    version = given.get("EngineVersion") or DEFAULT_VERSIONS[group["Engine"]]
    members = {
        "CacheParameterGroupName": f"default.{family_of(group['Engine'], version)}{'.cluster.on' if group['ClusterEnabled'] else ''}",
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
        raise ServiceError("InvalidParameterCombination", "When using automatic failover, there must be at least 2 cache clusters in the replication group.")
    if group["MultiAZ"] == "enabled" and (group["AutomaticFailover"] != "enabled" or shape["replicas"] < 1):
        raise ServiceError("InvalidParameterCombination", "Multi-AZ requires automatic failover and at least one replica per shard.")
    if group["ClusterEnabled"] and group["AutomaticFailover"] != "enabled":
        raise ServiceError("InvalidParameterCombination", "Automatic failover must be enabled for a replication group with cluster mode enabled.")
    if group["UserGroupIds"] and not group["TransitEncryptionEnabled"]:
        raise ServiceError("InvalidParameterCombination", "User group based access control requires encryption-in-transit to be enabled.")
    if group["UserGroupIds"] and group["AuthTokenEnabled"]:
        raise ServiceError("InvalidParameterCombination", "An auth token and user groups can't be used together.")
    parameter_group = store(backend, "parameter_groups").get(members["CacheParameterGroupName"])
    expected = family_of(group["Engine"], str(members["EngineVersion"]))
    if parameter_group and parameter_group["CacheParameterGroupFamily"] != expected:
        found = parameter_group["CacheParameterGroupFamily"]
        raise ServiceError("InvalidParameterCombination", f"Expected a parameter group of family {expected} but found one of family {found}.")


def change_cluster_mode(group: dict[str, Any], given: dict[str, Any]) -> None:
    """From disabled over compatible to enabled, and never in one step."""
    wanted = given.get("ClusterMode")
    if not wanted or wanted == group["ClusterMode"]:
        return
    if (group["ClusterMode"], wanted) not in (("disabled", "compatible"), ("compatible", "disabled"), ("compatible", "enabled")):
        raise ServiceError("InvalidParameterValue", f"Cluster mode can't be changed from {group['ClusterMode']} to {wanted}.")
    group["ClusterMode"] = wanted
    group["ClusterEnabled"] = wanted == "enabled"


def apply_settings(group: dict[str, Any], given: dict[str, Any]) -> None:
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
        group["LogDeliveryConfigurations"] = [*others, *([{**kept, "Status": "active"}] if enabled else [])]


def change_user_groups(backend: Any, group: dict[str, Any], given: dict[str, Any]) -> None:
    name = group["ReplicationGroupId"]
    for user_group in given.get("UserGroupIdsToRemove") or []:
        group["UserGroupIds"].remove(user_group)
        store(backend, "user_groups")[user_group]["ReplicationGroups"].remove(name)
    for user_group in given.get("UserGroupIdsToAdd") or []:
        group["UserGroupIds"].append(user_group)
        store(backend, "user_groups")[user_group]["ReplicationGroups"].append(name)


def shape_of(given: dict[str, Any], cluster_enabled: bool) -> dict[str, int]:
    if cluster_enabled:
        return {"shards": int(given.get("NumNodeGroups") or 1), "replicas": int(given.get("ReplicasPerNodeGroup") or 0)}
    nodes = given.get("NumCacheClusters") or int(given.get("ReplicasPerNodeGroup") or 0) + 1
    return {"shards": 1, "replicas": int(nodes) - 1}


def change_replicas(response: Any, direction: int) -> Any:
    given, backend = params(response), response.elasticache_backend
    group = find_group(backend, given)
    name = group["ReplicationGroupId"]
    shapes, count = store(backend, "shape"), int(given["NewReplicaCount"])
    if (count - shapes[name]["replicas"]) * direction <= 0:
        raise ServiceError("InvalidParameterValue", f"There are {shapes[name]['replicas']} replicas per shard already, {count} were asked for.")
    shape = {**shapes[name], "replicas": count}
    check_group(backend, group, store(backend, "member_settings")[name], shape)
    shapes[name] = shape
    lay_out(backend, name)
    return result(ReplicationGroup=group)


def lay_out(backend: Any, name: str) -> None:
    """Gives a group as many shards and nodes as it should have, with the names that AWS gives them."""
    group, shape, port = backend.replication_groups[name], store(backend, "shape")[name], store(backend, "member_settings")[name]["Port"]
    clustered = group["ClusterEnabled"]
    domain = f"{name}.emulator.{backend.region_name}.cache.amazonaws.com"
    shards = [f"{number + 1:04}" for number in range(shape["shards"])]
    node_groups, width, zones = [], SLOTS // len(shards), zones_of(backend, name)
    for index, shard in enumerate(shards):
        nodes = [f"{name}-{shard}-{number + 1:03}" if clustered else f"{name}-{number + 1:03}" for number in range(shape["replicas"] + 1)]
        node_group: dict[str, Any] = {
            "NodeGroupId": shard,
            "Status": "available",
            "NodeGroupMembers": [
                {"CacheClusterId": node, "CacheNodeId": "0001", "PreferredAvailabilityZone": zones[(index + number) % len(zones)]}
                for number, node in enumerate(nodes)
            ],
        }
        if clustered:
            last = SLOTS - 1 if shard == shards[-1] else (index + 1) * width - 1
            node_group["Slots"] = f"{index * width}-{last}"
        else:
            node_group["PrimaryEndpoint"] = {"Address": f"master.{domain}", "Port": port}
            node_group["ReaderEndpoint"] = {"Address": f"replica.{domain}", "Port": port}
            for number, member in enumerate(node_group["NodeGroupMembers"]):
                member["CurrentRole"] = "replica" if number else "primary"
        node_groups.append(node_group)
    group["NodeGroups"] = node_groups
    group["MemberClusters"] = [member["CacheClusterId"] for node_group in node_groups for member in node_group["NodeGroupMembers"]]
    if clustered:
        group["ConfigurationEndpoint"] = {"Address": f"clustercfg.{domain}", "Port": port}


def zones_of(backend: Any, name: str) -> list[str]:
    """Where the nodes of a group can be: the zones of its subnets."""
    subnet_group = backend.cache_subnet_groups.get(store(backend, "member_settings")[name]["CacheSubnetGroupName"])
    if subnet_group is None:
        return [f"{backend.region_name}a"]
    subnets = ec2_backends[backend.account_id][backend.region_name].describe_subnets(subnet_ids=subnet_group.subnet_ids)
    return sorted({subnet.availability_zone for subnet in subnets})


def member_cluster(backend: Any, group: dict[str, Any], name: str) -> dict[str, Any]:
    settings = store(backend, "member_settings")[group["ReplicationGroupId"]]
    version, pending = str(settings["EngineVersion"]), store(backend, "pending").get(group["ReplicationGroupId"], {})
    cluster = {
        "CacheClusterId": name,
        "ARN": arn(backend, "cluster", name),
        "ReplicationGroupId": group["ReplicationGroupId"],
        "CacheClusterStatus": "available",
        "CacheNodeType": group["CacheNodeType"],
        "Engine": group["Engine"],
        # AWS names the patch as well.
        "EngineVersion": f"{version}.0" if version.count(".") == 1 else version,
        "PendingModifiedValues": {member: value for member, value in pending.items() if member in ("CacheNodeType", "EngineVersion")},
        "NumCacheNodes": 1,
        "PreferredMaintenanceWindow": settings["PreferredMaintenanceWindow"],
        "CacheParameterGroup": {"CacheParameterGroupName": settings["CacheParameterGroupName"], "ParameterApplyStatus": "in-sync"},
        "CacheSubnetGroupName": settings["CacheSubnetGroupName"],
        "SecurityGroups": [{"SecurityGroupId": group_id, "Status": "active"} for group_id in settings["SecurityGroupIds"]],
        "CacheSecurityGroups": [],
        "AutoMinorVersionUpgrade": group["AutoMinorVersionUpgrade"],
        "SnapshotRetentionLimit": group["SnapshotRetentionLimit"],
        "SnapshotWindow": group["SnapshotWindow"],
        "TransitEncryptionEnabled": group["TransitEncryptionEnabled"],
        "TransitEncryptionMode": group.get("TransitEncryptionMode"),
        "AtRestEncryptionEnabled": group["AtRestEncryptionEnabled"],
        "AuthTokenEnabled": group["AuthTokenEnabled"],
        "NetworkType": group["NetworkType"],
        "IpDiscovery": group["IpDiscovery"],
        "CacheNodes": [
            {
                "CacheNodeId": "0001",
                "CacheNodeStatus": "available",
                "Endpoint": {"Address": f"{name}.emulator.{backend.region_name}.cache.amazonaws.com", "Port": settings["Port"]},
                "ParameterGroupStatus": "in-sync",
            }
        ],
    }
    if settings.get("NotificationTopicArn"):
        cluster["NotificationConfiguration"] = {"TopicArn": settings["NotificationTopicArn"], "TopicStatus": "active"}
    return cluster


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


@ext.around(ElastiCacheBackend, "__init__")
def create_backend(original: Any, self: Any, *args: Any, **kwargs: Any) -> None:
    """moto knows fewer kinds of ARNs than there are."""
    original(self, *args, **kwargs)
    kinds = "cluster|snapshot|subnetgroup|replicationgroup|user|parametergroup|usergroup|serverlesscache"
    self.arn_regex = re.compile(rf"^arn:aws[a-z-]*:elasticache:.*:[0-9]*:({kinds}):.*$")


@ext.around(ElastiCacheBackend)
def iter_tagged_resources(original: Any, self: Any) -> Any:
    """Replication groups are dictionaries here, which moto's own iteration doesn't expect."""
    groups, self.replication_groups = self.replication_groups, {}
    try:
        return list(original(self))
    finally:
        self.replication_groups = groups
