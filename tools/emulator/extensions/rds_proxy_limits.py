"""RDS Proxy: what is refused.

CreateDBProxy: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBProxy.html
Prerequisites: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-creating.html
"""

from __future__ import annotations

import re
from typing import Any

from moto.rds.responses import RDSResponse
from moto.secretsmanager.models import secretsmanager_backends

from ._rds_checks import bad_combination, bad_value, check_range
from ._support import Extension, ServiceError, params
from ._vpcs import check_security_groups, find_subnets, role_trusts, vpcs_of, zones_of
from .rds_cluster_limits import check_identifier
from .rds_proxy import proxy_of

ext = Extension()
install = ext.install

SERVICE = "rds.amazonaws.com"
ENGINE_FAMILIES = {"aurora-postgresql": "POSTGRESQL", "postgres": "POSTGRESQL", "aurora-mysql": "MYSQL", "mysql": "MYSQL", "mariadb": "MYSQL"}
LEAST_ZONES = 2


def check_subnets(backend: Any, subnet_ids: list[str], vpc_id: str | None = None) -> str | None:
    """The VPC of the subnets, which are in two zones at least."""
    subnets, unknown = find_subnets(backend, subnet_ids)
    if unknown:
        raise ServiceError("InvalidSubnet", f"Some input subnets in :[{', '.join(unknown)}] are invalid.")
    vpcs = vpcs_of(subnets) | ({vpc_id} if vpc_id else set())
    if len(vpcs) > 1:
        raise ServiceError("InvalidSubnet", "The requested subnets are not all in a common VPC.")
    if len(zones_of(subnets)) < LEAST_ZONES:
        raise ServiceError("InvalidSubnet", f"The subnets of a DB proxy must cover at least {LEAST_ZONES} Availability Zones.")
    return next(iter(vpcs), None)


def check_role(backend: Any, role_arn: str | None) -> None:
    if role_arn and not role_trusts(backend, role_arn, SERVICE):
        raise bad_value(f"RDS is not authorized to assume the role {role_arn}: it doesn't exist or doesn't trust {SERVICE}.")


def secret_exists(backend: Any, arn: str) -> bool:
    match = re.fullmatch(r"arn:aws[a-z-]*:secretsmanager:([a-z0-9-]+):(\d{12}):secret:.+", arn)
    if not match:
        return False
    secrets = secretsmanager_backends[match.group(2)][match.group(1)].secrets
    return any(secret.arn == arn for secret in secrets.values())


def check_auth(backend: Any, auth: list[dict[str, Any]] | None) -> None:
    for entry in auth or ():
        arn = entry.get("SecretArn")
        if arn and not secret_exists(backend, arn):
            raise bad_value(f"The secret {arn} doesn't exist.")


@ext.around(RDSResponse)
def create_db_proxy(original: Any, self: Any) -> Any:
    given, backend = params(self), self.backend
    check_identifier("DBProxyName", given["DBProxyName"])
    vpc_id = check_subnets(backend, given["VpcSubnetIds"])
    check_security_groups(backend, given.get("VpcSecurityGroupIds"), vpc_id, kind="DB proxy")
    check_role(backend, given.get("RoleArn"))
    check_auth(backend, given.get("Auth"))
    return original(self)


@ext.around(RDSResponse)
def modify_db_proxy(original: Any, self: Any) -> Any:
    given, backend = params(self), self.backend
    proxy = proxy_of(backend, given["DBProxyName"])
    check_security_groups(backend, given.get("SecurityGroups"), proxy.vpc_id, kind="DB proxy")
    check_role(backend, given.get("RoleArn"))
    check_auth(backend, given.get("Auth"))
    return original(self)


@ext.around(RDSResponse)
def create_db_proxy_endpoint(original: Any, self: Any) -> Any:
    given, backend = params(self), self.backend
    proxy = proxy_of(backend, given["DBProxyName"])
    check_identifier("DBProxyEndpointName", given["DBProxyEndpointName"])
    vpc_id = check_subnets(backend, given["VpcSubnetIds"])
    check_security_groups(backend, given.get("VpcSecurityGroupIds"), vpc_id, kind="DB proxy endpoint")
    if proxy.engine_family == "SQLSERVER" and given.get("TargetRole") == "READ_ONLY":
        raise bad_combination("READ_ONLY endpoints aren't supported for SQL Server.")
    return original(self)


@ext.around(RDSResponse)
def register_db_proxy_targets(original: Any, self: Any) -> Any:
    """https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RegisterDBProxyTargets.html"""
    given, backend = params(self), self.backend
    proxy = proxy_of(backend, given["DBProxyName"])
    for name in given.get("DBClusterIdentifiers") or ():
        cluster = backend.clusters.get(name)
        if cluster is not None and ENGINE_FAMILIES.get(cluster.engine) != proxy.engine_family:
            raise bad_value(f"The engine of DB cluster {name} ({cluster.engine}) isn't of the proxy's engine family {proxy.engine_family}.")
    return original(self)


@ext.around(RDSResponse)
def modify_db_proxy_target_group(original: Any, self: Any) -> Any:
    """https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ConnectionPoolConfiguration.html"""
    pool = params(self).get("ConnectionPoolConfig") or {}
    check_range(pool, "MaxConnectionsPercent", 1, 100, "MaxConnectionsPercent")
    check_range(pool, "MaxIdleConnectionsPercent", 0, int(pool.get("MaxConnectionsPercent") or 100), "MaxIdleConnectionsPercent")
    check_range(pool, "ConnectionBorrowTimeout", 0, 300, "ConnectionBorrowTimeout")
    return original(self)
