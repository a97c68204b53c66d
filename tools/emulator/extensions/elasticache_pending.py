"""ElastiCache: what waits for the maintenance window, and what ElastiCache does in it.

Without ApplyImmediately a group's node type and engine version are shown in its members' PendingModifiedValues, and change in the next window:
https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html
Windows are run by `maintenance.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto.elasticache.models import elasticache_backends
from moto.elasticache.responses import ElastiCacheResponse

from . import elasticache_serverless
from ._elasticache import ENGINE_VERSIONS, numbers, store
from ._support import Extension, params

ext = Extension()
install = ext.install

DEFERRED = ("CacheNodeType", "Engine", "EngineVersion")
#: What the members show of it.
SHOWN = ("CacheNodeType", "EngineVersion")


@ext.around(ElastiCacheResponse)
def modify_replication_group(original: Any, self: Any) -> Any:
    given, backend = params(self), self.elasticache_backend
    name = given["ReplicationGroupId"].lower()
    group = backend.replication_groups.get(name)
    if group is None:
        return original(self)
    waiting = store(backend, "pending").setdefault(name, {})
    if given.get("ApplyImmediately"):
        for member in [member for member in waiting if member not in given]:
            self.params[member] = waiting[member]
        waiting.clear()
        return original(self)
    now = {"CacheNodeType": group["CacheNodeType"], "Engine": group["Engine"], "EngineVersion": store(backend, "member_settings")[name]["EngineVersion"]}
    # A parameter group of the new version goes with it.
    later = [*DEFERRED, *(["CacheParameterGroupName"] if "EngineVersion" in given or "Engine" in given else [])]
    for member in later:
        value = self.params.pop(member, None)
        if value is not None and value != now.get(member):
            waiting[member] = value
        elif value is not None:
            waiting.pop(member, None)
    return original(self)


@ext.around(ElastiCacheResponse)
def delete_replication_group(original: Any, self: Any) -> Any:
    answer = original(self)
    store(self.elasticache_backend, "pending").pop(params(self)["ReplicationGroupId"].lower(), None)
    return answer


def groups(name: str | None) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The replication groups of that name, of all accounts and regions; all of them without one."""
    for account in elasticache_backends.values():
        for backend in account.values():
            yield from ((backend, group) for group_name, group in backend.replication_groups.items() if name in (None, group_name))


def run_window(name: str | None = None) -> list[str]:
    """Makes the pending changes; returns the names of what was changed."""
    changed = []
    for backend, group in groups(name):
        group_name = group["ReplicationGroupId"]
        waiting = store(backend, "pending").pop(group_name, {})
        group.update({member: waiting[member] for member in ("CacheNodeType", "Engine") if member in waiting})
        settings = store(backend, "member_settings")[group_name]
        settings.update({member: waiting[member] for member in ("EngineVersion", "CacheParameterGroupName") if member in waiting})
        if waiting:
            changed.append(group_name)
    return changed


def upgrade_minor(name: str, version: str | None = None) -> str:
    """Moves a group to a newer minor version, as ElastiCache does by itself; raises ValueError where it wouldn't."""
    for backend, group in groups(name):
        if not group["AutoMinorVersionUpgrade"]:
            raise ValueError(f"{name} has no automatic minor version upgrades")
        settings = store(backend, "member_settings")[name]
        now = numbers(settings["EngineVersion"])
        newer = [each for each in ENGINE_VERSIONS[group["Engine"]] if numbers(each)[0] == now[0] and numbers(each) > now]
        if not newer or (version and version not in newer):
            raise ValueError(f"{group['Engine']} {settings['EngineVersion']} has no newer minor version {version or ''}".rstrip())
        settings["EngineVersion"] = version or newer[0]
        return settings["EngineVersion"]
    moved = elasticache_serverless.upgrade_minor(name, version)
    if moved is None:
        raise ValueError(f"there is no replication group or serverless cache {name}")
    return moved
