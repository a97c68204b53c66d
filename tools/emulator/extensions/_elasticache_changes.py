"""What a running replication group can be changed to.

https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html
"""

from __future__ import annotations

import copy
from typing import Any

from ._elasticache import bad_combination, bad_value, default_group, family_of, lowered, numbers, resolve, store
from ._elasticache_rbac import check_user_groups
from ._support import ServiceError
from .elasticache import check_family

#: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-enable.html: what can change while a group is in use.
TLS_STEPS = {(None, "preferred"), ("preferred", "required"), ("required", "preferred"), ("preferred", None)}
#: The one way back from Valkey, engine and version: VersionManagement.HowTo.html.
WAY_BACK = (("valkey", "7.2"), ("redis", "7.1"))


def check_engine(now: tuple[str, str], then: tuple[str, str]) -> None:
    """Redis OSS becomes Valkey, and versions go up: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.HowTo.html"""
    if (now, then) == WAY_BACK:
        return
    if now[0] != then[0]:
        if (now[0], then[0]) != ("redis", "valkey"):
            raise bad_combination(f"Cannot modify engine from {now[0]} to {then[0]}.")
        return
    if numbers(then[1]) < numbers(now[1]):
        raise bad_value(f"Cannot downgrade cache engine version from {now[1]} to {then[1]}.")


def check_upgrade(response: Any, backend: Any, given: dict[str, Any], group: dict[str, Any], settings: dict[str, Any]) -> tuple[str, str]:
    """Engine and version that the group will have; the request gets the parameter group that goes with them."""
    now = group["Engine"], str(settings["EngineVersion"])
    engine = (given.get("Engine") or now[0]).lower()
    if engine != now[0] and not given.get("EngineVersion"):
        check_engine(now, (engine, now[1]))
        raise bad_combination("EngineVersion must be specified when the engine is modified.")
    version = resolve(engine, given["EngineVersion"]) if given.get("EngineVersion") else now[1]
    check_engine(now, (engine, version))
    for member, value in (("Engine", engine), ("EngineVersion", version)):
        if member in given:
            response.params[member] = value
    name = given.get("CacheParameterGroupName") or settings["CacheParameterGroupName"]
    if family_of(engine, version) != family_of(*now) and not given.get("CacheParameterGroupName") and name.startswith("default."):
        # A group with the default parameter group names none: VersionManagement.HowTo.html
        response.params["CacheParameterGroupName"] = default_group(engine, version, name.endswith(".cluster.on"))
    else:
        check_family(backend, name, engine, version)
    return engine, version


def check_transit(given: dict[str, Any], group: dict[str, Any], engine: str, version: str) -> str | None:
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


def check_user_groups_of(backend: Any, given: dict[str, Any], group: dict[str, Any], engine: str, version: str, mode: str | None) -> None:
    removed = list(group["UserGroupIds"]) if given.get("RemoveUserGroups") else lowered(given, "UserGroupIdsToRemove")
    for name in removed:
        if name not in group["UserGroupIds"]:
            raise ServiceError("UserGroupNotFound", f"User group {name} is not associated with {group['ReplicationGroupId']}.")
    for name in lowered(given, "UserGroupIdsToAdd"):
        if name in group["UserGroupIds"]:
            raise bad_value(f"User group {name} is already associated with {group['ReplicationGroupId']}.")
    names = [name for name in group["UserGroupIds"] if name not in removed] + lowered(given, "UserGroupIdsToAdd")
    check_user_groups(backend, names, engine, version, mode, kept=group["UserGroupIds"])


def state_of(backend: Any, name: str) -> Any:
    """Everything that a modification can change."""
    kept = backend.replication_groups[name], store(backend, "member_settings")[name], store(backend, "pending").get(name, {})
    return copy.deepcopy(kept)
