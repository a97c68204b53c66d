"""ElastiCache: users, and the access strings that they have.

https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
"""

from __future__ import annotations

import re
from typing import Any

from moto.elasticache.models import ElastiCacheBackend
from moto.elasticache.responses import ElastiCacheResponse

from ._elasticache import bad_combination, bad_value, find, one, store
from ._elasticache_states import begin, check_active, settle
from ._support import Extension, ServiceError, page, params, result
from .elasticache_quotas import check_count
from .elasticache_user_groups import pending, without

ext = Extension()
install = ext.install

MOST_PASSWORDS = 2
LONGEST_PASSWORD = 128
ALL_COMMANDS = ("+@all", "-@all")
LONG_FORMS = {"allkeys": "~*", "allchannels": "&*", "allcommands": "+@all", "nocommands": "-@all"}
#: Categories of Redis OSS and Valkey, and of the modules that ElastiCache has: https://valkey.io/topics/acl/
CATEGORIES = {
    *("all", "keyspace", "read", "write", "set", "sortedset", "list", "hash", "string", "bitmap", "hyperloglog", "geo", "stream", "pubsub", "admin"),
    *("fast", "slow", "blocking", "dangerous", "connection", "transaction", "scripting", "json", "search", "bloom"),
}
#: "You can't use forbidden and renamed commands." https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/RestrictedCommands.html
FORBIDDEN = {
    *(f"acl|{name}" for name in ("setuser", "load", "save", "deluser")),
    *(f"cluster|{name}" for name in ("addslots", "addslotsrange", "bumpepoch", "delslots", "delslotsrange", "failover", "flushslots", "forget")),
    *(f"cluster|{name}" for name in ("links", "meet", "setslot")),
    *("bgrewriteaof", "bgsave", "config", "debug", "migrate", "psync", "replicaof", "save", "slaveof", "shutdown", "sync"),
}


@ext.around(ElastiCacheResponse)
def call_action(original: Any, self: Any) -> Any:
    settle(self.elasticache_backend)
    return original(self)


@ext.around(ElastiCacheBackend)
def create_user(original: Any, self: Any, **given: Any) -> Any:
    given["access_string"] = normal_form(given.get("access_string") or "")
    if given["engine"] == "valkey" and given.get("authentication_type") in ("no-password-required", "no-password"):
        raise bad_combination("A user of engine valkey must log in by a password or by IAM.")
    check_identity(given.get("authentication_type"), given["user_id"], given["user_name"])
    check_passwords(given.get("passwords") or [])
    if given["user_id"].lower() not in self.users:
        # The default user is ElastiCache's own.
        check_count(self, "users", len(self.users), "UserQuotaExceeded", "users")
    user = original(self, **{**given, "user_id": given["user_id"].lower()})
    self.tagging_service.tag_resource(user.arn, given.get("tags") or [])
    return user


def check_identity(mode: str | None, user_id: str, name: str) -> None:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html"""
    if mode == "iam" and user_id != name:
        raise bad_combination("User Id and User name must be same for authentication type: iam")


def check_passwords(passwords: list[str]) -> None:
    if len(passwords) > MOST_PASSWORDS:
        raise bad_value(f"A user can have {MOST_PASSWORDS} passwords at most.")
    if any(not 16 <= len(password) <= LONGEST_PASSWORD for password in passwords):
        raise bad_value(f"Passwords length must be between 16-{LONGEST_PASSWORD} characters.")


def find_user(backend: Any, given: dict[str, Any]) -> Any:
    return one(backend.users, given["UserId"].lower(), "UserNotFound", "User")


def needs_no_password(user: Any) -> bool:
    return user.no_password_required or user.authentication_type.startswith("no-password")


def shown(user: Any) -> dict[str, Any]:
    kind = "no-password" if needs_no_password(user) else user.authentication_type
    return {
        "UserId": user.id,
        "UserName": user.name,
        "Status": user.status,
        "Engine": user.engine,
        "MinimumEngineVersion": "7.2" if user.engine == "valkey" else "6.0",
        "AccessString": user.access_string,
        "UserGroupIds": user.user_group_ids,
        "Authentication": {"Type": kind, **({"PasswordCount": len(user.passwords)} if user.passwords else {})},
        "ARN": user.arn,
    }


@ext.around(ElastiCacheResponse, "create_user")
def show_new_user(original: Any, self: Any) -> Any:
    original(self)
    return result(**shown(find_user(self.elasticache_backend, params(self))))


@ext.extend(ElastiCacheResponse)
class _Users:
    def describe_users(self: Any) -> Any:
        given = params(self)
        found = find(self.elasticache_backend.users, (given.get("UserId") or "").lower(), "UserNotFound", "User")
        users = [shown(user) for user in found if user.engine == (given.get("Engine") or user.engine).lower()]
        items, marker = page(users, given.get("MaxRecords"), given.get("Marker"))
        return result(Users=items, Marker=marker)

    def modify_user(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        user = find_user(backend, given)
        if user.id == "default":
            raise bad_value("The default user can't be modified.")
        check_active("InvalidUserState", "User", user, "modified")
        changes = changes_of(backend, user, given)
        for attribute, value in changes.items():
            setattr(user, attribute, value)
        begin(backend, user, "modifying")
        for name in user.user_group_ids:
            begin(backend, store(backend, "user_groups")[name], "modifying")
        return result(**shown(user))

    def delete_user(self: Any) -> Any:
        """The user is removed from all its user groups, and with them from the caches: API_DeleteUser.html."""
        backend = self.elasticache_backend
        user = find_user(backend, params(self))
        if user.id == "default":
            raise bad_value("The default user can't be deleted.")
        groups = [store(backend, "user_groups")[name] for name in user.user_group_ids]
        if user.name == "default" and any(group["Engine"] == "redis" for group in groups):
            raise ServiceError("DefaultUserAssociatedToUserGroup", "User is associated to user group(s) as their default user.")
        check_active("InvalidUserState", "User", user, "deleted")

        def finish() -> None:
            for name in list(user.user_group_ids):
                without(backend, store(backend, "user_groups")[name], [user.id])
            del backend.users[user.id]
            backend.tagging_service.delete_all_tags_for_resource(user.arn)

        begin(backend, user, "deleting", finish)
        for group in groups:
            pending(backend, group, removed=[user.id])
        return result(**shown(user))


def changes_of(backend: Any, user: Any, given: dict[str, Any]) -> dict[str, Any]:
    """What a modification sets of the user; nothing is set where something of it is refused."""
    access, mode = given.get("AccessString", user.access_string), given.get("AuthenticationMode") or {}
    if given.get("AppendAccessString"):
        access = f"{access} {given['AppendAccessString']}"
    changes: dict[str, Any] = {"access_string": normal_form(access), "engine": given.get("Engine", user.engine).lower()}
    if "Type" in mode:
        check_identity(mode["Type"], user.id, user.name.lower())
        changes["authentication_type"] = "no-password" if mode["Type"] == "no-password-required" else mode["Type"]
        changes["no_password_required"] = mode["Type"] == "no-password-required"
    if given.get("NoPasswordRequired") is not None:
        changes["no_password_required"] = given["NoPasswordRequired"]
    passwords = given.get("Passwords") or mode.get("Passwords")
    if passwords:
        check_passwords(passwords)
        changes.update(passwords=passwords, no_password_required=False)
    if changes["engine"] == "valkey" and changes.get("no_password_required", needs_no_password(user)):
        raise bad_combination("A user of engine valkey must log in by a password or by IAM.")
    for name in user.user_group_ids:
        group = store(backend, "user_groups")[name]
        if group["Engine"] == "redis" and changes["engine"] == "valkey":
            raise bad_combination(f"User {user.id} is in user group {name} of engine redis, which takes users of engine redis alone.")
        if group["Engine"] == "valkey" and changes.get("no_password_required"):
            raise bad_combination(f"User {user.id} is in user group {name} of engine valkey, which takes users with a password or IAM alone.")
    return changes


def normal_form(access: str) -> str:
    """An access string as ElastiCache shows it: on or off, keys, channels, commands, of which the first says what holds for all; then the selectors.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html#Access-string
    """
    state, words, selectors = "off", [], []
    for word in re.findall(r"\([^()]*\)|\S+", access):
        if word.lower() in ("on", "off"):
            state = word.lower()
        elif word.startswith("(") and word.endswith(")"):
            selectors.append(f"({' '.join(rules(word[1:-1].split()))})")
        elif word.lower() == "clearselectors":
            selectors = []
        elif word.lower() != "sanitize-payload":
            words.append(word)
    return " ".join([state, *rules(words), *selectors])


def rules(words: list[str]) -> list[str]:
    """Keys, channels and commands."""
    keys, channels, commands = [], [], []
    for word in (LONG_FORMS.get(word.lower(), word) for word in words):
        if re.fullmatch(r"~.+|%(R|W|RW)~.+|resetkeys", word, re.IGNORECASE):
            keys = [] if word.lower() == "resetkeys" else [*keys, word]
        elif re.fullmatch(r"&.+|resetchannels", word, re.IGNORECASE):
            channels = [word] if word.lower() == "resetchannels" else [*channels, word]
        elif re.fullmatch(r"[+-]@?[a-z0-9][a-z0-9|._-]*", word, re.IGNORECASE):
            check_command(word[1:].lower())
            commands = [word.lower()] if word.lower() in ALL_COMMANDS else [*commands, word.lower()]
        else:
            raise bad_value(f"Invalid access string: {word} can't be part of it.")
    if not commands or commands[0] not in ALL_COMMANDS:
        commands = ["-@all", *commands]
    return [*keys, *channels, *commands]


def check_command(name: str) -> None:
    if name.startswith("@") and name[1:] not in CATEGORIES:
        raise bad_value(f"Invalid access string: there is no category {name}.")
    if name in FORBIDDEN:
        raise bad_value(f"Invalid access string: {name.replace('|', ' ')} is a restricted command.")
