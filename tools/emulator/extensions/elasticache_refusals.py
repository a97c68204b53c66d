"""ElastiCache: what is refused of replication groups. What a rule is from stands beside it.

CreateReplicationGroup: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
ModifyReplicationGroup: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html
"""

from __future__ import annotations

import re
from typing import Any

from moto.elasticache.responses import ElastiCacheResponse

from . import _elasticache_nodes as nodes, _windows
from ._elasticache import bad_combination, bad_value, numbers, one, resolve, store
from ._keys import refusal
from ._support import Extension, ServiceError, params
from ._vpcs import check_security_groups, default_vpc
from .elasticache import check_references, find_group, is_clustered, shape_of

ext = Extension()
install = ext.install

LEAST_WINDOW_MINUTES = 60
#: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html: 90 nodes per cluster unless the quota is raised, to 500 at most.
MOST_NODES = 90
MOST_SHARDS = 90
MOST_REPLICAS = 5
#: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
AUTH_TOKEN = re.compile(r"[A-Za-z0-9!&#$^<>-]{16,128}")
#: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html: the first Redis OSS versions of the logs.
LOGS_FROM = {"slow-log": "6.0", "engine-log": "6.2"}
#: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-enable.html: what can change while a group is in use.
TLS_STEPS = {(None, "preferred"), ("preferred", "required"), ("required", "preferred"), ("preferred", None)}


def check_windows(given: dict[str, Any], now: dict[str, str]) -> None:
    snapshots, maintenance = given.get("SnapshotWindow"), given.get("PreferredMaintenanceWindow")
    if snapshots or maintenance:
        _windows.check(
            snapshots or now.get("SnapshotWindow"), maintenance or now.get("PreferredMaintenanceWindow"), name="snapshot", least=LEAST_WINDOW_MINUTES
        )


def lower_windows(response: Any) -> None:
    """ElastiCache shows days in lower case."""
    if response.params.get("PreferredMaintenanceWindow"):
        response.params["PreferredMaintenanceWindow"] = response.params["PreferredMaintenanceWindow"].lower()


def check_shape(shards: int, replicas: int) -> None:
    if not 0 <= replicas <= MOST_REPLICAS:
        raise bad_value(f"The number of replicas per node group must be between 0 and {MOST_REPLICAS}, got {replicas}.")
    if shards < 1:
        raise bad_value("The number of node groups must be at least 1.")
    if shards > MOST_SHARDS:
        most = f"the maximum allowed number of node groups ({MOST_SHARDS}) in a single replication group"
        message = f"The request cannot be processed because it would exceed {most}."
        raise ServiceError("NodeGroupsPerReplicationGroupQuotaExceeded", message)
    if shards * (replicas + 1) > MOST_NODES:
        message = f"The request cannot be processed because it would exceed the allowed number of cache nodes ({MOST_NODES}) in a single cluster."
        raise ServiceError("NodeQuotaForClusterExceeded", message)


def check_common(backend: Any, given: dict[str, Any], engine: str, version: str, vpc_id: str | None) -> None:
    retention = given.get("SnapshotRetentionLimit")
    if retention is not None and not 0 <= int(retention) <= 35:
        raise bad_value(f"Invalid SnapshotRetentionLimit: {retention}. Must be between 0 and 35.")
    check_security_groups(backend, given.get("SecurityGroupIds"), vpc_id, kind="cache cluster")
    if given.get("AuthToken") and not AUTH_TOKEN.fullmatch(given["AuthToken"]):
        raise bad_value("Invalid AuthToken provided: it must be 16 to 128 printable characters, of the special ones only !, &, #, $, ^, <, > and -.")
    for log in given.get("LogDeliveryConfigurations") or ():
        if log.get("Enabled", True) and engine == "redis" and numbers(version) < numbers(LOGS_FROM.get(log.get("LogType"), "0")):
            raise bad_combination(f"{log['LogType']} is not supported for Redis OSS {version}: it needs {LOGS_FROM[log['LogType']]} or later.")


def check_user_groups(backend: Any, names: list[str], engine: str, version: str, tls_mode: str | None) -> None:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html"""
    if len(names) > 1:
        raise bad_value("A maximum of 1 user group can be associated with a replication group.")
    for name in names:
        group = one(store(backend, "user_groups"), name, "UserGroupNotFound", "User group")
        if engine == "redis" and group["Engine"] != "redis":
            raise bad_combination(f"User group {name} is of engine {group['Engine']}: a Redis OSS cache takes user groups of engine redis alone.")
        if numbers(version) < numbers(group["MinimumEngineVersion"]):
            raise bad_combination(f"User group {name} needs engine version {group['MinimumEngineVersion']} or later.")
        # https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
        iam = [user for user in group["UserIds"] if backend.users[user].authentication_type == "iam"]
        if engine == "redis" and iam and numbers(version) < (7, 0):
            raise bad_combination(f"User {iam[0]} of user group {name} logs in by IAM, which needs Redis OSS 7.0 or later.")
        if tls_mode == "preferred":
            raise bad_combination("Transit encryption preferred is not supported with redis access control.")


def check_at_rest(backend: Any, given: dict[str, Any]) -> None:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html"""
    key = given.get("KmsKeyId")
    if key and not given.get("AtRestEncryptionEnabled"):
        raise bad_combination("A KMS key can be specified only if encryption at rest is enabled.")
    if key and refusal(backend.region_name, backend.account_id, key):
        raise bad_value(f"The KMS key {key} does not exist, is not enabled or is not in this region.")


def check_transit(given: dict[str, Any], engine: str) -> None:
    enabled = given.get("TransitEncryptionEnabled")
    if engine == "valkey" and enabled is None:
        # https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticache-replicationgroup.html
        raise bad_combination("TransitEncryptionEnabled must be specified for engine valkey.")
    if given.get("TransitEncryptionMode") and not enabled:
        raise bad_combination("TransitEncryptionMode can be specified only if TransitEncryptionEnabled is true.")
    if given.get("AuthToken") and not enabled:
        raise bad_combination("An AuthToken can be specified only if TransitEncryptionEnabled is true.")


@ext.around(ElastiCacheResponse)
def create_replication_group(original: Any, self: Any) -> Any:
    given, backend = params(self), self.elasticache_backend
    engine = (given.get("Engine") or "redis").lower()
    version = resolve(engine, given.get("EngineVersion"))
    self.params["Engine"], self.params["EngineVersion"] = engine, version
    if given.get("NumCacheClusters") and (given.get("NumNodeGroups") or 1) > 1:
        raise bad_combination("NumCacheClusters can't be used with more than one node group.")
    check_references(backend, given)
    nodes.check(given.get("CacheNodeType"), engine, version, bool(given.get("DataTieringEnabled")))
    check_parameter_group(backend, given)
    clustered = given["ClusterMode"] == "enabled" if given.get("ClusterMode") else is_clustered(backend, given)
    shape = shape_of(given, clustered)
    check_shape(shape["shards"], shape["replicas"])
    check_windows(given, {})
    subnet_group = backend.cache_subnet_groups.get(given.get("CacheSubnetGroupName"))
    check_common(backend, given, engine, version, subnet_group.vpc_id if subnet_group else default_vpc(backend))
    check_at_rest(backend, given)
    check_transit(given, engine)
    check_user_groups(backend, given.get("UserGroupIds") or [], engine, version, given.get("TransitEncryptionMode"))
    if given.get("SnapshotName") and given["SnapshotName"] not in backend.snapshots:
        raise ServiceError("SnapshotNotFoundFault", f"Snapshot {given['SnapshotName']} not found.")
    lower_windows(self)
    return original(self)


def mode_of_parameters(backend: Any, name: str | None) -> str | None:
    """What a parameter group says of cluster mode: a group of one's own says no unless it is told otherwise."""
    if not name:
        return None
    if name.startswith("default."):
        return "yes" if name.endswith(".cluster.on") else "no"
    return store(backend, "parameters").get(name, {}).get("cluster-enabled", "no")


def check_parameter_group(backend: Any, given: dict[str, Any]) -> None:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.CreatingReplGroup.NoExistingCluster.Cluster.html"""
    mode = mode_of_parameters(backend, given.get("CacheParameterGroupName"))
    if mode == "no" and ((given.get("NumNodeGroups") or 1) > 1 or given.get("ClusterMode") == "enabled"):
        raise bad_combination("Cluster mode needs a parameter group whose cluster-enabled is yes.")
    if mode == "yes" and given.get("ClusterMode") == "disabled":
        raise bad_combination("Cluster mode disabled needs a parameter group whose cluster-enabled is no.")


# ---- modifications --------------------------------------------------------------------------------------------------


@ext.around(ElastiCacheResponse)
def modify_replication_group(original: Any, self: Any) -> Any:
    given, backend = params(self), self.elasticache_backend
    group = find_group(backend, given)
    settings = store(backend, "member_settings")[group["ReplicationGroupId"]]
    engine, version = check_upgrade(self, given, group, settings)
    tiered = group["DataTiering"] == "enabled"
    if given.get("CacheNodeType"):
        nodes.check(given["CacheNodeType"], engine, version, tiered)
    check_windows(given, {**group, **settings})
    subnet_group = backend.cache_subnet_groups.get(settings["CacheSubnetGroupName"])
    check_common(backend, given, engine, version, subnet_group.vpc_id if subnet_group else default_vpc(backend))
    mode = check_transit_change(given, group, engine, version)
    wanted = mode_of_parameters(backend, given.get("CacheParameterGroupName"))
    if wanted and not given.get("ClusterMode") and group["ClusterMode"] != "compatible" and (wanted == "yes") != group["ClusterEnabled"]:
        message = "The parameter cluster-enabled has a different value in the requested parameter group than the current parameter group."
        raise bad_combination(f"{message} This parameter value cannot be changed for a cache cluster.")
    check_user_group_change(backend, given, group, engine, version, mode)
    lower_windows(self)
    return original(self)


def check_upgrade(response: Any, given: dict[str, Any], group: dict[str, Any], settings: dict[str, Any]) -> tuple[str, str]:
    """Engine and version that the group will have. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.HowTo.html"""
    engine = (given.get("Engine") or group["Engine"]).lower()
    if group["Engine"] == "valkey" and engine != "valkey":
        raise bad_combination(f"Cannot modify engine from valkey to {engine}.")
    if not given.get("EngineVersion"):
        if engine != group["Engine"]:
            raise bad_combination("EngineVersion must be specified when the engine is modified.")
        return engine, str(settings["EngineVersion"])
    version = resolve(engine, given["EngineVersion"])
    if engine == group["Engine"] and numbers(version) < numbers(str(settings["EngineVersion"])):
        raise bad_value(f"Cannot downgrade cache engine version from {settings['EngineVersion']} to {version}.")
    if engine != group["Engine"] and numbers(str(settings["EngineVersion"])) < (5, 0, 6):
        raise bad_combination(f"Cannot upgrade Redis OSS {settings['EngineVersion']} to Valkey: it needs 5.0.6 or later.")
    response.params["EngineVersion"] = version
    if "Engine" in given:
        response.params["Engine"] = engine
    return engine, version


def check_transit_change(given: dict[str, Any], group: dict[str, Any], engine: str, version: str) -> str | None:
    """The mode that encryption in transit will have; None if there will be none."""
    now = group.get("TransitEncryptionMode", "required") if group["TransitEncryptionEnabled"] else None
    if "TransitEncryptionEnabled" not in given and "TransitEncryptionMode" not in given:
        return now
    enabled = given.get("TransitEncryptionEnabled", group["TransitEncryptionEnabled"])
    wanted = (given.get("TransitEncryptionMode") or now or "required") if enabled else None
    if wanted == now:
        return now
    if (now, wanted) not in TLS_STEPS:
        step = "required is a two-step process that requires you to first set it to preferred" if wanted else "disabled requires it to be preferred first"
        raise bad_combination(f"Setting TransitEncryptionMode to {step}.")
    if engine == "redis" and numbers(version) < (7, 0):
        raise bad_combination(f"Encryption in transit can't be changed for Redis OSS {version}: it needs 7.0 or later.")
    return wanted


def check_user_group_change(backend: Any, given: dict[str, Any], group: dict[str, Any], engine: str, version: str, mode: str | None) -> None:
    removed = given.get("UserGroupIdsToRemove") or []
    for name in removed:
        if name not in group["UserGroupIds"]:
            raise ServiceError("UserGroupNotFound", f"User group {name} is not associated with {group['ReplicationGroupId']}.")
    for name in given.get("UserGroupIdsToAdd") or []:
        if name in group["UserGroupIds"]:
            raise bad_value(f"User group {name} is already associated with {group['ReplicationGroupId']}.")
    names = [name for name in group["UserGroupIds"] if name not in removed] + (given.get("UserGroupIdsToAdd") or [])
    check_user_groups(backend, names, engine, version, mode)


def check_immediate(given: dict[str, Any]) -> None:
    if not given.get("ApplyImmediately"):
        raise bad_value("ApplyImmediately must be true: at present this is the only permitted value.")


@ext.around(ElastiCacheResponse)
def modify_replication_group_shard_configuration(original: Any, self: Any) -> Any:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroupShardConfiguration.html"""
    given, backend = params(self), self.elasticache_backend
    group = find_group(backend, given)
    check_immediate(given)
    shape, count = store(backend, "shape")[group["ReplicationGroupId"]], int(given["NodeGroupCount"])
    check_shape(count, shape["replicas"])
    ids = {shard["NodeGroupId"] for shard in group["NodeGroups"]}
    removed, retained = given.get("NodeGroupsToRemove") or [], given.get("NodeGroupsToRetain") or []
    for shard in (*removed, *retained):
        if shard not in ids:
            raise ServiceError("NodeGroupNotFoundFault", f"Node group {shard} not found.")
    if removed and retained:
        raise bad_combination("NodeGroupsToRemove and NodeGroupsToRetain can't be given together.")
    if count < shape["shards"] and (removed or retained) and len(removed or ids - set(retained)) != shape["shards"] - count:
        raise bad_combination(f"The node groups to remove don't leave {count} of {shape['shards']}.")
    return original(self)


@ext.around(ElastiCacheResponse)
def increase_replica_count(original: Any, self: Any) -> Any:
    return change_replicas(original, self)


@ext.around(ElastiCacheResponse)
def decrease_replica_count(original: Any, self: Any) -> Any:
    return change_replicas(original, self)


def change_replicas(original: Any, response: Any) -> Any:
    given, backend = params(response), response.elasticache_backend
    group = find_group(backend, given)
    check_immediate(given)
    check_shape(store(backend, "shape")[group["ReplicationGroupId"]]["shards"], int(given["NewReplicaCount"]))
    return original(response)
