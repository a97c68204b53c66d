"""RDS: Performance and Database Insights of clusters and instances, and clusters that don't scale as Serverless v1 does."""

from __future__ import annotations

from typing import Any

from moto.rds.models import DBCluster, RDSBackend

from ._support import Extension

ext = Extension()
install = ext.install

#: Days that Performance Insights keeps data unless told otherwise.
DEFAULT_RETENTION_DAYS = 7


def keep_insights(resource: Any, given: dict[str, Any]) -> None:
    """Request members as moto hands them on → the attributes that it shows under the same names."""
    enabled = given.get("enable_performance_insights")
    if enabled is not None:
        resource.performance_insights_enabled = enabled
        resource.performance_insights_retention_period = DEFAULT_RETENTION_DAYS if enabled else None
    for name in ("performance_insights_kms_key_id", "performance_insights_retention_period", "database_insights_mode"):
        if given.get(name) is not None:
            setattr(resource, name, given[name])


@ext.around(RDSBackend)
def create_db_cluster(original: Any, self: Any, kwargs: dict[str, Any]) -> Any:
    cluster = original(self, kwargs)
    cluster.database_insights_mode = "standard"
    keep_insights(cluster, kwargs)
    return cluster


@ext.around(RDSBackend)
def modify_db_cluster(original: Any, self: Any, kwargs: dict[str, Any]) -> Any:
    given = dict(kwargs)
    cluster = original(self, kwargs)
    keep_insights(cluster, given)
    return cluster


@ext.around(RDSBackend)
def create_db_instance(original: Any, self: Any, db_kwargs: dict[str, Any]) -> Any:
    given = dict(db_kwargs)
    instance = original(self, db_kwargs)
    keep_insights(instance, given)
    return instance


@ext.around(RDSBackend)
def modify_db_instance(original: Any, self: Any, db_instance_identifier: str, db_kwargs: dict[str, Any]) -> Any:
    given = dict(db_kwargs)
    instance = original(self, db_instance_identifier, db_kwargs)
    keep_insights(instance, given)
    return instance


@ext.around(DBCluster)
def scaling_configuration_info(original: Any, self: Any) -> Any:
    """Only Serverless v1 has one; moto shows an empty one for all."""
    return original(self) if self.scaling_configuration else None
