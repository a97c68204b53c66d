"""Which user group a cache can have. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html"""

from __future__ import annotations

from typing import Any

from ._elasticache import bad_combination, bad_value, numbers, one, store
from ._elasticache_states import check_active


def check_user_groups(backend: Any, names: list[str], engine: str, version: str, tls_mode: str | None = None, kept: list[str] | None = None) -> None:
    """`kept` are those that the cache has already."""
    if len(names) > 1:
        raise bad_value("A maximum of 1 user group can be associated with a replication group.")
    for name in names:
        group = one(store(backend, "user_groups"), name, "UserGroupNotFound", "User group")
        if name not in (kept or ()):
            check_active("InvalidUserGroupState", "User group", group, "associated")
        if engine != "valkey" and group["Engine"] != engine:
            raise bad_combination(f"User group {name} is of engine {group['Engine']}: a cache of {engine} takes user groups of engine redis alone.")
        if numbers(version) < numbers(group["MinimumEngineVersion"]):
            raise bad_combination(f"User group {name} needs engine version {group['MinimumEngineVersion']} or later.")
        # https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
        iam = [user for user in group["UserIds"] if backend.users[user].authentication_type == "iam"]
        if engine == "redis" and iam and numbers(version) < (7, 0):
            raise bad_combination(f"User {iam[0]} of user group {name} logs in by IAM, which needs Redis OSS 7.0 or later.")
        if tls_mode == "preferred":
            raise bad_combination("Transit encryption preferred is not supported with redis access control.")
