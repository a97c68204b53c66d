"""Global datastores of ElastiCache: what is kept of them, and what their members show.

https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Console.html
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-CLI.html
"""

from __future__ import annotations

from typing import Any

from moto.elasticache.models import elasticache_backends

from ._elasticache import arn, bad_value, family_of, full_version, one, store

#: The prefix of the ids of global datastores by the region that they are created in (…-CLI.html).
PREFIXES = {
    "us-east-1": "ldgnf",
    "us-east-2": "fpkhr",
    "us-west-1": "virxk",
    "us-west-2": "sgaui",
    "ca-central-1": "bxodz",
    "sa-east-1": "juxlw",
    "eu-central-1": "iudkw",
    "eu-west-1": "gxeiz",
    "eu-west-2": "okuqm",
    "eu-west-3": "fgjhi",
    "ap-south-1": "erpgt",
    "ap-northeast-1": "quwsw",
    "ap-northeast-2": "lfqnh",
    "ap-northeast-3": "nlapn",
    "ap-southeast-1": "vlqxn",
    "ap-southeast-2": "vbgxd",
    "ap-east-1": "knjmp",
}
#: Of regions that the page doesn't list.
OTHER_PREFIX = "other"


def datastores(backend: Any) -> dict[str, Any]:
    """The global datastores of the account: they answer in every region."""
    return store(elasticache_backends[backend.account_id]["us-east-1"], "global_datastores")


def find(backend: Any, name: str) -> dict[str, Any]:
    return one(datastores(backend), name, "GlobalReplicationGroupNotFoundFault", "Global Replication Group")


def backend_of(backend: Any, member: dict[str, str]) -> Any:
    return elasticache_backends[backend.account_id][member["region"]]


def group_of(backend: Any, member: dict[str, str]) -> dict[str, Any]:
    return backend_of(backend, member).replication_groups[member["id"]]


def settings_of(backend: Any, member: dict[str, str]) -> dict[str, Any]:
    return store(backend_of(backend, member), "member_settings")[member["id"]]


def membership(backend: Any, name: str) -> tuple[dict[str, Any], dict[str, str]] | None:
    """The global datastore that a replication group of this region is in, and its entry there."""
    for datastore in datastores(backend).values():
        for member in datastore["members"]:
            if (member["region"], member["id"]) == (backend.region_name, name):
                return datastore, member
    return None


def primary_of(datastore: dict[str, Any]) -> dict[str, str]:
    return next(member for member in datastore["members"] if member["role"] == "PRIMARY")


def shown(backend: Any, datastore: dict[str, Any], with_members: bool = True) -> dict[str, Any]:
    primary = primary_of(datastore)
    group = group_of(backend, primary)
    name = datastore["id"]
    view = {
        "GlobalReplicationGroupId": name,
        "GlobalReplicationGroupDescription": datastore["description"],
        "Status": "available" if len(datastore["members"]) > 1 else "primary-only",
        "CacheNodeType": group["CacheNodeType"],
        "Engine": group["Engine"],
        "EngineVersion": full_version(group["Engine"], str(settings_of(backend, primary)["EngineVersion"])),
        "ClusterEnabled": group["ClusterEnabled"],
        "GlobalNodeGroups": [
            {"GlobalNodeGroupId": f"{name}-{shard['NodeGroupId']}", "Slots": shard.get("Slots", "0-16383")} for shard in group["NodeGroups"]
        ],
        "AuthTokenEnabled": group["AuthTokenEnabled"],
        "TransitEncryptionEnabled": group["TransitEncryptionEnabled"],
        "AtRestEncryptionEnabled": group["AtRestEncryptionEnabled"],
        "ARN": f"arn:aws:elasticache::{backend.account_id}:globalreplicationgroup:{name}",
    }
    if with_members:
        view["Members"] = [
            {
                "ReplicationGroupId": member["id"],
                "ReplicationGroupRegion": member["region"],
                "Role": member["role"],
                "AutomaticFailover": group_of(backend, member)["AutomaticFailover"],
                "Status": "associated",
            }
            for member in datastore["members"]
        ]
    return view


def add_member(backend: Any, datastore: dict[str, Any], name: str, role: str, parameter_group: str) -> None:
    member = {"region": backend.region_name, "id": name, "role": role}
    datastore["members"].append(member)
    tell(backend, datastore)
    own_parameter_group(backend, member, parameter_group, datastore)


def tell(backend: Any, datastore: dict[str, Any]) -> None:
    """Each member shows the global datastore and its own role."""
    for member in datastore["members"]:
        info = {"GlobalReplicationGroupId": datastore["id"], "GlobalReplicationGroupMemberRole": member["role"]}
        group_of(backend, member)["GlobalReplicationGroupInfo"] = info


def own_parameter_group(backend: Any, member: dict[str, str], source: str, datastore: dict[str, Any]) -> None:
    """Each member gets a parameter group of its own with the values of the one that was given (…-Console.html)."""
    here, settings = backend_of(backend, member), settings_of(backend, member)
    family = family_of(group_of(backend, member)["Engine"], str(settings["EngineVersion"]))
    where = elasticache_backends[backend.account_id][datastore["region"]]
    values = store(where, "parameters").get(source, {"cluster-enabled": "yes"} if source.endswith(".cluster.on") else {})
    made, old = f"global-datastore-{member['id']}-{family}", settings["CacheParameterGroupName"]
    store(here, "parameter_groups")[made] = {
        "CacheParameterGroupName": made,
        "CacheParameterGroupFamily": family,
        "Description": f"Parameter group of {datastore['id']}",
        "IsGlobal": True,
        "ARN": arn(here, "parametergroup", made),
    }
    store(here, "parameters")[made] = dict(values)
    settings["CacheParameterGroupName"] = made
    if old != made and old.startswith("global-datastore-"):
        del store(here, "parameter_groups")[old], store(here, "parameters")[old]


def member_of(datastore: dict[str, Any], region: str, name: str) -> dict[str, str]:
    for member in datastore["members"]:
        if (member["region"], member["id"]) == (region, name.lower()):
            return member
    raise bad_value(f"Replication group {name} of {region} is not associated with Global Replication Group {datastore['id']}.")


def leave(backend: Any, datastore: dict[str, Any], member: dict[str, str]) -> None:
    """What leaves is a replication group of its own, with the parameter group that it has got."""
    datastore["members"].remove(member)
    group_of(backend, member).pop("GlobalReplicationGroupInfo", None)
