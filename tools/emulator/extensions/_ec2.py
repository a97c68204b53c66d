"""What stands in a VPC: who uses a subnet, a security group, an address. AWS deletes nothing that is used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ._support import ServiceError


def invalid(message: str) -> ServiceError:
    return ServiceError("InvalidParameterValue", message)


def in_use(message: str) -> ServiceError:
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html: DependencyViolation."""
    return ServiceError("DependencyViolation", message)


def live_interfaces(backend: Any) -> Iterator[Any]:
    """Network interfaces, but for those of terminated instances, which moto keeps."""
    for interface in backend.enis.values():
        state = getattr(getattr(interface.instance, "_state", None), "name", "running")
        if state != "terminated":
            yield interface


def live_endpoints(backend: Any) -> Iterator[Any]:
    return (endpoint for endpoint in backend.vpc_end_points.values() if endpoint.state != "deleted")


def load_balancers(backend: Any) -> Iterator[Any]:
    from moto.elbv2.models import elbv2_backends

    yield from elbv2_backends[backend.account_id][backend.region_name].load_balancers.values()


def subnet_ids_of(load_balancer: Any) -> set[str]:
    return {getattr(subnet, "id", subnet) for subnet in load_balancer.subnets}


def users_of_subnet(backend: Any, subnet_id: str) -> bool:
    return (
        any(interface.subnet.id == subnet_id for interface in live_interfaces(backend))
        or any(nat.subnet_id == subnet_id and nat.state not in ("deleted", "failed") for nat in backend.nat_gateways.values())
        or any(subnet_id in (endpoint.subnet_ids or []) for endpoint in live_endpoints(backend))
        or any(subnet_id in subnet_ids_of(load_balancer) for load_balancer in load_balancers(backend))
    )


def databases_and_caches(backend: Any) -> Iterator[list[str]]:
    """The security groups of each cluster, instance, proxy and cache of the region."""
    from moto.elasticache.models import elasticache_backends
    from moto.rds.models import rds_backends

    rds = rds_backends[backend.account_id][backend.region_name]
    for kept in (*rds.clusters.values(), *rds.databases.values(), *rds.db_proxies.values()):
        groups = getattr(kept, "vpc_security_group_ids", None) or []
        yield [group if isinstance(group, str) else group.get("VpcSecurityGroupId", "") for group in groups]
    caches = elasticache_backends[backend.account_id][backend.region_name]
    for kept in (*caches.replication_groups.values(), *caches.cache_clusters.values()):
        groups = getattr(kept, "security_group_ids", None) or []
        yield [group if isinstance(group, str) else "" for group in groups]


def users_of_group(backend: Any, group_id: str) -> bool:
    def refers(rules: list[Any]) -> bool:
        return any((rule.source_group or {}).get("GroupId") == group_id for rule in rules)

    others = [group for groups in backend.groups.values() for group in groups.values() if group.id != group_id]
    return (
        any(refers([*group.ingress_rules, *group.egress_rules]) for group in others)
        or any(group_id in [group.id for group in interface.group_set] for interface in live_interfaces(backend))
        or any(group_id in (endpoint.security_group_ids or []) for endpoint in live_endpoints(backend))
        or any(group_id in (load_balancer.security_groups or []) for load_balancer in load_balancers(backend))
        or any(group_id in groups for groups in databases_and_caches(backend))
    )


def gateway_of(backend: Any, vpc_id: str) -> Any | None:
    """The internet gateway that is attached to the VPC."""
    return next((gateway for gateway in backend.internet_gateways.values() if gateway.vpc and gateway.vpc.id == vpc_id), None)
