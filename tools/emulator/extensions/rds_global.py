"""RDS: Aurora global databases.

moto keeps global clusters in one region for all; it finds and removes members of that region alone. What a member can't have, the order in
which members go and are upgraded:
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html#rds-secrets-manager-limitations
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-upgrade.html
"""

from __future__ import annotations

from typing import Any

from moto.rds.responses import RDSResponse

from . import _rds_engines as engines
from ._rds_checks import bad_combination, bad_value
from ._support import Extension, ServiceError, params, result
from .rds import cluster_of

ext = Extension()
install = ext.install

#: What a secondary cluster has from its primary one.
OF_THE_PRIMARY = ("MasterUsername", "MasterUserPassword", "DatabaseName")
BURSTABLE = "db.t"


def global_clusters(response: Any) -> Any:
    return response.global_backend.global_clusters


def global_cluster(response: Any, name: str) -> Any:
    clusters = global_clusters(response)
    if name not in clusters:
        raise ServiceError("GlobalClusterNotFoundFault", f"Global Cluster {name} not found.")
    return clusters[name]


def membership(response: Any, arn: str) -> Any:
    """The global cluster that a cluster is in; None where there is none."""
    return next((each for each in global_clusters(response).values() if any(member.arn == arn for member in each.members)), None)


def bad_state(message: str) -> ServiceError:
    return ServiceError("InvalidGlobalClusterStateFault", message)


@ext.around(RDSResponse)
def create_global_cluster(original: Any, self: Any) -> Any:
    given = params(self)
    if given["GlobalClusterIdentifier"] in global_clusters(self):
        raise ServiceError("GlobalClusterAlreadyExistsFault", "Global Cluster already exists")
    if given.get("Engine") in engines.VERSIONS:
        self.params["EngineVersion"] = engines.resolve(given["Engine"], given.get("EngineVersion"))
    return original(self)


@ext.around(RDSResponse)
def describe_global_clusters(original: Any, self: Any) -> Any:
    given = params(self)
    if given.get("GlobalClusterIdentifier"):
        return result(GlobalClusters=[global_cluster(self, given["GlobalClusterIdentifier"])])
    wanted = {arn for each in given.get("Filters") or [] if each["Name"] == "db-cluster-id" for arn in each["Values"]}
    found = [each for each in global_clusters(self).values() if not wanted or any(member.arn in wanted for member in each.members)]
    return result(GlobalClusters=found)


@ext.extend(RDSResponse)
class _Modification:
    def modify_global_cluster(self: Any) -> Any:
        given = params(self)
        found = global_cluster(self, given["GlobalClusterIdentifier"])
        version = given.get("EngineVersion")
        if version and version != found.engine_version:
            if engines.major_of(found.engine, version) == engines.major_of(found.engine, found.engine_version):
                raise bad_value("ModifyGlobalCluster doesn't support minor version upgrades for Aurora global databases.")
            if not given.get("AllowMajorVersionUpgrade"):
                raise bad_combination("The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.")
            found.engine_version = engines.resolve(found.engine, version)
            for member in found.members:
                member.engine_version = found.engine_version
                member.parameter_group = f"default.{engines.family_of(found.engine, version)}"
        if given.get("DeletionProtection") is not None:
            found.deletion_protection = given["DeletionProtection"]
        return result(GlobalCluster=found)


    def switchover_global_cluster(self: Any) -> Any:
        return switch_over(self)

    def failover_global_cluster(self: Any) -> Any:
        return switch_over(self)


def switch_over(response: Any) -> Any:
    """A secondary cluster becomes the primary one, whom all others follow."""
    given = params(response)
    found, arn = global_cluster(response, given["GlobalClusterIdentifier"]), given["TargetDbClusterIdentifier"]
    target = next((each for each in found.members if each.arn == arn), None)
    if target is None:
        raise ServiceError("DBClusterNotFoundFault", f"DBCluster {arn} not found in global cluster {found.global_cluster_identifier}.")
    for member in found.members:
        member.is_writer = member is target
        member.replication_source_identifier = None if member is target else arn
    return result(GlobalCluster=found)


@ext.around(RDSResponse)
def delete_global_cluster(original: Any, self: Any) -> Any:
    found = global_cluster(self, params(self)["GlobalClusterIdentifier"])
    if found.deletion_protection:
        raise bad_combination("Cannot delete protected Global Cluster, please disable deletion protection and try again.")
    if found.members:
        raise bad_state(f"Global Cluster {found.arn} is not empty")
    return original(self)


@ext.around(RDSResponse)
def remove_from_global_cluster(original: Any, self: Any) -> Any:
    given = params(self)
    found, arn = global_cluster(self, given["GlobalClusterIdentifier"]), given["DbClusterIdentifier"]
    member = next((each for each in found.members if each.arn == arn), None)
    if member is None:
        raise bad_value(f"Cluster {arn} is not found in global cluster {found.global_cluster_identifier}")
    if member.is_writer and len(found.members) > 1:
        raise bad_state(f"Global Cluster {found.arn} has secondary clusters: remove these before the primary one.")
    found.members.remove(member)
    member.global_cluster_identifier = member.replication_source_identifier = None
    member.is_writer = True
    return result(GlobalCluster=found)


# ---- members --------------------------------------------------------------------------------------------------------


@ext.around(RDSResponse)
def create_db_cluster(original: Any, self: Any) -> Any:
    given = params(self)
    if not given.get("GlobalClusterIdentifier"):
        return original(self)
    found = global_cluster(self, given["GlobalClusterIdentifier"])
    if given.get("ManageMasterUserPassword"):
        raise bad_combination("ManageMasterUserPassword isn't supported for DB clusters that are part of an Aurora global database.")
    if given["Engine"] != found.engine:
        raise bad_combination(f"The engine {given['Engine']} isn't that of the global cluster, {found.engine}.")
    primary = next((each for each in found.members if each.is_writer), None)
    if primary:
        check_secondary(self, given, found, primary)
    elif not given.get("MasterUserPassword"):
        raise bad_value("The parameter MasterUserPassword must be provided and must not be blank.")
    answer = original(self)
    made = cluster_of(self.backend, given["DBClusterIdentifier"])
    made.replication_source_identifier = primary and primary.arn
    return answer


def check_secondary(response: Any, given: dict[str, Any], found: Any, primary: Any) -> None:
    region = response.region
    for member in OF_THE_PRIMARY:
        if given.get(member):
            raise bad_combination(f"{member} can't be specified for a secondary cluster of a global database.")
    if any(each.region == region for each in found.members):
        raise bad_combination(f"The global cluster has a cluster in {region} already.")
    if not primary.members:
        raise ServiceError("InvalidDBClusterStateFault", f"The primary cluster {primary.arn} has no DB instance.")
    if bool(found.storage_encrypted) and not given.get("KmsKeyId"):
        raise bad_combination("A KmsKeyId of the secondary cluster's Region must be specified for an encrypted global cluster.")


@ext.around(RDSResponse)
def create_db_instance(original: Any, self: Any) -> Any:
    given = params(self)
    cluster = self.backend.clusters.get(given.get("DBClusterIdentifier"))
    if cluster is not None and membership(self, cluster.arn) and given["DBInstanceClass"].startswith(BURSTABLE):
        raise bad_combination(f"{given['DBInstanceClass']} isn't supported for a global database.")
    return original(self)


@ext.around(RDSResponse)
def modify_db_cluster(original: Any, self: Any) -> Any:
    given = params(self)
    cluster = cluster_of(self.backend, given["DBClusterIdentifier"])
    found, version = membership(self, cluster.arn), given.get("EngineVersion")
    if found and version and version != cluster.engine_version:
        check_upgrade(cluster, found, version)
    answer = original(self)
    if found and cluster.is_writer:
        found.engine_version = cluster.engine_version
    return answer


def check_upgrade(cluster: Any, found: Any, version: str) -> None:
    """The primary's minor version is the last one to change; the major one is changed by ModifyGlobalCluster alone."""
    engine = cluster.engine
    if engines.major_of(engine, version) != engines.major_of(engine, cluster.engine_version):
        raise bad_combination("A cluster of a global database is upgraded to another major version by ModifyGlobalCluster.")
    behind = [each for each in found.members if not each.is_writer and engines.numbers(each.engine_version) < engines.numbers(version)]
    if cluster.is_writer and behind:
        raise bad_value(
            f"Cannot upgrade DB cluster '{cluster.db_cluster_identifier}' to engine version {version} as global replica(s) are running "
            "lower version. Please upgrade global replicas first before upgrading the primary member."
        )


@ext.around(RDSResponse)
def delete_db_cluster(original: Any, self: Any) -> Any:
    cluster = cluster_of(self.backend, params(self)["DBClusterIdentifier"])
    if membership(self, cluster.arn):
        message = "This cluster is a part of a global cluster, please remove it from globalcluster first"
        raise ServiceError("InvalidDBClusterStateFault", message)
    return original(self)
