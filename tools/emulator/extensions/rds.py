"""RDS and Aurora: what moto's server lacks.

Clusters and instances that keep what they are given (insights, I/O-Optimized storage, the Data API, activity streams,
certificates) and take modifications in place; parameters that are marked as the user's and can be reset; and refusals to delete
what is in use. Everything is available at once: there is no database behind it.
"""

from __future__ import annotations

import datetime
import random
import string
from typing import Any

from moto.rds.models import DBCluster, DBInstance, DBInstanceClustered, RDSBackend
from moto.rds.responses import RDSResponse

from ._support import Extension, ServiceError, page, params, result

ext = Extension()
install = ext.install

#: Days that Performance Insights keeps data unless told otherwise.
INSIGHTS_DAYS = 7
#: What RDS gives an instance that names no certificate authority.
DEFAULT_CERTIFICATE = "rds-ca-rsa2048-g1"
#: Support goes on, and is paid, when the engine's own has ended, unless told otherwise.
LIFECYCLE_SUPPORT = "open-source-rds-extended-support"
#: A restored cluster has its source's password, of which nothing is known where Secrets Manager held it.
RESTORED_PASSWORD = "as-in-the-source"


def random_id(length: int, letters: str = string.ascii_uppercase + string.digits) -> str:
    return "".join(random.choices(letters, k=length))


def not_found(code: str, kind: str, name: str) -> ServiceError:
    return ServiceError(code, f"{kind} {name} not found.")


def cluster_of(backend: Any, name: str) -> DBCluster:
    if name not in backend.clusters:
        raise not_found("DBClusterNotFoundFault", "DBCluster", name)
    return backend.clusters[name]


# ---- clusters -------------------------------------------------------------------------------------------------------


def is_aurora(engine: str) -> bool:
    return engine.startswith("aurora")


def keep_insights(resource: Any, given: Any) -> None:
    """Request members as moto hands them on → the attributes that it shows under the same names."""
    enabled = given.get("enable_performance_insights")
    if enabled is not None:
        resource.performance_insights_enabled = enabled
        resource.performance_insights_retention_period = INSIGHTS_DAYS if enabled else None
        if not enabled:
            resource.performance_insights_kms_key_id = None
    for name in ("performance_insights_kms_key_id", "performance_insights_retention_period", "database_insights_mode"):
        if given.get(name) is not None:
            setattr(resource, name, given[name])


def check_cluster_references(backend: Any, given: Any) -> None:
    subnet_group = given.get("db_subnet_group_name")
    if subnet_group and subnet_group != "default" and subnet_group not in backend.subnet_groups:
        raise ServiceError("DBSubnetGroupNotFoundFault", f"DBSubnetGroup {subnet_group} not found.")
    parameter_group = given.get("db_cluster_parameter_group_name")
    if parameter_group and not parameter_group.startswith("default.") and parameter_group not in backend.db_cluster_parameter_groups:
        raise ServiceError("DBClusterParameterGroupNotFound", f"DBClusterParameterGroup not found: {parameter_group}")


@ext.around(RDSBackend)
def create_db_cluster(original: Any, self: Any, kwargs: Any) -> Any:
    name = kwargs["db_cluster_identifier"]
    if name in self.clusters:
        raise ServiceError("DBClusterAlreadyExistsFault", "DB Cluster already exists")
    check_cluster_references(self, kwargs)
    # moto looks storage up in a table that has no Aurora in it.
    storage_type = kwargs.pop("storage_type", None) if is_aurora(kwargs["engine"]) else None
    cluster = original(self, kwargs)
    if is_aurora(cluster.engine):
        set_storage(cluster, storage_type)
    cluster.monitoring_interval = kwargs.get("monitoring_interval") or 0
    cluster.monitoring_role_arn = kwargs.get("monitoring_role_arn")
    cluster.database_insights_mode = "standard"
    cluster.engine_lifecycle_support = kwargs.get("engine_lifecycle_support") or LIFECYCLE_SUPPORT
    keep_insights(cluster, kwargs)
    return cluster


def set_storage(cluster: DBCluster, storage_type: str | None) -> None:
    """Aurora names its storage only where it is not the standard one."""
    cluster.storage_type = storage_type if storage_type == "aurora-iopt1" else None


@ext.around(RDSBackend)
def modify_db_cluster(original: Any, self: Any, kwargs: Any) -> Any:
    cluster = cluster_of(self, kwargs["db_cluster_identifier"])
    check_cluster_references(self, kwargs)
    # What moto would set under a name that it never shows, or wrongly.
    logs = kwargs.pop("cloudwatch_logs_export_configuration", None)
    iam = kwargs.pop("enable_iam_database_authentication", None)
    storage_type = kwargs.pop("storage_type", None)
    if kwargs.get("manage_master_user_password") and cluster.manage_master_user_password:
        del kwargs["manage_master_user_password"]
    insights = dict(kwargs)
    before = original(self, kwargs)
    keep_insights(cluster, insights)
    if iam is not None:
        cluster.iam_auth = iam
    if storage_type is not None:
        set_storage(cluster, storage_type) if is_aurora(cluster.engine) else setattr(cluster, "storage_type", storage_type)
    change_log_exports(cluster, logs or {})
    return before


def change_log_exports(resource: Any, change: Any) -> None:
    exports = [kind for kind in resource.enabled_cloudwatch_logs_exports if kind not in (change.get("DisableLogTypes") or [])]
    resource.enabled_cloudwatch_logs_exports = exports + [kind for kind in change.get("EnableLogTypes") or [] if kind not in exports]


@ext.around(DBCluster)
def get_cfg(original: Any, self: Any) -> Any:
    """What a restored cluster starts from. moto fails where Secrets Manager held the password."""
    managed = self.manage_master_user_password
    if not managed:
        return original(self)
    self._master_user_password = RESTORED_PASSWORD
    try:
        cfg = original(self)
    finally:
        del self._master_user_password
    cfg.pop("master_user_secret", None)
    return {**cfg, "manage_master_user_password": False}


@ext.around(DBCluster)
def scaling_configuration_info(original: Any, self: Any) -> Any:
    """Only Serverless v1 has one; moto shows an empty one for all."""
    return original(self) if self.scaling_configuration else None


@ext.extend(DBCluster)
class _Cluster:
    @property
    def enable_http_endpoint(self: Any) -> bool:
        """The Data API. moto has it for a few old versions of Serverless v1 alone."""
        return bool(self.__dict__.get("_enable_http_endpoint"))

    @enable_http_endpoint.setter
    def enable_http_endpoint(self: Any, value: bool | None) -> None:
        self.__dict__["_enable_http_endpoint"] = bool(value)


def resource_of(response: Any, arn: str) -> DBCluster:
    for cluster in response.backend.clusters.values():
        if cluster.arn == arn:
            return cluster
    raise ServiceError("ResourceNotFoundFault", f"The specified resource {arn} was not found.")


def switch_data_api(response: Any, on: bool) -> Any:
    arn = params(response)["ResourceArn"]
    resource_of(response, arn).enable_http_endpoint = on
    return result(ResourceArn=arn, HttpEndpointEnabled=on)


@ext.extend(RDSResponse)
class _DataApi:
    def enable_http_endpoint(self: Any) -> Any:
        return switch_data_api(self, True)

    def disable_http_endpoint(self: Any) -> Any:
        return switch_data_api(self, False)


@ext.extend(RDSResponse)
class _ActivityStreams:
    def start_activity_stream(self: Any) -> Any:
        given = params(self)
        cluster = resource_of(self, given["ResourceArn"])
        if getattr(cluster, "activity_stream_status", "stopped") != "stopped":
            raise ServiceError("InvalidDBClusterStateFault", f"Cluster {cluster.db_cluster_identifier} has an activity stream already.")
        if not cluster.members:
            raise ServiceError("InvalidDBClusterStateFault", f"Cluster {cluster.db_cluster_identifier} has no instance.")
        cluster.activity_stream_status = "started"
        cluster.activity_stream_mode = given["Mode"]
        cluster.activity_stream_kms_key_id = given["KmsKeyId"]
        cluster.activity_stream_kinesis_stream_name = f"aws-rds-das-{cluster.db_cluster_resource_id}"
        return result(**stream_members(cluster), Mode=given["Mode"], ApplyImmediately=True)

    def stop_activity_stream(self: Any) -> Any:
        cluster = resource_of(self, params(self)["ResourceArn"])
        answer = {**stream_members(cluster), "Status": "stopping"}
        cluster.activity_stream_status = "stopped"
        cluster.activity_stream_mode = cluster.activity_stream_kms_key_id = cluster.activity_stream_kinesis_stream_name = None
        return result(**answer)


def stream_members(cluster: Any) -> dict[str, Any]:
    return {
        "KmsKeyId": getattr(cluster, "activity_stream_kms_key_id", None),
        "KinesisStreamName": getattr(cluster, "activity_stream_kinesis_stream_name", None),
        "Status": getattr(cluster, "activity_stream_status", "stopped"),
    }


# ---- instances ------------------------------------------------------------------------------------------------------


@ext.around(RDSBackend)
def create_db_instance(original: Any, self: Any, db_kwargs: Any) -> Any:
    cluster_name = db_kwargs.get("db_cluster_identifier")
    if cluster_name:
        cluster = cluster_of(self, cluster_name)
        if not db_kwargs.get("availability_zone"):
            db_kwargs["availability_zone"] = next_zone(cluster)
    instance = original(self, db_kwargs)
    instance.dbi_resource_id = f"db-{random_id(26)}"
    if instance.ca_certificate_identifier == "rds-ca-default":
        instance.ca_certificate_identifier = DEFAULT_CERTIFICATE
    instance.database_insights_mode = "standard"
    keep_insights(instance, db_kwargs)
    return instance


def next_zone(cluster: DBCluster) -> str:
    """The zone of the subnet group with the fewest members, so that a writer and a reader don't share one."""
    group = cluster.backend.subnet_groups.get(cluster.db_subnet_group_name)
    zones = sorted({subnet["SubnetAvailabilityZone"]["Name"] for subnet in group.subnets}) if group else cluster.availability_zones
    taken = [member.availability_zone for member in cluster._members]
    return min(zones, key=taken.count)


@ext.around(RDSBackend)
def modify_db_instance(original: Any, self: Any, db_instance_identifier: str, db_kwargs: Any) -> Any:
    instance = self.describe_db_instances(db_instance_identifier)[0]
    interval, role = db_kwargs.get("monitoring_interval"), db_kwargs.get("monitoring_role_arn")
    if interval and not (role or instance.monitoring_role_arn):
        raise ServiceError(
            "InvalidParameterCombination", "A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0."
        )
    insights = dict(db_kwargs)
    instance = original(self, db_instance_identifier, db_kwargs)
    if interval == 0:
        instance.monitoring_role_arn = None
    keep_insights(instance, insights)
    return instance


@ext.extend(DBInstance)
class _Instance:
    @property
    def certificate_details(self: Any) -> dict[str, Any]:
        valid_till = self.created.replace(tzinfo=datetime.timezone.utc) + datetime.timedelta(days=365)
        return {"CAIdentifier": self.ca_certificate_identifier, "ValidTill": valid_till}

    @property
    def enhanced_monitoring_resource_arn(self: Any) -> str | None:
        if not self.monitoring_interval:
            return None
        return f"arn:{self.partition}:logs:{self.region}:{self.account_id}:log-group:RDSOSMetrics:log-stream:{self.dbi_resource_id}"


@ext.around(DBInstanceClustered)
def storage_type(original: Any, self: Any) -> str:
    return self.cluster.storage_type or original(self)


# ---- parameter and subnet groups ------------------------------------------------------------------------------------


def check_unused(in_use: bool, code: str, kind: str, name: str) -> None:
    if in_use:
        raise ServiceError(code, f"Cannot delete the {kind} '{name}' because at least one database is using it.")


@ext.around(RDSBackend)
def delete_db_parameter_group(original: Any, self: Any, db_parameter_group_name: str) -> Any:
    in_use = any(str(instance.db_parameter_group_name).lower() == db_parameter_group_name.lower() for instance in self.databases.values())
    check_unused(in_use, "InvalidDBParameterGroupState", "parameter group", db_parameter_group_name)
    return original(self, db_parameter_group_name)


@ext.around(RDSBackend)
def delete_db_cluster_parameter_group(original: Any, self: Any, db_cluster_parameter_group_name: str) -> Any:
    in_use = any(cluster.parameter_group.lower() == db_cluster_parameter_group_name.lower() for cluster in self.clusters.values())
    check_unused(in_use, "InvalidDBParameterGroupState", "cluster parameter group", db_cluster_parameter_group_name)
    return original(self, db_cluster_parameter_group_name)


@ext.around(RDSBackend)
def delete_subnet_group(original: Any, self: Any, subnet_name: str) -> Any:
    users = [cluster.db_subnet_group_name for cluster in self.clusters.values()]
    users += [instance._db_subnet_group_name for instance in self.databases.values()]
    check_unused(subnet_name.lower() in [str(user).lower() for user in users], "InvalidDBSubnetGroupStateFault", "subnet group", subnet_name)
    return original(self, subnet_name)


@ext.around(RDSBackend)
def modify_db_subnet_group(original: Any, self: Any, subnet_name: str, description: str, subnets: list[Any]) -> Any:
    """moto drops a group that is modified."""
    if subnet_name not in self.subnet_groups:
        raise ServiceError("DBSubnetGroupNotFoundFault", f"DBSubnetGroup {subnet_name} not found.")
    group = original(self, subnet_name, description, subnets)
    self.subnet_groups[subnet_name] = group
    return group


def parameters_of(response: Any, groups: Any, name: str, code: str) -> dict[str, dict[str, Any]]:
    if name not in groups:
        raise ServiceError(code, f"DBParameterGroup not found: {name}")
    return groups[name].parameters


def parameter_page(response: Any, stored: dict[str, dict[str, Any]]) -> Any:
    """The parameters that a user has set: the families' defaults are not here."""
    given = params(response)
    shown = [{**values, "ParameterName": name, "Source": "user"} for name, values in sorted(stored.items())]
    if given.get("Source") not in (None, "user"):
        shown = []
    items, marker = page(shown, given.get("MaxRecords"), given.get("Marker"))
    return result(Parameters=items, Marker=marker)


def reset(stored: dict[str, Any], given: dict[str, Any]) -> None:
    if given.get("ResetAllParameters"):
        stored.clear()
    for parameter in given.get("Parameters") or []:
        stored.pop(parameter["ParameterName"], None)


@ext.extend(RDSResponse)
class _Parameters:
    def describe_db_parameters(self: Any) -> Any:
        name = params(self)["DBParameterGroupName"]
        return parameter_page(self, parameters_of(self, self.backend.db_parameter_groups, name, "DBParameterGroupNotFound"))

    def describe_db_cluster_parameters(self: Any) -> Any:
        name = params(self)["DBClusterParameterGroupName"]
        return parameter_page(self, parameters_of(self, self.backend.db_cluster_parameter_groups, name, "DBParameterGroupNotFound"))

    def reset_db_parameter_group(self: Any) -> Any:
        given = params(self)
        name = given["DBParameterGroupName"]
        reset(parameters_of(self, self.backend.db_parameter_groups, name, "DBParameterGroupNotFound"), given)
        return result(DBParameterGroupName=name)

    def reset_db_cluster_parameter_group(self: Any) -> Any:
        given = params(self)
        name = given["DBClusterParameterGroupName"]
        reset(parameters_of(self, self.backend.db_cluster_parameter_groups, name, "DBParameterGroupNotFound"), given)
        return result(DBClusterParameterGroupName=name)
