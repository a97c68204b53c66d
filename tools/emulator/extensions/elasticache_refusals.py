"""ElastiCache: what is refused of replication groups. What a rule is from stands beside it.

CreateReplicationGroup: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
ModifyReplicationGroup: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html
"""

from __future__ import annotations

import re
from typing import Any

from moto.elasticache.responses import ElastiCacheResponse

from . import _elasticache_changes as changes, _elasticache_destinations as destinations, _elasticache_nodes as nodes, _windows
from . import elasticache_pending, elasticache_resharding
from ._elasticache import bad_combination, bad_value, lowered, numbers, resolve, store
from ._elasticache_rbac import check_user_groups
from ._keys import refusal
from ._support import Extension, ServiceError, params
from ._vpcs import check_security_groups, default_vpc
from .elasticache import check_family, check_references, find_group, is_clustered, shape_of
from .elasticache_quotas import check_shape

ext = Extension()
install = ext.install


@ext.step
def install_what_is_refused() -> None:
    """A request is looked at before it is put off to the maintenance window."""
    elasticache_pending.install()
    elasticache_resharding.install()


LEAST_WINDOW_MINUTES = 60
#: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
AUTH_TOKEN = re.compile(r"[A-Za-z0-9!&#$^<>-]{16,128}")
#: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html: the first Redis OSS versions of the logs.
LOGS_FROM = {"slow-log": "6.0", "engine-log": "6.2"}
TIERED_POLICIES = ("volatile-lru", "allkeys-lru", "noeviction")


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


def check_common(backend: Any, given: dict[str, Any], engine: str, version: str, vpc_id: str | None) -> None:
    retention = given.get("SnapshotRetentionLimit")
    if retention is not None and not 0 <= int(retention) <= 35:
        raise bad_value(f"Invalid SnapshotRetentionLimit: {retention}. Must be between 0 and 35.")
    check_security_groups(backend, given.get("SecurityGroupIds"), vpc_id, kind="cache cluster")
    if given.get("AuthToken") and not AUTH_TOKEN.fullmatch(given["AuthToken"]):
        raise bad_value("Invalid AuthToken provided: it must be 16 to 128 printable characters, of the special ones only !, &, #, $, ^, <, > and -.")
    destinations.check_topic(backend, given.get("NotificationTopicArn"))
    for log in given.get("LogDeliveryConfigurations") or ():
        if log.get("Enabled", True) and engine == "redis" and numbers(version) < numbers(LOGS_FROM.get(log.get("LogType"), "0")):
            raise bad_combination(f"{log['LogType']} is not supported for Redis OSS {version}: it needs {LOGS_FROM[log['LogType']]} or later.")


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
    tiered = bool(given.get("DataTieringEnabled"))
    nodes.check(given.get("CacheNodeType"), engine, version, tiered, new=True)
    check_parameter_group(backend, given)
    if given.get("CacheParameterGroupName"):
        check_family(backend, given["CacheParameterGroupName"], engine, version)
    check_policy(backend, given.get("CacheParameterGroupName"), tiered)
    clustered = given["ClusterMode"] == "enabled" if given.get("ClusterMode") else is_clustered(backend, given)
    shape = shape_of(given, clustered)
    check_shape(backend, engine, version, shape["shards"], shape["replicas"])
    check_windows(given, {})
    subnet_group = backend.cache_subnet_groups.get(given.get("CacheSubnetGroupName"))
    check_common(backend, given, engine, version, subnet_group.vpc_id if subnet_group else default_vpc(backend))
    check_at_rest(backend, given)
    check_transit(given, engine)
    check_user_groups(backend, lowered(given, "UserGroupIds"), engine, version, given.get("TransitEncryptionMode"))
    check_source(backend, given, tiered)
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


def check_policy(backend: Any, name: str | None, tiered: bool) -> None:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html"""
    policy = store(backend, "parameters").get(name or "", {}).get("maxmemory-policy", "volatile-lru")
    if tiered and policy not in TIERED_POLICIES:
        raise bad_combination(f"Data tiering supports only the maxmemory policies {', '.join(TIERED_POLICIES)}, not {policy}.")


def check_source(backend: Any, given: dict[str, Any], tiered: bool) -> None:
    """Where the data comes from: a snapshot or files. Data tiering: data-tiering.html."""
    name = given.get("SnapshotName")
    if name and name not in backend.snapshots:
        raise ServiceError("SnapshotNotFoundFault", f"Snapshot {name} not found.")
    if name and not tiered and nodes.is_tiered(backend.snapshots[name].cache_node_type or ""):
        raise bad_combination(f"Snapshot {name} is of a cluster with data tiering and can be restored to one with data tiering only.")
    destinations.check_files(backend, given.get("SnapshotArns") or [])


# ---- modifications --------------------------------------------------------------------------------------------------

#: What is kept of a modification: one of these alone that changes nothing is none.
COMPARED = {
    *("ReplicationGroupDescription", "CacheNodeType", "Engine", "EngineVersion", "CacheParameterGroupName", "NotificationTopicArn", "SecurityGroupIds"),
    *("SnapshotRetentionLimit", "SnapshotWindow", "PreferredMaintenanceWindow", "AutoMinorVersionUpgrade", "AutomaticFailoverEnabled", "MultiAZEnabled"),
    *("LogDeliveryConfigurations", "TransitEncryptionEnabled", "TransitEncryptionMode", "ClusterMode", "IpDiscovery"),
}


@ext.around(ElastiCacheResponse)
def modify_replication_group(original: Any, self: Any) -> Any:
    given, backend = params(self), self.elasticache_backend
    group = find_group(backend, given)
    name = group["ReplicationGroupId"]
    settings = store(backend, "member_settings")[name]
    check_references(backend, given)
    engine, version = changes.check_upgrade(self, backend, given, group, settings)
    tiered = group["DataTiering"] == "enabled"
    if given.get("CacheNodeType"):
        nodes.check(given["CacheNodeType"], engine, version, tiered, new=given["CacheNodeType"] != group["CacheNodeType"])
    check_policy(backend, given.get("CacheParameterGroupName"), tiered)
    check_windows(given, {**group, **settings})
    subnet_group = backend.cache_subnet_groups.get(settings["CacheSubnetGroupName"])
    check_common(backend, given, engine, version, subnet_group.vpc_id if subnet_group else default_vpc(backend))
    # "You must set the apply-immediately parameter for all log delivery modifications": Log_Delivery.html
    if given.get("LogDeliveryConfigurations") and not given.get("ApplyImmediately"):
        raise bad_combination("ApplyImmediately must be true for modifications of log delivery.")
    mode = changes.check_transit(given, group, engine, version)
    wanted = mode_of_parameters(backend, given.get("CacheParameterGroupName"))
    if wanted and not given.get("ClusterMode") and group["ClusterMode"] != "compatible" and (wanted == "yes") != group["ClusterEnabled"]:
        message = "The parameter cluster-enabled has a different value in the requested parameter group than the current parameter group."
        raise bad_combination(f"{message} This parameter value cannot be changed for a cache cluster.")
    changes.check_user_groups_of(backend, given, group, engine, version, mode)
    lower_windows(self)
    before = changes.state_of(backend, name)
    answer = original(self)
    if set(given) - {"ReplicationGroupId", "ApplyImmediately"} <= COMPARED and changes.state_of(backend, name) == before:
        raise bad_combination("No modifications were requested")
    return answer
