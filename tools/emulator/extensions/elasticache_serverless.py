"""ElastiCache Serverless: caches without nodes, which moto lacks. They are available at once.

What is refused: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html
"""

from __future__ import annotations

import datetime
import re
from typing import Any

from moto.elasticache.models import ElastiCacheBackend, elasticache_backends
from moto.elasticache.responses import ElastiCacheResponse

from ._elasticache import arn, bad_value, find, lowered, numbers, one, store
from ._elasticache_changes import check_engine
from ._elasticache_rbac import check_user_groups
from ._keys import refusal
from ._support import Extension, ServiceError, page, params, result
from ._vpcs import check_security_groups, default_vpc, find_subnets, vpcs_of, zones_of
from .elasticache_quotas import check_count

ext = Extension()
install = ext.install

PORT = 6379
#: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html: gigabytes, and ECPUs a second.
LIMITS = {"DataStorage": (1, 5000), "ECPUPerSecond": (1000, 15_000_000)}
#: The major version of an engine that names none, and what AWS runs of each: the minor version that a cache starts with, and those that it gets.
NEWEST = {"redis": "7", "valkey": "8", "memcached": "1.6"}
MINORS = {"redis": {"7": ("7.1",)}, "valkey": {"7": ("7.2",), "8": ("8.0", "8.1")}, "memcached": {"1.6": ("1.6.22",)}}
#: What ModifyServerlessCache changes in place, beside the user group.
MODIFIABLE = ("Description", "CacheUsageLimits", "SecurityGroupIds", "SnapshotRetentionLimit", "DailySnapshotTime")


def caches(backend: ElastiCacheBackend) -> dict[str, Any]:
    return store(backend, "serverless_caches")


def cache_of(backend: Any, name: str) -> dict[str, Any]:
    return one(caches(backend), name.lower(), "ServerlessCacheNotFoundFault", "Serverless cache")


def wanted_engine(cache: dict[str, Any], given: dict[str, Any]) -> tuple[str, str]:
    """Engine and major version that a request asks for."""
    engine = given.get("Engine", cache.get("Engine", "")).lower()
    major = given.get("MajorEngineVersion") or (cache["MajorEngineVersion"] if engine == cache.get("Engine") else NEWEST.get(engine, ""))
    if major not in MINORS.get(engine, {}):
        raise bad_value(f"{engine} has no serverless version {major}.")
    return engine, major


def set_engine(cache: dict[str, Any], engine: str, major: str) -> None:
    if (engine, major) != (cache.get("Engine"), cache.get("MajorEngineVersion")):
        cache.update(Engine=engine, MajorEngineVersion=major, FullEngineVersion=MINORS[engine][major][0])


def vpc_of(backend: Any, subnet_ids: list[str]) -> str | None:
    return next(iter(vpcs_of(find_subnets(backend, subnet_ids)[0])), default_vpc(backend))


def check_subnets(backend: Any, subnet_ids: list[str]) -> str | None:
    """The VPC of the subnets: two or three, in zones of their own."""
    subnets, unknown = find_subnets(backend, subnet_ids)
    if unknown:
        raise bad_value(f"Some input subnets in :[{', '.join(unknown)}] are invalid.")
    if len(vpcs_of(subnets)) > 1:
        raise bad_value("The requested subnets are not all in a common VPC.")
    if subnets and not 2 <= len(zones_of(subnets)) == len(subnets) <= 3:
        raise bad_value("SubnetIds must be 2 or 3 subnets in different Availability Zones.")
    return vpc_of(backend, subnet_ids)


def check_settings(backend: Any, given: dict[str, Any], vpc_id: str | None) -> None:
    check_security_groups(backend, given.get("SecurityGroupIds"), vpc_id, kind="serverless cache")
    limits = given.get("CacheUsageLimits") or {}
    for member, (least, most) in LIMITS.items():
        limit = limits.get(member) or {}
        low, high = limit.get("Minimum"), limit.get("Maximum")
        if any(value is not None and not least <= int(value) <= most for value in (low, high)):
            raise bad_value(f"{member} must be between {least} and {most}.")
        if low is not None and high is not None and int(low) > int(high):
            raise bad_value(f"The minimum of {member} must not be greater than its maximum.")
    if not 0 <= int(given.get("SnapshotRetentionLimit") or 0) <= 35:
        raise bad_value("SnapshotRetentionLimit must be between 0 and 35.")
    if given.get("DailySnapshotTime") and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", given["DailySnapshotTime"]):
        raise bad_value(f"DailySnapshotTime must be in the format hh24:mi, got {given['DailySnapshotTime']}.")


def merged_limits(kept: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """A minimum that isn't named stays: the provider can't take one away (hashicorp/terraform-provider-aws, issue 41962)."""
    return {name: {**(kept.get(name) or {}), **(given.get(name) or {})} for name in {**kept, **given}}


def check_user_group(backend: Any, given: dict[str, Any], cache: dict[str, Any], engine: str, version: str) -> None:
    names = lowered({"UserGroupIds": [given["UserGroupId"]]}, "UserGroupIds") if given.get("UserGroupId") else []
    kept = [cache["UserGroupId"]] if cache.get("UserGroupId") else []
    check_user_groups(backend, names or ([] if given.get("RemoveUserGroup") else kept), engine, version, kept=kept)


def check_upgrade(cache: dict[str, Any], given: dict[str, Any], engine: str, major: str) -> None:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html"""
    if given.get("Engine") and (engine, major) == (cache["Engine"], cache["MajorEngineVersion"]):
        # So its users know it: hashicorp/terraform-provider-aws, issue 39711.
        raise bad_value("This API supports only cross-engine upgrades to Valkey engine currently")
    if (engine, major) != (cache["Engine"], cache["MajorEngineVersion"]):
        check_engine((cache["Engine"], cache["FullEngineVersion"]), (engine, MINORS[engine][major][0]))


def upgrade_minor(name: str, version: str | None = None) -> str | None:
    """Moves a cache to a newer minor version, as ElastiCache does by itself; None if there is none of that name."""
    for account in elasticache_backends.values():
        for backend in account.values():
            cache = caches(backend).get(name)
            if cache is None:
                continue
            minors = MINORS[cache["Engine"]][cache["MajorEngineVersion"]]
            newer = [minor for minor in minors if numbers(minor) > numbers(cache["FullEngineVersion"])]
            if not newer or (version and version not in newer):
                raise ValueError(f"{cache['Engine']} {cache['FullEngineVersion']} has no newer minor version {version or ''}".rstrip())
            cache["FullEngineVersion"] = version or newer[-1]
            return cache["FullEngineVersion"]
    return None


@ext.extend(ElastiCacheResponse)
class _ServerlessCaches:
    def create_serverless_cache(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        name = given["ServerlessCacheName"].lower()
        if name in caches(backend):
            raise ServiceError("ServerlessCacheAlreadyExistsFault", f"Serverless cache {name} already exists.")
        check_count(backend, "serverlessCaches", len(caches(backend)) + 1, "ServerlessCacheQuotaForCustomerExceededFault", "serverless caches")
        engine, major = wanted_engine({}, given)
        check_settings(backend, given, check_subnets(backend, given.get("SubnetIds") or []))
        check_user_group(backend, given, {}, engine, MINORS[engine][major][0])
        if given.get("KmsKeyId") and refusal(backend.region_name, backend.account_id, given["KmsKeyId"]):
            raise bad_value(f"The KMS key {given['KmsKeyId']} does not exist, is not enabled or is not in this region.")
        domain = f"{name}-emulator.serverless.{backend.region_name}.cache.amazonaws.com"
        cache = {
            "ServerlessCacheName": name,
            "Description": given.get("Description", " "),
            "Status": "available",
            "CreateTime": datetime.datetime.now(datetime.timezone.utc),
            "CacheUsageLimits": given.get("CacheUsageLimits"),
            "KmsKeyId": given.get("KmsKeyId"),
            "SecurityGroupIds": given.get("SecurityGroupIds") or [],
            "SubnetIds": given.get("SubnetIds") or [],
            "UserGroupId": (given.get("UserGroupId") or "").lower() or None,
            "SnapshotRetentionLimit": given.get("SnapshotRetentionLimit", 0),
            "DailySnapshotTime": given.get("DailySnapshotTime", "05:00"),
            "Endpoint": {"Address": domain, "Port": PORT},
            "ReaderEndpoint": {"Address": domain, "Port": PORT + 1},
            "ARN": arn(backend, "serverlesscache", name),
        }
        set_engine(cache, engine, major)
        caches(backend)[name] = cache
        backend.tagging_service.tag_resource(cache["ARN"], given.get("Tags") or [])
        return result(ServerlessCache=cache)

    def describe_serverless_caches(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        found = find(caches(backend), (given.get("ServerlessCacheName") or "").lower(), "ServerlessCacheNotFoundFault", "Serverless cache")
        items, token = page(found, given.get("MaxResults"), given.get("NextToken"))
        return result(ServerlessCaches=items, NextToken=token)

    def modify_serverless_cache(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        cache = cache_of(backend, given["ServerlessCacheName"])
        engine, major = wanted_engine(cache, given)
        check_settings(backend, given, vpc_of(backend, cache["SubnetIds"]))
        check_upgrade(cache, given, engine, major)
        check_user_group(backend, given, cache, engine, MINORS[engine][major][0])
        set_engine(cache, engine, major)
        if given.get("UserGroupId"):
            cache["UserGroupId"] = given["UserGroupId"].lower()
        if given.get("RemoveUserGroup"):
            cache["UserGroupId"] = None
        limits = merged_limits(cache.get("CacheUsageLimits") or {}, given.get("CacheUsageLimits") or {})
        cache.update({member: given[member] for member in MODIFIABLE if member in given})
        cache["CacheUsageLimits"] = limits or None
        return result(ServerlessCache=cache)

    def delete_serverless_cache(self: Any) -> Any:
        backend = self.elasticache_backend
        cache = cache_of(backend, params(self)["ServerlessCacheName"])
        del caches(backend)[cache["ServerlessCacheName"]]
        backend.tagging_service.delete_all_tags_for_resource(cache["ARN"])
        return result(ServerlessCache={**cache, "Status": "deleting"})
