"""What several tests use."""

from __future__ import annotations

import json
import time
from typing import Any

#: The account of everything in the emulator.
ACCOUNT = "123456789012"

#: A role that services are told to use; nobody looks whether it exists.
ROLE = "arn:aws:iam::123456789012:role/anything"


def code_of(caught: Any) -> str:
    """The code of the error that AWS, or the emulator, answered with."""
    return caught.value.response["Error"]["Code"]


def add_instance(rds: Any, cluster: str, suffix: str, **more: Any) -> dict[str, Any]:
    """Adds an instance to an Aurora cluster."""
    given = {"DBInstanceIdentifier": f"{cluster}-{suffix}", "DBClusterIdentifier": cluster, "Engine": "aurora-postgresql"}
    return rds.create_db_instance(**given, DBInstanceClass="db.r7g.large", **more)["DBInstance"]


def policy_of(*statements: dict[str, Any]) -> str:
    """A policy document of these statements."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def trusted_role(client: Any, name: str, service: str) -> str:
    """Makes a role that the service may assume; its ARN."""
    trust = policy_of({"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"})
    return client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=trust)["Role"]["Arn"]


def settled(cache: Any, group: str) -> dict[str, Any]:
    """The user group, once what is going on with it has ended."""
    deadline = time.monotonic() + 5
    while True:
        shown = cache.describe_user_groups(UserGroupId=group)["UserGroups"][0]
        if shown["Status"] == "active":
            return shown
        assert time.monotonic() < deadline, shown
        time.sleep(0.1)


def make_user(cache: Any, user_id: str, engine: str = "redis", access: str = "on ~* +@all", mode: str = "iam", name: str | None = None) -> dict[str, Any]:
    return cache.create_user(UserId=user_id, UserName=name or user_id, Engine=engine, AccessString=access, AuthenticationMode={"Type": mode})


def make_user_group(cache: Any, name: str) -> dict[str, Any]:
    """A user group as Redis OSS needs it, of a default user and one more, `NAME-d` and `NAME-a`."""
    make_user(cache, f"{name}-d", mode="no-password-required", access="off -@all", name="default")
    make_user(cache, f"{name}-a")
    cache.create_user_group(UserGroupId=name, Engine="redis", UserIds=[f"{name}-d", f"{name}-a"])
    return settled(cache, name)
