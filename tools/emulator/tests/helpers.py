"""What several tests use."""

from __future__ import annotations

import json
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
