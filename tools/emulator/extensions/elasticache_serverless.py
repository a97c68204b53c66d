"""ElastiCache Serverless: caches without nodes, which moto lacks. They are available at once."""

from __future__ import annotations

import datetime
from typing import Any

from moto.elasticache.models import ElastiCacheBackend
from moto.elasticache.responses import ElastiCacheResponse

from ._elasticache import arn, find, one, store
from ._support import Extension, ServiceError, page, params, result

ext = Extension()
install = ext.install

PORT = 6379
#: The major version of an engine that names none, and what AWS runs of each.
NEWEST = {"redis": "7", "valkey": "8", "memcached": "1.6"}
FULL_VERSIONS = {"redis": {"7": "7.1"}, "valkey": {"7": "7.2", "8": "8.0"}, "memcached": {"1.6": "1.6.22"}}
#: What ModifyServerlessCache changes in place, beside the user group.
MODIFIABLE = ("Description", "CacheUsageLimits", "SecurityGroupIds", "SnapshotRetentionLimit", "DailySnapshotTime")


def caches(backend: ElastiCacheBackend) -> dict[str, Any]:
    return store(backend, "serverless_caches")


def cache_of(backend: Any, name: str) -> dict[str, Any]:
    return one(caches(backend), name.lower(), "ServerlessCacheNotFoundFault", "Serverless cache")


def set_engine(cache: dict[str, Any], given: dict[str, Any]) -> None:
    engine = given.get("Engine", cache.get("Engine", "")).lower()
    major = given.get("MajorEngineVersion") or NEWEST.get(engine)
    if major not in FULL_VERSIONS.get(engine, {}):
        raise ServiceError("InvalidParameterValue", f"{engine} has no serverless version {major}.")
    cache.update(Engine=engine, MajorEngineVersion=major, FullEngineVersion=FULL_VERSIONS[engine][major])


@ext.extend(ElastiCacheResponse)
class _ServerlessCaches:
    def create_serverless_cache(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        name = given["ServerlessCacheName"].lower()
        if name in caches(backend):
            raise ServiceError("ServerlessCacheAlreadyExistsFault", f"Serverless cache {name} already exists.")
        if given.get("UserGroupId"):
            one(store(backend, "user_groups"), given["UserGroupId"], "UserGroupNotFound", "User group")
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
            "UserGroupId": given.get("UserGroupId"),
            "SnapshotRetentionLimit": given.get("SnapshotRetentionLimit", 0),
            "DailySnapshotTime": given.get("DailySnapshotTime", "05:00"),
            "Endpoint": {"Address": domain, "Port": PORT},
            "ReaderEndpoint": {"Address": domain, "Port": PORT + 1},
            "ARN": arn(backend, "serverlesscache", name),
        }
        set_engine(cache, given)
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
        if given.get("Engine") or given.get("MajorEngineVersion"):
            set_engine(cache, given)
        if given.get("UserGroupId"):
            one(store(backend, "user_groups"), given["UserGroupId"], "UserGroupNotFound", "User group")
            cache["UserGroupId"] = given["UserGroupId"]
        if given.get("RemoveUserGroup"):
            cache["UserGroupId"] = None
        cache.update({member: given[member] for member in MODIFIABLE if member in given})
        return result(ServerlessCache=cache)

    def delete_serverless_cache(self: Any) -> Any:
        backend = self.elasticache_backend
        cache = cache_of(backend, params(self)["ServerlessCacheName"])
        del caches(backend)[cache["ServerlessCacheName"]]
        backend.tagging_service.delete_all_tags_for_resource(cache["ARN"])
        return result(ServerlessCache={**cache, "Status": "deleting"})
