"""RDS: what is refused of Aurora clusters. What a rule is from stands beside it.

CreateDBCluster: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
ModifyDBCluster: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBCluster.html
"""

from __future__ import annotations

import re
from typing import Any

from moto.rds.models import DBInstance
from moto.rds.responses import RDSResponse

from . import _rds_engines as engines, _windows
from ._rds_checks import bad_combination, bad_value, check_family, check_insights, check_keys, check_logs, check_monitoring, check_range
from ._support import Extension, ServiceError, params
from ._vpcs import check_security_groups, default_vpc
from .rds import cluster_of

ext = Extension()
install = ext.install

LEAST_WINDOW_MINUTES = 30
STORAGE_TYPES = ("aurora", "aurora-iopt1")
IDENTIFIER = re.compile(r"(?!.*--)[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?")
IDENTIFIER_RULE = (
    "Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; "
    "and must not end with a hyphen or contain two consecutive hyphens."
)
MASTER_USER = re.compile(r"[a-zA-Z][a-zA-Z0-9_]{0,15}")
#: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html: reserved words of the engines, those that are tried.
RESERVED_USERS = {engines.POSTGRESQL: ("admin", "rdsadmin"), engines.MYSQL: ("rdsadmin", "rdsproxyadmin")}
RESERVED_DATABASES = {engines.POSTGRESQL: ("db",), engines.MYSQL: ()}


def check_identifier(member: str, name: str) -> None:
    if not IDENTIFIER.fullmatch(name):
        raise bad_value(f"The parameter {member} is not a valid identifier. {IDENTIFIER_RULE}")


def check_names(given: dict[str, Any]) -> None:
    engine, user, database = given["Engine"], given.get("MasterUsername"), given.get("DatabaseName")
    check_identifier("DBClusterIdentifier", given["DBClusterIdentifier"])
    if user and user.lower() in RESERVED_USERS[engine]:
        raise bad_value(f"MasterUsername {user} cannot be used as it is a reserved word used by the engine")
    if user and not MASTER_USER.fullmatch(user):
        raise bad_value(f"The parameter MasterUsername is not a valid identifier: {user}. Must be 1 to 16 letters or numbers and begin with a letter.")
    if database and database.lower() in RESERVED_DATABASES[engine]:
        raise bad_value(f"DatabaseName {database} cannot be used.  It is a reserved word for this engine")
    if database and not re.fullmatch(r"[a-zA-Z][a-zA-Z0-9_]{0,62}", database):
        raise bad_value("DatabaseName must begin with a letter and contain only alphanumeric characters.")


def check_password(given: dict[str, Any], managed: bool) -> None:
    """https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html"""
    if managed and given.get("MasterUserPassword"):
        raise bad_combination("You can't specify MasterUserPassword when ManageMasterUserPassword is true.")
    if given.get("MasterUserSecretKmsKeyId") and not managed:
        raise bad_combination("You can't specify MasterUserSecretKmsKeyId unless the master user password is managed by RDS in Secrets Manager.")


def check_capacity(engine: str, version: str, scaling: dict[str, Any] | None) -> None:
    """https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-administration.html"""
    if not scaling:
        return
    least, most = engines.acu_bounds(engine, version)
    low, high = scaling.get("MinCapacity"), scaling.get("MaxCapacity")
    for name, value, bottom in (("minimum", low, least), ("maximum", high, 1)):
        if value is None:
            raise bad_value(f"Serverless v2 {name} capacity must be specified.")
        if not bottom <= float(value) <= most or float(value) * 2 != int(float(value) * 2):
            bounds = f"between {bottom} and {most} in increments of 0.5 for {engine} {version}"
            raise bad_value(f"Serverless v2 {name} capacity {value} isn't valid. Specify a value {bounds}.")
    if float(low) > float(high):
        raise bad_value(f"Serverless v2 maximum capacity {high} must be greater than or equal to the minimum capacity {low}.")
    check_range(scaling, "SecondsUntilAutoPause", 300, 86400, "number of seconds until auto-pause")


def vpc_of(backend: Any, subnet_group: str | None) -> str | None:
    group = backend.subnet_groups.get(subnet_group) if subnet_group else None
    return group.vpc_id if group else default_vpc(backend)


def check_settings(response: Any, given: dict[str, Any], engine: str, version: str, now: Any = None) -> None:
    """What a new cluster, a restored one and a modified one have in common. `now` is the cluster that is modified."""
    backend = response.backend
    check_range(given, "BackupRetentionPeriod", 1, 35, "backup retention period")
    check_range(given, "Port", 1150, 65535, "port number")
    check_windows(given, now)
    if given.get("StorageType") not in (None, "", *STORAGE_TYPES):
        raise bad_combination(f"Invalid storage type {given['StorageType']} for DB engine {engine}.")
    check_capacity(engine, version, given.get("ServerlessV2ScalingConfiguration"))
    check_keys(backend, response, given)
    subnet_group = given.get("DBSubnetGroupName") or getattr(now, "db_subnet_group_name", None)
    check_security_groups(backend, given.get("VpcSecurityGroupIds"), vpc_of(backend, subnet_group))
    check_insights(given, now)
    check_monitoring(backend, given, getattr(now, "monitoring_role_arn", None))
    if given.get("PreferredMaintenanceWindow"):
        response.params["PreferredMaintenanceWindow"] = given["PreferredMaintenanceWindow"].lower()


def check_windows(given: dict[str, Any], now: Any) -> None:
    """https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html#Aurora.Managing.Backups.BackupWindow"""
    backup, maintenance = given.get("PreferredBackupWindow"), given.get("PreferredMaintenanceWindow")
    if backup or maintenance:
        backup = backup or getattr(now, "preferred_backup_window", None)
        maintenance = maintenance or getattr(now, "preferred_maintenance_window", None)
        _windows.check(backup, maintenance, name="backup", least=LEAST_WINDOW_MINUTES)


@ext.around(RDSResponse)
def create_db_cluster(original: Any, self: Any) -> Any:
    given = params(self)
    engine = given["Engine"]
    if engines.is_aurora(engine):
        check_names(given)
        version = self.params["EngineVersion"] = engines.resolve(engine, given.get("EngineVersion"))
        check_password(given, bool(given.get("ManageMasterUserPassword")))
        check_group(self, given, engine, version)
        check_logs(engine, version, given.get("EnableCloudwatchLogsExports"))
        check_settings(self, given, engine, version)
    return original(self)


def check_group(response: Any, given: dict[str, Any], engine: str, version: str) -> None:
    """The cluster's parameter group; the family's own, where none is named."""
    family = engines.family_of(engine, version)
    check_family(response.backend, response.backend.db_cluster_parameter_groups, given.get("DBClusterParameterGroupName"), family)
    if not given.get("DBClusterParameterGroupName"):
        response.params["DBClusterParameterGroupName"] = f"default.{family}"


def restored(response: Any, source: Any) -> None:
    """A restored cluster keeps the source's version unless a newer one is named."""
    given = params(response)
    engine = source.engine
    if not engines.is_aurora(engine):
        return
    check_identifier("DBClusterIdentifier", given["DBClusterIdentifier"])
    if given.get("Engine") not in (None, engine):
        raise bad_combination(f"Cannot restore a snapshot of {engine} as {given['Engine']}.")
    version = engines.resolve(engine, given["EngineVersion"]) if given.get("EngineVersion") else source.engine_version
    if engines.numbers(version) < engines.numbers(source.engine_version):
        raise bad_combination(f"Cannot upgrade {engine} from {source.engine_version} to {version}")
    response.params["EngineVersion"] = version
    check_group(response, given, engine, version)
    check_logs(engine, version, given.get("EnableCloudwatchLogsExports"))
    check_settings(response, given, engine, version)


@ext.around(RDSResponse)
def restore_db_cluster_from_snapshot(original: Any, self: Any) -> Any:
    given, backend = params(self), self.backend
    name = given["SnapshotIdentifier"].rsplit(":", 1)[-1]
    if name not in backend.cluster_snapshots:
        raise ServiceError("DBClusterSnapshotNotFoundFault", f"DBClusterSnapshot not found: {given['SnapshotIdentifier']}")
    restored(self, backend.cluster_snapshots[name].cluster)
    return original(self)


@ext.around(RDSResponse)
def restore_db_cluster_to_point_in_time(original: Any, self: Any) -> Any:
    restored(self, cluster_of(self.backend, params(self)["SourceDBClusterIdentifier"].rsplit(":", 1)[-1]))
    return original(self)


# ---- modifications --------------------------------------------------------------------------------------------------


@ext.around(RDSResponse)
def modify_db_cluster(original: Any, self: Any) -> Any:
    given, backend = params(self), self.backend
    cluster = cluster_of(backend, given["DBClusterIdentifier"])
    if not engines.is_aurora(cluster.engine):
        return original(self)
    if cluster.status == "stopped":
        message = f"DbCluster {cluster.db_cluster_identifier} is in stopped state but expected it to be one of available."
        raise ServiceError("InvalidDBClusterStateFault", message)
    version = check_upgrade(self, cluster, given)
    managed = given.get("ManageMasterUserPassword", bool(getattr(cluster, "manage_master_user_password", False)))
    check_password(given, managed)
    check_family(backend, backend.db_cluster_parameter_groups, given.get("DBClusterParameterGroupName"), engines.family_of(cluster.engine, version))
    logs = given.get("CloudwatchLogsExportConfiguration") or {}
    check_logs(cluster.engine, version, [*(logs.get("EnableLogTypes") or []), *(logs.get("DisableLogTypes") or [])])
    check_settings(self, given, cluster.engine, version, cluster)
    return original(self)


def check_upgrade(response: Any, cluster: Any, given: dict[str, Any]) -> str:
    """The version that the cluster will have.

    https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_UpgradeDBInstance.PostgreSQL.html
    """
    engine, current, wanted = cluster.engine, cluster.engine_version, given.get("EngineVersion")
    if not wanted or wanted in (current, engines.major_of(engine, current)):
        response.params.pop("EngineVersion", None)
        return current
    version = engines.resolve(engine, wanted)
    major = engines.major_of(engine, version) != engines.major_of(engine, current)
    if engines.numbers(version) < engines.numbers(current):
        raise bad_combination(f"Cannot upgrade {engine} from {current} to {version}")
    if major and not given.get("AllowMajorVersionUpgrade"):
        raise bad_combination("The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.")
    response.params["EngineVersion"] = version
    if major:
        check_groups_of_upgrade(response, cluster, given, engines.family_of(engine, version))
    return version


def check_groups_of_upgrade(response: Any, cluster: Any, given: dict[str, Any], family: str) -> None:
    """Groups of one's own don't follow a major upgrade by themselves."""
    backend = response.backend
    of_instances = {group for group in (instance.db_parameter_group_name for instance in cluster.members) if group}
    for kind, member, names in (
        ("cluster", "DBClusterParameterGroupName", {cluster.parameter_group}),
        ("instance", "DBInstanceParameterGroupName", of_instances),
    ):
        custom = sorted(name for name in names if not name.startswith("default."))
        if custom and not given.get(member):
            how = f"You must explicitly specify a new DB {kind} parameter group, either default or custom, for the engine version upgrade."
            raise bad_combination(f"The current DB {kind} parameter group {custom[0]} is custom. {how}")
    instance_group = given.get("DBInstanceParameterGroupName")
    if instance_group and not instance_group.startswith("default.") and instance_group not in backend.db_parameter_groups:
        raise ServiceError("DBParameterGroupNotFound", f"DBParameterGroup not found: {instance_group}")
    check_family(backend, backend.db_parameter_groups, instance_group, family)
    if not given.get("DBClusterParameterGroupName"):
        response.params["DBClusterParameterGroupName"] = f"default.{family}"


# ---- deletion -------------------------------------------------------------------------------------------------------


@ext.around(RDSResponse)
def delete_db_cluster(original: Any, self: Any) -> Any:
    """https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBCluster.html"""
    given, backend = params(self), self.backend
    cluster_of(backend, given["DBClusterIdentifier"])
    final, skip = given.get("FinalDBSnapshotIdentifier"), given.get("SkipFinalSnapshot")
    if not skip and not final:
        raise bad_combination("FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.")
    if skip and final:
        raise bad_combination("FinalDBSnapshotIdentifier cannot be specified when SkipFinalSnapshot is true.")
    if final and final in backend.cluster_snapshots:
        message = f"Cannot create the cluster snapshot because one with the identifier {final} already exists."
        raise ServiceError("DBClusterSnapshotAlreadyExistsFault", message)
    return original(self)


@ext.around(DBInstance)
def default_db_parameter_group_details(original: Any, self: Any) -> tuple[str, str]:
    """moto takes the whole version but for its last number for the family."""
    if not engines.is_aurora(self.engine):
        return original(self)
    family = engines.family_of(self.engine, self.engine_version)
    return family, f"default.{family}"
