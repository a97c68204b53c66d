"""What databases and caches look up in EC2 and IAM: subnets, security groups, roles."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends

from ._support import ServiceError


def ec2_of(backend: Any) -> Any:
    """EC2 in the account and region of another service's backend."""
    return ec2_backends[backend.account_id][backend.region_name]


def find_subnets(backend: Any, subnet_ids: Iterable[str]) -> tuple[list[Any], list[str]]:
    """The subnets that exist, and the ids of which none does."""
    by_id = {subnet.id: subnet for zone in ec2_of(backend).subnets.values() for subnet in zone.values()}
    found = [by_id[subnet_id] for subnet_id in subnet_ids if subnet_id in by_id]
    return found, [subnet_id for subnet_id in subnet_ids if subnet_id not in by_id]


def vpcs_of(subnets: Iterable[Any]) -> set[str]:
    return {subnet.vpc_id for subnet in subnets}


def zones_of(subnets: Iterable[Any]) -> list[str]:
    return sorted({subnet.availability_zone for subnet in subnets})


def default_vpc(backend: Any) -> str | None:
    return next((vpc.id for vpc in ec2_of(backend).vpcs.values() if vpc.is_default), None)


def check_security_groups(backend: Any, group_ids: Iterable[str] | None, vpc_id: str | None, *, kind: str = "DB instance") -> None:
    """Refuses security groups that don't exist or are of another VPC.

    https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
    """
    groups = {group.id: group for groups in ec2_of(backend).groups.values() for group in groups.values()}
    for group_id in group_ids or ():
        if group_id not in groups:
            raise ServiceError("InvalidParameterValue", f"Invalid security group , groupId= {group_id}, groupName=.")
        if vpc_id and groups[group_id].vpc_id != vpc_id:
            where = f"The {kind} is in {vpc_id} and the EC2 security group is in {groups[group_id].vpc_id}"
            raise ServiceError("InvalidVPCNetworkStateFault", f"The {kind} and EC2 security group are in different VPCs. {where}")


def role_trusts(backend: Any, role_arn: str, service: str) -> bool:
    """Whether the role exists and the service may assume it."""
    role = next((role for role in iam_backends[backend.account_id]["aws"].roles.values() if role.arn == role_arn), None)
    if role is None:
        return False
    document = role.assume_role_policy_document
    statements = (json.loads(document) if isinstance(document, str) else document).get("Statement") or []
    for statement in statements if isinstance(statements, list) else [statements]:
        principal = statement.get("Principal")
        services = principal.get("Service", []) if isinstance(principal, dict) else []
        if statement.get("Effect") == "Allow" and service in ([services] if isinstance(services, str) else services):
            return True
    return False
