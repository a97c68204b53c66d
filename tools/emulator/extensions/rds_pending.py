"""RDS: what waits for the maintenance window, and what RDS does in it.

Without ApplyImmediately a change that means an outage is shown in PendingModifiedValues and made in the next maintenance window:
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Modifying.html
A cluster's version, its IAM authentication; an instance's class and its certificate authority. Windows are run by `maintenance.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto.rds.models import DBCluster, DBInstance, RDSBackend, rds_backends

from . import _rds_engines as engines
from ._support import Extension

ext = Extension()
install = ext.install

#: Request members by the attributes of moto's that they set.
OF_CLUSTERS = {"EngineVersion": "engine_version", "EnableIAMDatabaseAuthentication": "iam_auth"}
OF_INSTANCES = {"DBInstanceClass": "db_instance_class", "CACertificateIdentifier": "ca_certificate_identifier"}
#: What goes with a version of another family.
WITH_VERSION = ("DBClusterParameterGroupName", "DBInstanceParameterGroupName")
#: Where the answer's member has another name than the request's.
SHOWN_AS = {"EnableIAMDatabaseAuthentication": "IAMDatabaseAuthenticationEnabled"}


def pending(resource: Any) -> dict[str, Any]:
    return resource.__dict__.setdefault("_pending", {})


@ext.extend(DBCluster)
class _Cluster:
    @property
    def pending_modified_values(self: Any) -> dict[str, Any] | None:
        return shown(self) or None


@ext.extend(DBInstance)
class _Instance:
    @property
    def pending_modified_values(self: Any) -> dict[str, Any]:
        return shown(self)


def shown(resource: Any) -> dict[str, Any]:
    return {SHOWN_AS.get(member, member): value for member, value in pending(resource).items() if member not in WITH_VERSION}


def put_off(resource: Any, given: Any, members: dict[str, str]) -> None:
    """Takes what would be changed later out of a request that isn't to be applied immediately."""
    waiting = pending(resource)
    if given.get("ApplyImmediately"):
        # The request applies whatever is pending as well, and wins over it.
        for member in [member for member in waiting if given.get(member) is None]:
            given[member] = waiting[member]
        waiting.clear()
        return
    upgrade, family = given.get("EngineVersion"), engines.family_of(resource.engine, resource.engine_version)
    major = bool(upgrade) and engines.family_of(resource.engine, upgrade) != family
    for member in (*members, *(WITH_VERSION if major else ())):
        if given.get(member) is None:
            continue
        value = given.pop(member)
        if member in members and value == getattr(resource, members[member]):
            waiting.pop(member, None)
        else:
            waiting[member] = value


@ext.around(RDSBackend)
def modify_db_cluster(original: Any, self: Any, kwargs: Any) -> Any:
    cluster = self.clusters.get(kwargs["db_cluster_identifier"])
    if cluster is None or not engines.is_aurora(cluster.engine):
        return original(self, kwargs)
    put_off(cluster, kwargs, OF_CLUSTERS)
    instance_group, version = kwargs.pop("DBInstanceParameterGroupName", None), kwargs.get("EngineVersion")
    before = cluster.engine_version
    answer = original(self, kwargs)
    if version:
        follow(cluster, before, instance_group)
    return answer


def follow(cluster: Any, before: str, instance_group: str | None) -> None:
    """What a new version takes along: the instances' parameter group, if it is of another family."""
    if engines.family_of(cluster.engine, before) == engines.family_of(cluster.engine, cluster.engine_version):
        return
    for instance in cluster.members:
        instance.db_parameter_group_name = instance_group


@ext.around(RDSBackend)
def modify_db_instance(original: Any, self: Any, db_instance_identifier: str, db_kwargs: Any) -> Any:
    instance = self.databases.get(db_instance_identifier)
    if instance is not None and getattr(instance, "cluster", None) is not None:
        put_off(instance, db_kwargs, OF_INSTANCES)
    return original(self, db_instance_identifier, db_kwargs)


# ---- the maintenance window -----------------------------------------------------------------------------------------


def resources(name: str | None) -> Iterator[Any]:
    """The clusters and instances of that name, of all accounts and regions; all of them without one."""
    for account in rds_backends.values():
        for backend in account.values():
            yield from (each for each in [*backend.clusters.values(), *backend.databases.values()] if name in (None, each.resource_id))


def run_window(name: str | None = None) -> list[str]:
    """Makes the pending changes; returns the names of what was changed."""
    changed = []
    for resource in resources(name):
        waiting = dict(pending(resource))
        pending(resource).clear()
        before = resource.engine_version
        for member, attribute in {**OF_CLUSTERS, **OF_INSTANCES}.items():
            if member in waiting:
                setattr(resource, attribute, waiting[member])
        if "DBClusterParameterGroupName" in waiting:
            resource.parameter_group = waiting["DBClusterParameterGroupName"]
        if "EngineVersion" in waiting:
            follow(resource, before, waiting.get("DBInstanceParameterGroupName"))
        if waiting:
            changed.append(resource.resource_id)
    return changed


def upgrade_minor(name: str, version: str | None = None) -> str:
    """Moves a cluster to a newer minor version, as RDS does by itself; raises ValueError where it wouldn't."""
    for cluster in resources(name):
        if not isinstance(cluster, DBCluster):
            continue
        if not all(instance.auto_minor_version_upgrade for instance in cluster.members):
            raise ValueError(f"{name} has instances without automatic minor version upgrades")
        cluster.engine_version = engines.newer_minor(cluster.engine, cluster.engine_version, version)
        return cluster.engine_version
    raise ValueError(f"there is no DB cluster {name}")
