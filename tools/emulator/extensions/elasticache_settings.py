"""ElastiCache: parameter groups, subnet groups that can change and be deleted, and the versions of the engines."""

from __future__ import annotations

from typing import Any

from moto.elasticache.responses import ElastiCacheResponse

from ._elasticache import DEFAULT_VERSIONS, ENGINE_VERSIONS, arn, family_of, find, one, store
from ._support import Extension, ServiceError, page, params, result

ext = Extension()
install = ext.install


@ext.extend(ElastiCacheResponse)
class _ParameterGroups:
    def create_cache_parameter_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        name = given["CacheParameterGroupName"]
        if name in store(backend, "parameter_groups"):
            raise ServiceError("CacheParameterGroupAlreadyExists", f"Parameter group {name} already exists.")
        group = {
            "CacheParameterGroupName": name,
            "CacheParameterGroupFamily": given["CacheParameterGroupFamily"],
            "Description": given.get("Description", ""),
            "IsGlobal": False,
            "ARN": arn(backend, "parametergroup", name),
        }
        store(backend, "parameter_groups")[name] = group
        store(backend, "parameters")[name] = {}
        backend.tagging_service.tag_resource(group["ARN"], given.get("Tags") or [])
        return result(CacheParameterGroup=group)

    def describe_cache_parameter_groups(self: Any) -> Any:
        given = params(self)
        name = given.get("CacheParameterGroupName")
        found = find(store(self.elasticache_backend, "parameter_groups"), name, "CacheParameterGroupNotFound", "CacheParameterGroup")
        items, marker = page(found, given.get("MaxRecords"), given.get("Marker"))
        return result(CacheParameterGroups=items, Marker=marker)

    def modify_cache_parameter_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        name = given["CacheParameterGroupName"]
        one(store(backend, "parameter_groups"), name, "CacheParameterGroupNotFound", "CacheParameterGroup")
        for parameter in given.get("ParameterNameValues") or []:
            store(backend, "parameters")[name][parameter["ParameterName"]] = parameter.get("ParameterValue", "")
        return result(CacheParameterGroupName=name)

    def reset_cache_parameter_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        name = given["CacheParameterGroupName"]
        one(store(backend, "parameter_groups"), name, "CacheParameterGroupNotFound", "CacheParameterGroup")
        values = store(backend, "parameters")[name]
        if given.get("ResetAllParameters"):
            values.clear()
        for parameter in given.get("ParameterNameValues") or []:
            values.pop(parameter["ParameterName"], None)
        return result(CacheParameterGroupName=name)

    def describe_cache_parameters(self: Any) -> Any:
        """Those that differ from the family's defaults: the families themselves are not here."""
        given, backend = params(self), self.elasticache_backend
        name = given["CacheParameterGroupName"]
        one(store(backend, "parameter_groups"), name, "CacheParameterGroupNotFound", "CacheParameterGroup")
        values = store(backend, "parameters")[name]
        if given.get("Source") not in (None, "user"):
            values = {}
        shown = [{"ParameterName": key, "ParameterValue": value, "Source": "user"} for key, value in sorted(values.items())]
        items, marker = page(shown, given.get("MaxRecords"), given.get("Marker"))
        return result(Parameters=items, Marker=marker)

    def delete_cache_parameter_group(self: Any) -> Any:
        name, backend = params(self)["CacheParameterGroupName"], self.elasticache_backend
        group = one(store(backend, "parameter_groups"), name, "CacheParameterGroupNotFound", "CacheParameterGroup")
        if name.startswith("default.") or any(members["CacheParameterGroupName"] == name for members in store(backend, "member_settings").values()):
            raise ServiceError("InvalidCacheParameterGroupState", f"One or more cache clusters are still members of {name}.")
        del store(backend, "parameter_groups")[name]
        del store(backend, "parameters")[name]
        backend.tagging_service.delete_all_tags_for_resource(group["ARN"])
        return result()


@ext.extend(ElastiCacheResponse)
class _SubnetGroups:
    def modify_cache_subnet_group(self: Any) -> Any:
        given, backend = params(self), self.elasticache_backend
        old = one(backend.cache_subnet_groups, given["CacheSubnetGroupName"], "CacheSubnetGroupNotFoundFault", "CacheSubnetGroup")
        new = type(old)(
            account_id=backend.account_id,
            region_name=backend.region_name,
            cache_subnet_group_name=old.cache_subnet_group_name,
            cache_subnet_group_description=given.get("CacheSubnetGroupDescription", old.cache_subnet_group_description),
            subnet_ids=given.get("SubnetIds", old.subnet_ids),
            tags=old.tags,
        )
        backend.cache_subnet_groups[old.cache_subnet_group_name] = new
        return result(CacheSubnetGroup=new)

    def delete_cache_subnet_group(self: Any) -> Any:
        name, backend = params(self)["CacheSubnetGroupName"], self.elasticache_backend
        group = one(backend.cache_subnet_groups, name, "CacheSubnetGroupNotFoundFault", "CacheSubnetGroup")
        if any(members["CacheSubnetGroupName"] == name for members in store(backend, "member_settings").values()):
            raise ServiceError("CacheSubnetGroupInUse", f"Cache subnet group {name} is currently in use by a cache cluster.")
        del backend.cache_subnet_groups[name]
        backend.tagging_service.delete_all_tags_for_resource(group.arn)
        return result()


@ext.extend(ElastiCacheResponse)
class _EngineVersions:
    def describe_cache_engine_versions(self: Any) -> Any:
        given = params(self)
        shown = [
            {"Engine": engine, "EngineVersion": version, "CacheParameterGroupFamily": family_of(engine, version)}
            for engine, versions in ENGINE_VERSIONS.items()
            for version in ([DEFAULT_VERSIONS[engine]] if given.get("DefaultOnly") else versions)
        ]
        for member in ("Engine", "EngineVersion", "CacheParameterGroupFamily"):
            if given.get(member):
                shown = [version for version in shown if version[member] == given[member]]
        items, marker = page(shown, given.get("MaxRecords"), given.get("Marker"))
        return result(CacheEngineVersions=items, Marker=marker)
