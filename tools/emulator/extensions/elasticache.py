"""ElastiCache: what moto's server lacks.

Parameter groups, user groups and their users, subnet groups that can be deleted, and replication groups with member
clusters, modification of everything that AWS modifies in place, shards and replicas, and tags. Everything is available at
once: there are no nodes behind it.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

from moto.elasticache.models import ElastiCacheBackend
from moto.elasticache.responses import ElastiCacheResponse

from ._support import Extension, ServiceError, params, result

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


def store(backend: ElastiCacheBackend, name: str) -> dict[str, Any]:
    """A dictionary that lives and ends with the backend."""
    return backend.__dict__.setdefault(f"_{name}", {})


def arn(backend: ElastiCacheBackend, kind: str, name: str) -> str:
    return f"arn:aws:elasticache:{backend.region_name}:{backend.account_id}:{kind}:{name}"


def find(items: dict[str, Any], name: str | None, error: str, kind: str) -> list[Any]:
    """The item of that name, or all of them."""
    if not name:
        return list(items.values())
    if name not in items:
        raise ServiceError(error, f"{kind} {name} not found.")
    return [items[name]]


def one(items: dict[str, Any], name: str, error: str, kind: str) -> Any:
    return find(items, name or "\0", error, kind)[0]


# ---- parameter groups -----------------------------------------------------------------------------------------------


@ext.extend(ElastiCacheResponse)
class _ParameterGroups:
    def create_cache_parameter_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        name = given["CacheParameterGroupName"]
        if name in store(backend, "parameter_groups"):
            raise ServiceError("CacheParameterGroupAlreadyExists", f"Parameter group {name} already exists.")
        group = {
            "CacheParameterGroupName": name,
            "CacheParameterGroupFamily": given["CacheParameterGroupFamily"],
            "Description": given.get("Description", ""),
            "IsGlobal": False,
            "ARN": arn(backend, "parametergroup", name),
        }
        store(backend, "parameter_groups")[name] = group
        store(backend, "parameters")[name] = {}
        backend.tagging_service.tag_resource(group["ARN"], given.get("Tags") or [])
        return result(CacheParameterGroup=group)

    def describe_cache_parameter_groups(self: Any) -> Any:
        name = params(self).get("CacheParameterGroupName")
        groups = find(store(self.elasticache_backend, "parameter_groups"), name, "CacheParameterGroupNotFound", "CacheParameterGroup")
        return result(CacheParameterGroups=groups)

    def modify_cache_parameter_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        name = given["CacheParameterGroupName"]
        one(store(backend, "parameter_groups"), name, "CacheParameterGroupNotFound", "CacheParameterGroup")
        for parameter in given.get("ParameterNameValues") or []:
            store(backend, "parameters")[name][parameter["ParameterName"]] = parameter.get("ParameterValue", "")
        return result(CacheParameterGroupName=name)

    def reset_cache_parameter_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        name = given["CacheParameterGroupName"]
        one(store(backend, "parameter_groups"), name, "CacheParameterGroupNotFound", "CacheParameterGroup")
        values = store(backend, "parameters")[name]
        if given.get("ResetAllParameters"):
            values.clear()
        for parameter in given.get("ParameterNameValues") or []:
            values.pop(parameter["ParameterName"], None)
        return result(CacheParameterGroupName=name)

    def describe_cache_parameters(self: Any) -> Any:
        """Those that differ from the family's defaults: the families themselves are not here."""
        given, backend = params(self), self.elasticache_backend
        name = given["CacheParameterGroupName"]
        one(store(backend, "parameter_groups"), name, "CacheParameterGroupNotFound", "CacheParameterGroup")
        values = store(backend, "parameters")[name]
        if given.get("Source") not in (None, "user"):
            values = {}
        return result(Parameters=[{"ParameterName": key, "ParameterValue": value, "Source": "user"} for key, value in sorted(values.items())])

    def delete_cache_parameter_group(self: Any) -> Any:
        name, backend = params(self)["CacheParameterGroupName"], self.elasticache_backend
        group = one(store(backend, "parameter_groups"), name, "CacheParameterGroupNotFound", "CacheParameterGroup")
        if any(members["CacheParameterGroupName"] == name for members in store(backend, "member_settings").values()):
            raise ServiceError("InvalidCacheParameterGroupState", f"One or more cache clusters are still members of {name}.")
        del store(backend, "parameter_groups")[name]
        del store(backend, "parameters")[name]
        backend.tagging_service.delete_all_tags_for_resource(group["ARN"])
        return result()


# ---- subnet groups --------------------------------------------------------------------------------------------------


@ext.extend(ElastiCacheResponse)
class _SubnetGroups:
    def modify_cache_subnet_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        old = one(backend.cache_subnet_groups, given["CacheSubnetGroupName"], "CacheSubnetGroupNotFoundFault", "CacheSubnetGroup")
        new = type(old)(
            account_id=backend.account_id,
            region_name=backend.region_name,
            cache_subnet_group_name=old.cache_subnet_group_name,
            cache_subnet_group_description=given.get("CacheSubnetGroupDescription", old.cache_subnet_group_description),
            subnet_ids=given.get("SubnetIds", old.subnet_ids),
            tags=old.tags,
        )
        backend.cache_subnet_groups[old.cache_subnet_group_name] = new
        return result(CacheSubnetGroup=new)

    def delete_cache_subnet_group(self: Any) -> Any:
        name, backend = params(self)["CacheSubnetGroupName"], self.elasticache_backend
        group = one(backend.cache_subnet_groups, name, "CacheSubnetGroupNotFoundFault", "CacheSubnetGroup")
        if any(members["CacheSubnetGroupName"] == name for members in store(backend, "member_settings").values()):
            raise ServiceError("CacheSubnetGroupInUse", f"Cache subnet group {name} is currently in use by a cache cluster.")
        del backend.cache_subnet_groups[name]
        backend.tagging_service.delete_all_tags_for_resource(group.arn)
        return result()


# ---- users ----------------------------------------------------------------------------------------------------------


@ext.around(ElastiCacheBackend)
def create_user(original: Any, self: Any, **given: Any) -> Any:
    if given.get("authentication_type") == "iam" and given["user_id"] != given["user_name"]:
        raise ServiceError("InvalidParameterValue", "User id must match user name for IAM-enabled users.")
    user = original(self, **given)
    self.tagging_service.tag_resource(user.arn, given.get("tags") or [])
    return user


@ext.around(ElastiCacheBackend)
def delete_user(original: Any, self: Any, user_id: str) -> Any:
    user = one(self.users, user_id, "UserNotFound", "User")
    if user.user_group_ids:
        raise ServiceError("InvalidUserState", f"User {user_id} is a member of user group {user.user_group_ids[0]}.")
    return original(self, user_id)


@ext.extend(ElastiCacheResponse)
class _Users:
    def modify_user(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        user = one(backend.users, given["UserId"], "UserNotFound", "User")
        if "AccessString" in given:
            user.access_string = given["AccessString"]
        if given.get("AppendAccessString"):
            user.access_string = f"{user.access_string} {given['AppendAccessString']}"
        if "Engine" in given:
            user.engine = given["Engine"]
        mode = given.get("AuthenticationMode") or {}
        if "Type" in mode:
            user.authentication_type = "no-password" if mode["Type"] == "no-password-required" else mode["Type"]
            user.no_password_required = mode["Type"] == "no-password-required"
        if given.get("NoPasswordRequired") is not None:
            user.no_password_required = given["NoPasswordRequired"]
        passwords = given.get("Passwords") or mode.get("Passwords")
        if passwords:
            user.passwords = passwords
            user.no_password_required = False
        return result(
            UserId=user.id,
            UserName=user.name,
            Status=user.status,
            Engine=user.engine,
            AccessString=user.access_string,
            UserGroupIds=user.user_group_ids,
            Authentication=user.authentication,
            ARN=user.arn,
        )

    def create_user_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        name = given["UserGroupId"]
        if name in store(backend, "user_groups"):
            raise ServiceError("UserGroupAlreadyExists", f"User group {name} already exists.")
        group = {
            "UserGroupId": name,
            "Status": "active",
            "Engine": given["Engine"].lower(),
            "UserIds": [],
            "MinimumEngineVersion": "7.2" if given["Engine"].lower() == "valkey" else "6.0",
            "ReplicationGroups": [],
            "ARN": arn(backend, "usergroup", name),
        }
        check_members(backend, group["Engine"], given.get("UserIds") or [])
        store(backend, "user_groups")[name] = group
        set_members(backend, group, given.get("UserIds") or [])
        backend.tagging_service.tag_resource(group["ARN"], given.get("Tags") or [])
        return result(**group)

    def describe_user_groups(self: Any) -> Any:
        groups = store(self.elasticache_backend, "user_groups")
        return result(UserGroups=find(groups, params(self).get("UserGroupId"), "UserGroupNotFound", "User group"))

    def modify_user_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        group = one(store(backend, "user_groups"), given["UserGroupId"], "UserGroupNotFound", "User group")
        engine = (given.get("Engine") or group["Engine"]).lower()
        remaining = [user for user in group["UserIds"] if user not in (given.get("UserIdsToRemove") or [])]
        members = remaining + [user for user in given.get("UserIdsToAdd") or [] if user not in remaining]
        check_members(backend, engine, members)
        group["Engine"] = engine
        set_members(backend, group, members)
        return result(**group)

    def delete_user_group(self: Any) -> Any:
        name, backend = params(self)["UserGroupId"], self.elasticache_backend
        group = one(store(backend, "user_groups"), name, "UserGroupNotFound", "User group")
        if group["ReplicationGroups"]:
            raise ServiceError("InvalidUserGroupState", f"User group {name} is used by {group['ReplicationGroups'][0]}.")
        set_members(backend, group, [])
        del store(backend, "user_groups")[name]
        backend.tagging_service.delete_all_tags_for_resource(group["ARN"])
        return result(**{**group, "Status": "deleting"})


def check_members(backend: Any, engine: str, user_ids: list[str]) -> None:
    users = [one(backend.users, user_id, "UserNotFound", "User") for user_id in user_ids]
    names = [user.name for user in users]
    if engine == "redis" and "default" not in names:
        raise ServiceError("DefaultUserRequired", "Default user should be included in a user group.")
    if len(set(names)) != len(names):
        raise ServiceError("DuplicateUserName", "User group contains users with the same user name.")


def set_members(backend: Any, group: dict[str, Any], user_ids: list[str]) -> None:
    for user_id in group["UserIds"]:
        if user_id in backend.users:
            backend.users[user_id].user_group_ids.remove(group["UserGroupId"])
    for user_id in user_ids:
        backend.users[user_id].user_group_ids.append(group["UserGroupId"])
    group["UserIds"] = list(user_ids)


# ---- replication groups ---------------------------------------------------------------------------------------------


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
        backend.replication_groups[name] = group
        store(backend, "member_settings")[name] = members
        store(backend, "shape")[name] = shape_of(given, group["ClusterEnabled"])
        lay_out(backend, name)
        for user_group in group["UserGroupIds"]:
            store(backend, "user_groups")[user_group]["ReplicationGroups"].append(name)
        backend.tagging_service.tag_resource(group["ARN"], given.get("Tags") or [])
        return result(ReplicationGroup=group)

    def describe_replication_groups(self: Any) -> Any:
        groups = self.elasticache_backend.replication_groups
        name = (params(self).get("ReplicationGroupId") or "").lower()
        return result(ReplicationGroups=find(groups, name, "ReplicationGroupNotFoundFault", "ReplicationGroup"))

    def modify_replication_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        group = find_group(backend, given)
        check_references(backend, given)
        apply_settings(group, given)
        members = store(backend, "member_settings")[group["ReplicationGroupId"]]
        members.update({key: given[key] for key in (*MEMBER_SETTINGS, "EngineVersion") if key in given})
        change_user_groups(backend, group, given)
        lay_out(backend, group["ReplicationGroupId"])
        return result(ReplicationGroup=group)

    def modify_replication_group_shard_configuration(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        group = find_group(backend, given)
        if not group["ClusterEnabled"]:
            raise ServiceError("InvalidReplicationGroupState", "The replication group has cluster mode disabled.")
        store(backend, "shape")[group["ReplicationGroupId"]]["shards"] = int(given["NodeGroupCount"])
        lay_out(backend, group["ReplicationGroupId"])
        return result(ReplicationGroup=group)

    def increase_replica_count(self: Any) -> Any:
        return change_replicas(self)

    def decrease_replica_count(self: Any) -> Any:
        return change_replicas(self)

    def delete_replication_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        group = find_group(backend, given)
        name = group["ReplicationGroupId"]
        for user_group in group["UserGroupIds"]:
            store(backend, "user_groups")[user_group]["ReplicationGroups"].remove(name)
        del backend.replication_groups[name], store(backend, "member_settings")[name], store(backend, "shape")[name]
        backend.tagging_service.delete_all_tags_for_resource(group["ARN"])
        return result(ReplicationGroup={**group, "Status": "deleting"})

    def describe_cache_clusters(self: Any) -> Any:
        """Clusters of their own as moto has them, and the members of replication groups."""
        backend, name = self.elasticache_backend, params(self).get("CacheClusterId")
        members = {member: group for group in backend.replication_groups.values() for member in group["MemberClusters"]}
        if name in members:
            return result(CacheClusters=[member_cluster(backend, members[name], name)])
        clusters = backend.describe_cache_clusters(cache_cluster_id=name)
        if name:
            return result(CacheClusters=clusters)
        return result(CacheClusters=[*clusters, *(member_cluster(backend, group, member) for member, group in members.items())])


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
    cluster_mode = given.get("ClusterMode") or ("enabled" if int(given.get("NumNodeGroups") or 1) > 1 else "disabled")
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
        "SnapshotWindow": "05:00-06:00",
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
    members = {
        "CacheParameterGroupName": f"default.{group['Engine']}7",
        "CacheSubnetGroupName": "default",
        "SecurityGroupIds": [],
        "PreferredMaintenanceWindow": "sun:05:00-sun:06:00",
        "EngineVersion": given.get("EngineVersion", "7.1"),
        "Port": int(given.get("Port") or DEFAULT_PORT),
    }
    members.update({key: given[key] for key in MEMBER_SETTINGS if key in given})
    return group, members


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
    return {"shards": 1, "replicas": int(given.get("NumCacheClusters") or 1) - 1}


def change_replicas(response: Any) -> Any:
    given, backend = params(response), response.elasticache_backend
    group = find_group(backend, given)
    store(backend, "shape")[group["ReplicationGroupId"]]["replicas"] = int(given["NewReplicaCount"])
    lay_out(backend, group["ReplicationGroupId"])
    return result(ReplicationGroup=group)


def lay_out(backend: Any, name: str) -> None:
    """Gives a group as many shards and nodes as it should have, with the names that AWS gives them."""
    group, shape, port = backend.replication_groups[name], store(backend, "shape")[name], store(backend, "member_settings")[name]["Port"]
    clustered = group["ClusterEnabled"]
    domain = f"{name}.emulator.{backend.region_name}.cache.amazonaws.com"
    shards = [f"{number + 1:04}" for number in range(shape["shards"])]
    node_groups, width = [], SLOTS // len(shards)
    for index, shard in enumerate(shards):
        nodes = [f"{name}-{shard}-{number + 1:03}" if clustered else f"{name}-{number + 1:03}" for number in range(shape["replicas"] + 1)]
        node_group: dict[str, Any] = {
            "NodeGroupId": shard,
            "Status": "available",
            "NodeGroupMembers": [{"CacheClusterId": node, "CacheNodeId": "0001", "PreferredAvailabilityZone": zone(backend, index)} for node in nodes],
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


def zone(backend: Any, index: int) -> str:
    return f"{backend.region_name}{'abc'[index % 3]}"


def member_cluster(backend: Any, group: dict[str, Any], name: str) -> dict[str, Any]:
    settings = store(backend, "member_settings")[group["ReplicationGroupId"]]
    version = str(settings["EngineVersion"])
    cluster = {
        "CacheClusterId": name,
        "ARN": arn(backend, "cluster", name),
        "ReplicationGroupId": group["ReplicationGroupId"],
        "CacheClusterStatus": "available",
        "CacheNodeType": group["CacheNodeType"],
        "Engine": group["Engine"],
        # AWS names the patch as well.
        "EngineVersion": f"{version}.0" if version.count(".") == 1 else version,
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


# ---- tags -----------------------------------------------------------------------------------------------------------


@ext.around(ElastiCacheBackend)
def list_tags_for_resource(original: Any, self: Any, arn: str) -> Any:
    """moto knows fewer kinds of ARNs than there are."""
    if re.match(r"^arn:aws[a-z-]*:elasticache:[^:]*:\d+:(parametergroup|usergroup):.+$", arn):
        return self.tagging_service.list_tags_for_resource(arn)
    return original(self, arn)


@ext.around(ElastiCacheBackend)
def iter_tagged_resources(original: Any, self: Any) -> Any:
    """Replication groups are dictionaries here, which moto's own iteration doesn't expect."""
    groups, self.replication_groups = self.replication_groups, {}
    try:
        return list(original(self))
    finally:
        self.replication_groups = groups
