"""ElastiCache: global datastores, which moto lacks.

What the members have in common, what a secondary one has from its primary, who may leave, and what is changed by the global datastore alone:
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Console.html
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-CLI.html
"""

from __future__ import annotations

import importlib
from typing import Any

from moto.elasticache.responses import ElastiCacheResponse

from . import _elasticache_nodes as nodes, elasticache_resharding, names
from ._elasticache import bad_combination, bad_value, family_of, numbers, one, resolve, store
from ._elasticache_global import (
    OTHER_PREFIX,
    PREFIXES,
    add_member,
    backend_of,
    datastores,
    find,
    group_of,
    leave,
    member_of,
    membership,
    own_parameter_group,
    primary_of,
    settings_of,
    shown,
    tell,
)
from ._support import Extension, ServiceError, page, params, result
from .elasticache import find_group, lay_out

ext = Extension()
install = ext.install

FAMILIES = ("m5", "m6g", "m7g", "r5", "r6g", "r6gd", "r7g", "c7gn")
#: The oldest version of each engine.
OLDEST = {"redis": (5, 0, 6), "valkey": (7, 2)}
MOST_SECONDARIES = 2
#: What a secondary has from its primary, and no request may say (…-CLI.html, create-replication-group).
INFERRED = (
    *("PrimaryClusterId", "AutomaticFailoverEnabled", "NumNodeGroups", "CacheParameterGroupName", "CacheNodeType", "Engine", "EngineVersion"),
    *("CacheSecurityGroupNames", "TransitEncryptionEnabled", "AtRestEncryptionEnabled", "SnapshotArns", "SnapshotName"),
)
#: What the global datastore alone changes of its members.
GLOBAL = ("CacheNodeType", "Engine", "EngineVersion", "CacheParameterGroupName", "AutomaticFailoverEnabled", "ClusterMode", "TransitEncryptionEnabled")


@ext.step
def install_others() -> None:
    """What a secondary has from its primary is filled in before anything else looks at the request: this extension is ElastiCache's last one."""
    for name in names():
        if name.startswith("elasticache") and name != "elasticache_global":
            importlib.import_module(f"{__package__}.{name}").install()


# ---- global datastores -----------------------------------------------------------------------------------------------


@ext.extend(ElastiCacheResponse)
class _GlobalDatastores:
    def create_global_replication_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        group = find_group(backend, {"ReplicationGroupId": given["PrimaryReplicationGroupId"]})
        name = f"{PREFIXES.get(backend.region_name, OTHER_PREFIX)}-{given['GlobalReplicationGroupIdSuffix']}"
        if name in datastores(backend):
            raise ServiceError("GlobalReplicationGroupAlreadyExistsFault", f"Global Replication Group {name} already exists.")
        if membership(backend, group["ReplicationGroupId"]):
            raise bad_state(f"Replication group {group['ReplicationGroupId']} is in a global datastore already.", "InvalidReplicationGroupState")
        parameter_group = store(backend, "member_settings")[group["ReplicationGroupId"]]["CacheParameterGroupName"]
        check_primary(backend, group)
        description = given.get("GlobalReplicationGroupDescription", " ")
        datastore = {"id": name, "description": description, "region": backend.region_name, "members": []}
        datastores(backend)[name] = datastore
        add_member(backend, datastore, group["ReplicationGroupId"], "PRIMARY", parameter_group)
        return result(GlobalReplicationGroup=shown(backend, datastore))

    def describe_global_replication_groups(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        name = given.get("GlobalReplicationGroupId")
        found = [find(backend, name)] if name else list(datastores(backend).values())
        items, marker = page([shown(backend, each, given.get("ShowMemberInfo", False)) for each in found], given.get("MaxRecords"), given.get("Marker"))
        return result(GlobalReplicationGroups=items, Marker=marker)

    def modify_global_replication_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        datastore = find(backend, given["GlobalReplicationGroupId"])
        check_immediate(given)
        check_change(backend, datastore, given)
        if "GlobalReplicationGroupDescription" in given:
            datastore["description"] = given["GlobalReplicationGroupDescription"]
        for member in datastore["members"]:
            change_member(backend, datastore, member, given)
        return result(GlobalReplicationGroup=shown(backend, datastore))

    def delete_global_replication_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        datastore = find(backend, given["GlobalReplicationGroupId"])
        if len(datastore["members"]) > 1:
            raise bad_state(f"Global Replication Group {datastore['id']} has secondary replication groups.")
        if not given["RetainPrimaryReplicationGroup"]:
            raise bad_value("RetainPrimaryReplicationGroup must be true: the primary replication group is never deleted with its global datastore.")
        view = {**shown(backend, datastore), "Status": "deleting"}
        leave(backend, datastore, datastore["members"][0])
        del datastores(backend)[datastore["id"]]
        return result(GlobalReplicationGroup=view)

    def disassociate_global_replication_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        datastore = find(backend, given["GlobalReplicationGroupId"])
        member = member_of(datastore, given["ReplicationGroupRegion"], given["ReplicationGroupId"])
        if member["role"] == "PRIMARY":
            raise bad_value(f"Replication group {member['id']} is the primary one of Global Replication Group {datastore['id']}.")
        leave(backend, datastore, member)
        return result(GlobalReplicationGroup=shown(backend, datastore))

    def failover_global_replication_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        datastore = find(backend, given["GlobalReplicationGroupId"])
        if len(datastore["members"]) == 1:
            raise bad_state(f"Global Replication Group {datastore['id']} has no secondary replication group.")
        target = member_of(datastore, given["PrimaryRegion"], given["PrimaryReplicationGroupId"])
        if target["role"] == "PRIMARY":
            raise bad_value(f"Replication group {target['id']} is the primary one already.")
        for member in datastore["members"]:
            member["role"] = "PRIMARY" if member is target else "SECONDARY"
        tell(backend, datastore)
        return result(GlobalReplicationGroup=shown(backend, datastore))

    def increase_node_groups_in_global_replication_group(self: Any) -> Any:
        return change_shards(self, 1)

    def decrease_node_groups_in_global_replication_group(self: Any) -> Any:
        return change_shards(self, -1)

    def rebalance_slots_in_global_replication_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        check_immediate(given)
        return result(GlobalReplicationGroup=shown(backend, find(backend, given["GlobalReplicationGroupId"])))


def bad_state(message: str, code: str = "InvalidGlobalReplicationGroupState") -> ServiceError:
    return ServiceError(code, message)


def check_immediate(given: dict[str, Any]) -> None:
    if not given.get("ApplyImmediately"):
        raise bad_value("ApplyImmediately must be true: global datastores are never changed in the maintenance window.")


def check_node_type(node_type: str) -> None:
    _, _, rest = node_type.partition(".")
    family, _, size = rest.partition(".")
    if family not in FAMILIES or not size.endswith("large"):
        raise bad_value(f"{node_type} isn't supported for global datastores.")


def check_primary(backend: Any, group: dict[str, Any]) -> None:
    check_node_type(group["CacheNodeType"])
    version = str(store(backend, "member_settings")[group["ReplicationGroupId"]]["EngineVersion"])
    if numbers(version) < OLDEST[group["Engine"]]:
        raise bad_value(f"{group['Engine']} {version} isn't supported for global datastores.")


def check_change(backend: Any, datastore: dict[str, Any], given: dict[str, Any]) -> None:
    primary = primary_of(datastore)
    group, now = group_of(backend, primary), str(settings_of(backend, primary)["EngineVersion"])
    engine = (given.get("Engine") or group["Engine"]).lower()
    version = resolve(engine, given["EngineVersion"]) if given.get("EngineVersion") else now
    if given.get("CacheNodeType"):
        check_node_type(given["CacheNodeType"])
        nodes.check(given["CacheNodeType"], engine, version, group["DataTiering"] == "enabled")
    if group["Engine"] == "valkey" and engine != "valkey":
        raise bad_combination(f"Cannot modify engine from valkey to {engine}.")
    if engine == group["Engine"] and numbers(version) < numbers(now):
        raise bad_value(f"Cannot downgrade cache engine version from {now} to {version}.")
    # The provider's documentation of aws_elasticache_global_replication_group, "parameter_group_name".
    major, wanted = family_of(engine, version) != family_of(group["Engine"], now), given.get("CacheParameterGroupName")
    if major and not wanted:
        raise bad_combination("CacheParameterGroupName must be specified when the major engine version is upgraded.")
    if wanted and not major:
        raise bad_combination("CacheParameterGroupName can be specified only when the major engine version is upgraded.")
    if wanted and not wanted.startswith("default."):
        found = one(store(backend, "parameter_groups"), wanted, "CacheParameterGroupNotFound", "CacheParameterGroup")["CacheParameterGroupFamily"]
        if found != family_of(engine, version):
            raise bad_combination(f"Expected a parameter group of family {family_of(engine, version)} but found one of family {found}.")


def change_member(backend: Any, datastore: dict[str, Any], member: dict[str, str], given: dict[str, Any]) -> None:
    group, settings = group_of(backend, member), settings_of(backend, member)
    if given.get("CacheNodeType"):
        group["CacheNodeType"] = given["CacheNodeType"]
    if given.get("Engine"):
        group["Engine"] = given["Engine"].lower()
    if given.get("EngineVersion"):
        settings["EngineVersion"] = resolve(group["Engine"], given["EngineVersion"])
    if "AutomaticFailoverEnabled" in given:
        group["AutomaticFailover"] = "enabled" if given["AutomaticFailoverEnabled"] else "disabled"
    if given.get("CacheParameterGroupName"):
        own_parameter_group(backend, member, given["CacheParameterGroupName"], {**datastore, "region": backend.region_name})


def change_shards(response: Any, direction: int) -> Any:
    given, backend = params(response), response.elasticache_backend
    datastore, count = find(backend, given["GlobalReplicationGroupId"]), int(given["NodeGroupCount"])
    check_immediate(given)
    group = group_of(backend, primary_of(datastore))
    ids = {f"{datastore['id']}-{shard['NodeGroupId']}" for shard in group["NodeGroups"]}
    if not group["ClusterEnabled"]:
        raise bad_state("The global datastore has cluster mode disabled.")
    if (count - len(ids)) * direction <= 0:
        raise bad_value(f"There are {len(ids)} node groups already, {count} were asked for.")
    removed, retained = set(given.get("GlobalNodeGroupsToRemove") or ()), set(given.get("GlobalNodeGroupsToRetain") or ())
    if direction < 0 and len(ids & (ids - removed if removed else retained)) != count:
        raise bad_combination(f"GlobalNodeGroupsToRemove or GlobalNodeGroupsToRetain must leave {count} of {len(ids)}.")
    for member in datastore["members"]:
        here = backend_of(backend, member)
        elasticache_resharding.check_new_shape(here, group_of(backend, member), count, store(here, "shape")[member["id"]]["replicas"])
    for member in datastore["members"]:
        here = backend_of(backend, member)
        store(here, "shape")[member["id"]]["shards"] = count
        lay_out(here, member["id"])
    return result(GlobalReplicationGroup=shown(backend, datastore))


# ---- members ---------------------------------------------------------------------------------------------------------


@ext.around(ElastiCacheResponse)
def create_replication_group(original: Any, self: Any) -> Any:
    given, backend = params(self), self.elasticache_backend
    if not given.get("GlobalReplicationGroupId"):
        return original(self)
    datastore = find(backend, given["GlobalReplicationGroupId"])
    if any(given.get(member) is not None for member in INFERRED):
        raise bad_combination("Cannot use the given parameters when creating new replication group in an existing global replication group.")
    if any(member["region"] == backend.region_name for member in datastore["members"]):
        raise bad_combination(f"Global Replication Group {datastore['id']} has a replication group in {backend.region_name} already.")
    if len(datastore["members"]) > MOST_SECONDARIES:
        raise bad_combination(f"Global Replication Group {datastore['id']} has {MOST_SECONDARIES} secondary replication groups already.")
    primary = primary_of(datastore)
    group, settings = group_of(backend, primary), settings_of(backend, primary)
    inferred = {
        "CacheNodeType": group["CacheNodeType"],
        "Engine": group["Engine"],
        "EngineVersion": str(settings["EngineVersion"]),
        "AutomaticFailoverEnabled": group["AutomaticFailover"] == "enabled",
        "MultiAZEnabled": group["MultiAZ"] == "enabled",
        "ClusterMode": group["ClusterMode"],
        "TransitEncryptionEnabled": group["TransitEncryptionEnabled"],
        "TransitEncryptionMode": group.get("TransitEncryptionMode"),
        "AtRestEncryptionEnabled": group["AtRestEncryptionEnabled"],
        "DataTieringEnabled": group["DataTiering"] == "enabled",
        "NumNodeGroups": len(group["NodeGroups"]) if group["ClusterEnabled"] else None,
    }
    self.params.update({member: value for member, value in inferred.items() if value is not None})
    original(self)
    name = given["ReplicationGroupId"].lower()
    add_member(backend, datastore, name, "SECONDARY", settings["CacheParameterGroupName"])
    return result(ReplicationGroup=backend.replication_groups[name])


@ext.around(ElastiCacheResponse)
def modify_replication_group(original: Any, self: Any) -> Any:
    given, backend = params(self), self.elasticache_backend
    group = find_group(backend, given)
    found = membership(backend, group["ReplicationGroupId"])
    refused = [member for member in GLOBAL if member in given]
    if found and refused:
        raise bad_combination(f"{', '.join(refused)} of {group['ReplicationGroupId']} can be changed by Global Replication Group {found[0]['id']} alone.")
    return original(self)


@ext.around(ElastiCacheResponse)
def modify_replication_group_shard_configuration(original: Any, self: Any) -> Any:
    given, backend = params(self), self.elasticache_backend
    if membership(backend, given["ReplicationGroupId"].lower()):
        raise bad_state("The shards of a global datastore are changed in all of its replication groups at once.", "InvalidReplicationGroupState")
    return original(self)


@ext.around(ElastiCacheResponse)
def delete_replication_group(original: Any, self: Any) -> Any:
    given, backend = params(self), self.elasticache_backend
    found = membership(backend, given["ReplicationGroupId"].lower())
    if found:
        raise bad_state(f"{given['ReplicationGroupId']} is in Global Replication Group {found[0]['id']}.", "InvalidReplicationGroupState")
    return original(self)


@ext.around(ElastiCacheResponse)
def modify_cache_parameter_group(original: Any, self: Any) -> Any:
    """A change of one member's parameter group is made in all of them."""
    answer = original(self)
    given, backend = params(self), self.elasticache_backend
    name = given["CacheParameterGroupName"]
    for datastore in datastores(backend).values():
        members = datastore["members"]
        if any(member["region"] == backend.region_name and settings_of(backend, member)["CacheParameterGroupName"] == name for member in members):
            for member in members:
                own = settings_of(backend, member)["CacheParameterGroupName"]
                store(backend_of(backend, member), "parameters")[own] = dict(store(backend, "parameters")[name])
    return answer
