"""ElastiCache: what is refused of parameter groups and subnet groups, whose names are kept in lower case."""

from __future__ import annotations

from typing import Any

from moto.elasticache.responses import ElastiCacheResponse

from . import _elasticache_parameters as parameters
from ._elasticache import bad_value, store
from ._support import Extension, ServiceError, params
from ._vpcs import find_subnets, vpcs_of

ext = Extension()
install = ext.install

#: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyCacheParameterGroup.html
MOST_PARAMETERS = 20
LOWER_CASED = {
    "CacheParameterGroupName": (
        *("create_cache_parameter_group", "describe_cache_parameter_groups", "modify_cache_parameter_group", "delete_cache_parameter_group"),
        *("reset_cache_parameter_group", "describe_cache_parameters", "create_replication_group", "modify_replication_group"),
    ),
    "CacheSubnetGroupName": (
        *("create_cache_subnet_group", "describe_cache_subnet_groups", "modify_cache_subnet_group", "delete_cache_subnet_group"),
        "create_replication_group",
    ),
}


@ext.around(ElastiCacheResponse)
def create_cache_parameter_group(original: Any, self: Any) -> Any:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheParameterGroup.html"""
    given = params(self)
    if given["CacheParameterGroupFamily"] not in parameters.FAMILIES:
        raise bad_value(f"CacheParameterGroupFamily {given['CacheParameterGroupFamily']} is not a valid parameter group family.")
    if given["CacheParameterGroupName"].startswith("default."):
        raise bad_value("The parameter CacheParameterGroupName is not a valid identifier: default groups are ElastiCache's own.")
    return original(self)


@ext.around(ElastiCacheResponse)
def modify_cache_parameter_group(original: Any, self: Any) -> Any:
    given, backend = params(self), self.elasticache_backend
    name, changes = given["CacheParameterGroupName"], given.get("ParameterNameValues") or []
    if name.startswith("default."):
        raise ServiceError("InvalidCacheParameterGroupState", f"The parameter group {name} is a default one, which can't be modified.")
    if not 1 <= len(changes) <= MOST_PARAMETERS:
        raise bad_value(f"A maximum of {MOST_PARAMETERS} parameters can be modified in a single request.")
    group = store(backend, "parameter_groups").get(name)
    for change in changes if group else ():
        parameters.check(group["CacheParameterGroupFamily"], change.get("ParameterName", ""), change.get("ParameterValue"))
    return original(self)


# ---- subnet groups: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html --


def check_subnets(backend: Any, subnet_ids: list[str], vpc_id: str | None = None) -> list[Any]:
    subnets, unknown = find_subnets(backend, subnet_ids)
    if unknown or not subnets:
        raise ServiceError("InvalidSubnet", f"Some input subnets in :[{', '.join(unknown)}] are invalid.")
    if len(vpcs_of(subnets) | ({vpc_id} if vpc_id else set())) > 1:
        raise ServiceError("InvalidSubnet", "The requested subnets are not all in a common VPC.")
    return subnets


@ext.around(ElastiCacheResponse)
def create_cache_subnet_group(original: Any, self: Any) -> Any:
    check_subnets(self.elasticache_backend, params(self).get("SubnetIds") or [])
    return original(self)


@ext.around(ElastiCacheResponse)
def modify_cache_subnet_group(original: Any, self: Any) -> Any:
    given, backend = params(self), self.elasticache_backend
    group = backend.cache_subnet_groups.get(given["CacheSubnetGroupName"])
    if group is not None and given.get("SubnetIds"):
        subnets = check_subnets(backend, given["SubnetIds"], group.vpc_id)
        left = {subnet.availability_zone for subnet in subnets}
        lost = sorted(zones_in_use(backend, group.cache_subnet_group_name) - left)
        if lost:
            raise ServiceError("SubnetInUse", f"Some of the subnets to be deleted are currently in use: nodes are in {', '.join(lost)}.")
    return original(self)


def zones_in_use(backend: Any, name: str) -> set[str]:
    return {
        member["PreferredAvailabilityZone"]
        for group_name, settings in store(backend, "member_settings").items()
        if settings["CacheSubnetGroupName"] == name
        for shard in backend.replication_groups[group_name]["NodeGroups"]
        for member in shard["NodeGroupMembers"]
    }


def lower_case(operation: str, member: str) -> None:
    @ext.around(ElastiCacheResponse, operation)
    def lowered(original: Any, self: Any) -> Any:
        name = self.params.get(member)
        if isinstance(name, str):
            self.params[member] = name.lower()
        return original(self)


def lower_all_cases() -> None:
    for member, operations in LOWER_CASED.items():
        for operation in operations:
            lower_case(operation, member)


# Outermost: names are compared in lower case.
lower_all_cases()
