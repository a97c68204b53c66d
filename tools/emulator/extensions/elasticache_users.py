"""ElastiCache: users that can be modified, and user groups, which moto lacks."""

from __future__ import annotations

import re
from typing import Any

from moto.elasticache.models import ElastiCacheBackend
from moto.elasticache.responses import ElastiCacheResponse

from ._elasticache import arn, find, one, store
from ._support import Extension, ServiceError, page, params, result

ext = Extension()
install = ext.install

ENGINES = ("redis", "valkey")
#: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html
MOST_USERS = 100
ALL_COMMANDS = ("+@all", "-@all")
LONG_FORMS = {"allkeys": "~*", "allchannels": "&*", "allcommands": "+@all", "nocommands": "-@all"}


@ext.around(ElastiCacheBackend)
def create_user(original: Any, self: Any, **given: Any) -> Any:
    given["access_string"] = normal_form(given.get("access_string") or "")
    if given["engine"] == "valkey" and given.get("authentication_type") == "no-password-required":
        raise ServiceError("InvalidParameterCombination", "A user of engine valkey must log in by a password or by IAM.")
    if given.get("authentication_type") == "iam" and given["user_id"] != given["user_name"]:
        raise ServiceError("InvalidParameterValue", "User id must match user name for IAM-enabled users.")
    user = original(self, **given)
    self.tagging_service.tag_resource(user.arn, given.get("tags") or [])
    return user


@ext.around(ElastiCacheBackend)
def delete_user(original: Any, self: Any, user_id: str) -> Any:
    user = one(self.users, user_id, "UserNotFound", "User")
    if user_id == "default":
        raise ServiceError("InvalidParameterValue", "The default user can't be deleted.")
    groups = [store(self, "user_groups")[group] for group in user.user_group_ids]
    if user.name == "default" and any(group["Engine"] == "redis" for group in groups):
        raise ServiceError("DefaultUserAssociatedToUserGroup", "The default user assigned to the user group.")
    for group in groups:
        set_members(self, group, [member for member in group["UserIds"] if member != user_id])
    return original(self, user_id)


@ext.extend(ElastiCacheResponse)
class _Users:
    def modify_user(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        user = one(backend.users, given["UserId"], "UserNotFound", "User")
        access = given.get("AccessString", user.access_string)
        if given.get("AppendAccessString"):
            access = f"{access} {given['AppendAccessString']}"
        access = normal_form(access)
        if (given.get("AuthenticationMode") or {}).get("Type") == "iam" and user.id != user.name:
            raise ServiceError("InvalidParameterValue", "User id must match user name for IAM-enabled users.")
        user.access_string = access
        if "Engine" in given:
            user.engine = given["Engine"].lower()
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
        if group["Engine"] not in ENGINES:
            raise ServiceError("InvalidParameterValue", f"Invalid Engine: {given['Engine']}. Valid values are: {', '.join(ENGINES)}.")
        check_members(backend, group["Engine"], given.get("UserIds") or [])
        store(backend, "user_groups")[name] = group
        set_members(backend, group, given.get("UserIds") or [])
        backend.tagging_service.tag_resource(group["ARN"], given.get("Tags") or [])
        return result(**group)

    def describe_user_groups(self: Any) -> Any:
        given = params(self)
        found = find(store(self.elasticache_backend, "user_groups"), given.get("UserGroupId"), "UserGroupNotFound", "User group")
        items, marker = page(found, given.get("MaxRecords"), given.get("Marker"))
        return result(UserGroups=items, Marker=marker)

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
        users = [*group["ReplicationGroups"], *(cache for cache, each in store(backend, "serverless_caches").items() if each["UserGroupId"] == name)]
        if users:
            raise ServiceError("InvalidUserGroupState", f"User group {name} is used by {users[0]}.")
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
    if len(users) > MOST_USERS:
        raise ServiceError("InvalidParameterValue", f"A user group can have {MOST_USERS} users at most.")
    for user in users:
        if engine == "redis" and user.engine != "redis":
            message = f"User {user.id} is of engine {user.engine}: a user group of engine redis takes users of engine redis alone."
            raise ServiceError("InvalidParameterValue", message)
        if engine == "valkey" and (user.no_password_required or user.authentication_type.startswith("no-password")):
            message = f"User {user.id} needs no password: a user group of engine valkey takes users with a password or IAM alone."
            raise ServiceError("InvalidParameterValue", message)


def normal_form(access: str) -> str:
    """An access string as ElastiCache shows it: on or off, keys, channels, commands, of which the first says what holds for all.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html#Access-string
    """
    state, keys, channels, commands = "off", [], [], []
    for word in (LONG_FORMS.get(word.lower(), word) for word in access.split()):
        if word.lower() in ("on", "off"):
            state = word.lower()
        elif re.fullmatch(r"~.+|%(R|W|RW)~.+|resetkeys", word, re.IGNORECASE):
            keys = [] if word.lower() == "resetkeys" else [*keys, word]
        elif re.fullmatch(r"&.+|resetchannels", word, re.IGNORECASE):
            channels = [word] if word.lower() == "resetchannels" else [*channels, word]
        elif re.fullmatch(r"[+-]@?[a-z0-9][a-z0-9|_-]*", word, re.IGNORECASE):
            commands = [word.lower()] if word.lower() in ALL_COMMANDS else [*commands, word.lower()]
        else:
            raise ServiceError("InvalidParameterValue", f"Invalid access string: {word} can't be part of it.")
    if not commands or commands[0] not in ALL_COMMANDS:
        commands = ["-@all", *commands]
    return " ".join([state, *keys, *channels, *commands])


def set_members(backend: Any, group: dict[str, Any], user_ids: list[str]) -> None:
    for user_id in group["UserIds"]:
        if user_id in backend.users:
            backend.users[user_id].user_group_ids.remove(group["UserGroupId"])
    for user_id in user_ids:
        backend.users[user_id].user_group_ids.append(group["UserGroupId"])
    group["UserIds"] = list(user_ids)
