"""ElastiCache: user groups, which moto lacks.

Their members change in a second, in which they show what is pending:
https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_UserGroup.html
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
"""

from __future__ import annotations

from typing import Any

from moto.elasticache.responses import ElastiCacheResponse

from ._elasticache import arn, bad_combination, bad_value, find, lowered, one, store
from ._elasticache_states import begin, check_active
from ._support import Extension, ServiceError, page, params, result
from .elasticache_quotas import check_count

ext = Extension()
install = ext.install

ENGINES = ("redis", "valkey")
LEAST_VERSIONS = {"redis": "6.0", "valkey": "7.2"}


@ext.extend(ElastiCacheResponse)
class _UserGroups:
    def create_user_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        name, engine, groups = given["UserGroupId"].lower(), given["Engine"].lower(), store(backend, "user_groups")
        if name in groups:
            raise ServiceError("UserGroupAlreadyExists", f"User group {name} already exists.")
        check_count(backend, "userGroups", len(groups) + 1, "UserGroupQuotaExceeded", "user groups")
        if engine not in ENGINES:
            raise bad_value(f"Invalid Engine: {given['Engine']}. Valid values are: {', '.join(ENGINES)}.")
        members = lowered(given, "UserIds")
        check_members(backend, engine, members)
        group = {
            "UserGroupId": name,
            "Status": "creating",
            "Engine": engine,
            "UserIds": [],
            "MinimumEngineVersion": LEAST_VERSIONS[engine],
            "ReplicationGroups": [],
            "ARN": arn(backend, "usergroup", name),
        }
        groups[name] = group
        set_members(backend, group, members)
        begin(backend, group, "creating")
        backend.tagging_service.tag_resource(group["ARN"], given.get("Tags") or [])
        return result(**shown(backend, group))

    def describe_user_groups(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        found = find(store(backend, "user_groups"), (given.get("UserGroupId") or "").lower(), "UserGroupNotFound", "User group")
        items, marker = page([shown(backend, group) for group in found], given.get("MaxRecords"), given.get("Marker"))
        return result(UserGroups=items, Marker=marker)

    def modify_user_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        group = find_group(backend, given)
        check_active("InvalidUserGroupState", "User group", group, "modified")
        engine = (given.get("Engine") or group["Engine"]).lower()
        added, removed = lowered(given, "UserIdsToAdd"), lowered(given, "UserIdsToRemove")
        check_change(backend, group, engine, added, removed)
        group["Engine"], group["MinimumEngineVersion"] = engine, LEAST_VERSIONS[engine]
        pending(backend, group, added=added, removed=removed)
        for user in (*added, *removed):
            begin(backend, backend.users[user], "modifying")
        return result(**shown(backend, group))

    def delete_user_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        group = find_group(backend, given)
        name = group["UserGroupId"]
        users = [*group["ReplicationGroups"], *serverless_caches(backend, name)]
        if users:
            raise ServiceError("InvalidUserGroupState", f"User group {name} is used by {users[0]}.")
        check_active("InvalidUserGroupState", "User group", group, "deleted")

        def finish() -> None:
            set_members(backend, group, [])
            del store(backend, "user_groups")[name]
            backend.tagging_service.delete_all_tags_for_resource(group["ARN"])

        begin(backend, group, "deleting", finish)
        return result(**shown(backend, group))


def find_group(backend: Any, given: dict[str, Any]) -> dict[str, Any]:
    return one(store(backend, "user_groups"), given["UserGroupId"].lower(), "UserGroupNotFound", "User group")


def serverless_caches(backend: Any, name: str) -> list[str]:
    return [cache for cache, each in store(backend, "serverless_caches").items() if each["UserGroupId"] == name]


def shown(backend: Any, group: dict[str, Any]) -> dict[str, Any]:
    return {**group, "ServerlessCaches": serverless_caches(backend, group["UserGroupId"])}


def check_change(backend: Any, group: dict[str, Any], engine: str, added: list[str], removed: list[str]) -> None:
    name = group["UserGroupId"]
    if engine not in ENGINES:
        raise bad_value(f"Invalid Engine: {engine}. Valid values are: {', '.join(ENGINES)}.")
    for user in removed:
        if user not in group["UserIds"]:
            raise bad_value(f"{user} is not a member of user group {name}.")
    for user in added:
        if user in group["UserIds"]:
            raise bad_value(f"{user} is already a member of user group {name}.")
    check_members(backend, engine, [user for user in group["UserIds"] if user not in removed] + added)
    engines = {cache: backend.replication_groups[cache]["Engine"] for cache in group["ReplicationGroups"]}
    engines |= {cache: store(backend, "serverless_caches")[cache]["Engine"] for cache in serverless_caches(backend, name)}
    for cache in sorted(cache for cache, of_cache in engines.items() if (of_cache, engine) == ("redis", "valkey")):
        raise bad_combination(f"User group {name} is used by {cache} of engine redis, which takes user groups of engine redis alone.")


def check_members(backend: Any, engine: str, user_ids: list[str]) -> None:
    users = [one(backend.users, user_id, "UserNotFound", "User") for user_id in user_ids]
    names = [user.name for user in users]
    if engine == "redis" and "default" not in names:
        raise ServiceError("DefaultUserRequired", "User group needs to contain a user with the user name default.")
    if len(set(names)) != len(names):
        raise ServiceError("DuplicateUserName", "User group contains users with the same user name.")
    check_count(backend, "usersPerUserGroup", len(users), "InvalidParameterValue", "users in a user group")
    for user in users:
        if engine == "redis" and user.engine != "redis":
            raise bad_value(f"User {user.id} is of engine {user.engine}: a user group of engine redis takes users of engine redis alone.")
        if engine == "valkey" and (user.no_password_required or user.authentication_type.startswith("no-password")):
            raise bad_value(f"User {user.id} needs no password: a user group of engine valkey takes users with a password or IAM alone.")


def pending(backend: Any, group: dict[str, Any], added: list[str] | None = None, removed: list[str] | None = None) -> None:
    """Changes the members of a group in a second."""
    before = group.get("PendingChanges", {})
    wanted = {"UserIdsToAdd": added or [], "UserIdsToRemove": removed or []}
    group["PendingChanges"] = {member: [*before.get(member, []), *users] for member, users in wanted.items() if users or member in before}

    def finish() -> None:
        group.pop("PendingChanges", None)
        without(backend, group, removed or [])
        set_members(backend, group, [*group["UserIds"], *(user for user in added or [] if user in backend.users)])

    begin(backend, group, "modifying", finish)


def without(backend: Any, group: dict[str, Any], user_ids: list[str]) -> None:
    set_members(backend, group, [user for user in group["UserIds"] if user not in user_ids])


def set_members(backend: Any, group: dict[str, Any], user_ids: list[str]) -> None:
    for user_id in group["UserIds"]:
        if user_id in backend.users:
            backend.users[user_id].user_group_ids.remove(group["UserGroupId"])
    for user_id in user_ids:
        backend.users[user_id].user_group_ids.append(group["UserGroupId"])
    group["UserIds"] = list(user_ids)
