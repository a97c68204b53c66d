"""RDS: what is refused of the instances of Aurora clusters.

CreateDBInstance: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
ModifyDBInstance: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html
"""

from __future__ import annotations

from typing import Any

from moto.rds.responses import RDSResponse

from . import _rds_engines as engines, _windows
from ._rds_checks import bad_combination, check_family, check_insights, check_keys, check_monitoring, check_range
from ._support import Extension, ServiceError, params
from .rds import cluster_of
from .rds_cluster_limits import LEAST_WINDOW_MINUTES, check_identifier

ext = Extension()
install = ext.install

#: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Replication.html
MOST_READERS = 15
#: What belongs to the cluster: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Modifying.html
OF_CLUSTER = {
    "EngineVersion": "database engine version",
    "BackupRetentionPeriod": "backup retention period",
    "MasterUserPassword": "master user password",
    "EnableIAMDatabaseAuthentication": "IAM database authentication",
}


def check_class(cluster: Any, instance_class: str | None) -> None:
    if not instance_class:
        return
    engine, version = cluster.engine, cluster.engine_version
    if instance_class == engines.SERVERLESS and not cluster.serverless_v2_scaling_configuration:
        # https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.requirements.html
        message = "Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB instance."
        raise ServiceError("InvalidDBClusterStateFault", message)
    if not engines.runs_on(engine, version, instance_class):
        combination = f"DBInstanceClass={instance_class}, Engine={engine}, EngineVersion={version}"
        reason = f"RDS does not support creating a DB instance with the following combination: {combination}."
        raise bad_combination(f"{reason} For supported combinations of instance class and database engine version, see the documentation.")


def check_settings(response: Any, given: dict[str, Any], cluster: Any, now: Any = None) -> None:
    backend = response.backend
    check_class(cluster, given.get("DBInstanceClass"))
    check_range(given, "PromotionTier", 0, 15, "promotion tier")
    if given.get("PreferredMaintenanceWindow"):
        _windows.check(None, given["PreferredMaintenanceWindow"], name="backup", least=LEAST_WINDOW_MINUTES)
    if given.get("CACertificateIdentifier") not in (None, *engines.CERTIFICATES):
        raise ServiceError("CertificateNotFound", f"Certificate not found: {given['CACertificateIdentifier']}")
    group = given.get("DBParameterGroupName")
    if group and not group.startswith("default.") and group not in backend.db_parameter_groups:
        raise ServiceError("DBParameterGroupNotFound", f"DBParameterGroup not found: {group}")
    check_family(backend, backend.db_parameter_groups, group, engines.family_of(cluster.engine, cluster.engine_version))
    check_keys(backend, response, given)
    check_insights(given, now)
    check_monitoring(backend, given, getattr(now, "monitoring_role_arn", None))


@ext.around(RDSResponse)
def create_db_instance(original: Any, self: Any) -> Any:
    given, backend = params(self), self.backend
    if not given.get("DBClusterIdentifier") or not engines.is_aurora(given.get("Engine", "")):
        return original(self)
    check_identifier("DBInstanceIdentifier", given["DBInstanceIdentifier"])
    cluster = cluster_of(backend, given["DBClusterIdentifier"])
    if given["Engine"] != cluster.engine:
        wrong = f"The engine name requested for your DB instance ({given['Engine']}) doesn't match the engine name of your DB cluster"
        raise bad_combination(f"{wrong} ({cluster.engine}).")
    version = given.get("EngineVersion")
    if version not in (None, cluster.engine_version, engines.major_of(cluster.engine, cluster.engine_version)):
        wrong = f"The engine version that you requested for your DB instance ({version}) does not match the engine version of your DB cluster"
        raise bad_combination(f"{wrong} ({cluster.engine_version}).")
    if len(cluster.members) > MOST_READERS:
        message = f"DB cluster {cluster.db_cluster_identifier} already has {MOST_READERS} Aurora Replicas, the most there can be."
        raise ServiceError("InvalidDBClusterStateFault", message)
    check_settings(self, given, cluster)
    return original(self)


@ext.around(RDSResponse)
def modify_db_instance(original: Any, self: Any) -> Any:
    given, backend = params(self), self.backend
    instance = backend.databases.get(given["DBInstanceIdentifier"])
    cluster = getattr(instance, "cluster", None)
    if cluster is None or not engines.is_aurora(cluster.engine):
        return original(self)
    for member, what in OF_CLUSTER.items():
        if given.get(member) is not None:
            how = f"Modify {what} for the DB Cluster using the ModifyDbCluster API"
            raise bad_combination(f"The specified DB Instance is a member of a cluster. {how}")
    check_settings(self, given, cluster, instance)
    return original(self)


@ext.around(RDSResponse)
def delete_db_instance(original: Any, self: Any) -> Any:
    """https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBInstance.html"""
    given, backend = params(self), self.backend
    instance = backend.databases.get(given["DBInstanceIdentifier"])
    final, skip = given.get("FinalDBSnapshotIdentifier"), given.get("SkipFinalSnapshot")
    if instance is not None and getattr(instance, "cluster", None) is not None:
        if final:
            raise bad_combination("FinalDBSnapshotIdentifier can not be specified when deleting a cluster instance")
    elif instance is not None:
        if not skip and not final:
            raise bad_combination("FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.")
        if final and final in backend.database_snapshots:
            raise ServiceError("DBSnapshotAlreadyExists", f"Cannot create the snapshot because a snapshot with the identifier {final} already exists.")
    return original(self)
