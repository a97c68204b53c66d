"""RDS and Aurora: what moto's server lacks.

Custom cluster endpoints, proxy endpoints and the modification of proxies and event subscriptions; clusters and instances
that keep what they are given (insights, I/O-Optimized storage, the Data API, certificates) and take modifications in place;
parameters that are marked as the user's and can be reset; and refusals to delete what is in use. Everything is available
at once: there is no database behind it.
"""

from __future__ import annotations

import datetime
import random
import re
import string
from collections.abc import Callable
from typing import Any

from moto.rds.models import DBCluster, DBInstance, DBInstanceClustered, RDSBackend, RDSBaseModel
from moto.rds.responses import RDSResponse

from ._support import Extension, ServiceError, page, params, result

ext = Extension()
install = ext.install

#: Days that Performance Insights keeps data unless told otherwise.
INSIGHTS_DAYS = 7
#: What RDS gives an instance that names no certificate authority.
DEFAULT_CERTIFICATE = "rds-ca-rsa2048-g1"
#: A restored cluster has its source's password, of which nothing is known where Secrets Manager held it.
RESTORED_PASSWORD = "as-in-the-source"


def random_id(length: int, letters: str = string.ascii_uppercase + string.digits) -> str:
    return "".join(random.choices(letters, k=length))


def not_found(code: str, kind: str, name: str) -> ServiceError:
    return ServiceError(code, f"{kind} {name} not found.")


# ---- endpoints ------------------------------------------------------------------------------------------------------


class ClusterEndpoint(RDSBaseModel):
    resource_type = "cluster-endpoint"

    def __init__(self, backend: RDSBackend, cluster: DBCluster, given: dict[str, Any]) -> None:
        super().__init__(backend)
        self.db_cluster_endpoint_identifier = given["DBClusterEndpointIdentifier"].lower()
        self.db_cluster_identifier = cluster.db_cluster_identifier
        self.db_cluster_endpoint_resource_identifier = f"cluster-endpoint-{random_id(26)}"
        self.endpoint = f"{self.db_cluster_endpoint_identifier}.cluster-custom-{cluster.url_identifier}.{self.region}.rds.amazonaws.com"
        self.status = "available"
        self.endpoint_type = "CUSTOM"
        self.tags = given.get("Tags") or []
        self.set(given)

    def set(self, given: dict[str, Any]) -> None:
        if given.get("EndpointType"):
            self.custom_endpoint_type = given["EndpointType"]
        self.static_members: list[str] = list(given.get("StaticMembers") or [])
        self.excluded_members: list[str] = list(given.get("ExcludedMembers") or [])

    @property
    def resource_id(self) -> str:
        return self.db_cluster_endpoint_identifier

    @property
    def db_cluster_endpoint_arn(self) -> str:
        return self.arn


class ProxyEndpoint(RDSBaseModel):
    resource_type = "db-proxy-endpoint"

    def __init__(self, backend: RDSBackend, proxy: Any, given: dict[str, Any]) -> None:
        super().__init__(backend)
        self.db_proxy_endpoint_name = given["DBProxyEndpointName"]
        self.db_proxy_name = proxy.db_proxy_name
        self.unique_id = f"prx-endpoint-{random_id(17, string.ascii_lowercase + string.digits)}"
        self.status = "available"
        self.vpc_id = proxy.vpc_id
        self.vpc_subnet_ids = given["VpcSubnetIds"]
        self.vpc_security_group_ids = given.get("VpcSecurityGroupIds") or list(proxy.vpc_security_group_ids)
        self.target_role = given.get("TargetRole", "READ_WRITE")
        self.is_default = False
        self.endpoint = f"{self.db_proxy_endpoint_name}.endpoint.proxy-{proxy.url_identifier}.{self.region}.rds.amazonaws.com"
        self.created_date = self.created
        self.tags = given.get("Tags") or []

    @property
    def resource_id(self) -> str:
        return self.unique_id

    @property
    def db_proxy_endpoint_arn(self) -> str:
        return self.arn


@ext.around(RDSBackend, "__init__")
def create_backend(original: Any, self: Any, *args: Any, **kwargs: Any) -> None:
    original(self, *args, **kwargs)
    self.cluster_endpoints: dict[str, ClusterEndpoint] = {}
    self.proxy_endpoints: dict[str, ProxyEndpoint] = {}
    # Tags are looked up here, by kind and last part of the ARN.
    self.resource_map |= {ClusterEndpoint: self.cluster_endpoints, ProxyEndpoint: self.proxy_endpoints}
    self.arn_regex = re.compile(self.arn_regex.pattern.replace("(db|", "(cluster-endpoint|db-proxy-endpoint|db|"))


def cluster_of(backend: Any, name: str) -> DBCluster:
    if name not in backend.clusters:
        raise not_found("DBClusterNotFoundFault", "DBCluster", name)
    return backend.clusters[name]


def check_instances(backend: Any, cluster_name: str, given: dict[str, Any]) -> None:
    """The members that an endpoint names must be instances of its cluster."""
    names = [*(given.get("StaticMembers") or []), *(given.get("ExcludedMembers") or [])]
    if given.get("StaticMembers") and given.get("ExcludedMembers"):
        raise ServiceError("InvalidParameterCombination", "StaticMembers and ExcludedMembers can't be given together.")
    for name in names:
        instance = backend.databases.get(name)
        if instance is None or instance.db_cluster_identifier != cluster_name:
            raise ServiceError("DBInstanceNotFound", f"DBInstance {name} not found in cluster {cluster_name}.")


@ext.extend(RDSResponse)
class _ClusterEndpoints:
    def create_db_cluster_endpoint(self: Any) -> Any:
        given, backend = params(self), self.backend
        cluster = cluster_of(backend, given["DBClusterIdentifier"])
        check_instances(backend, cluster.db_cluster_identifier, given)
        endpoint = ClusterEndpoint(backend, cluster, given)
        if endpoint.resource_id in backend.cluster_endpoints:
            raise ServiceError("DBClusterEndpointAlreadyExistsFault", f"DBClusterEndpoint {endpoint.resource_id} already exists.")
        backend.cluster_endpoints[endpoint.resource_id] = endpoint
        return result(**endpoint_members(endpoint))

    def describe_db_cluster_endpoints(self: Any) -> Any:
        """A cluster's own two and the custom ones."""
        given, backend = params(self), self.backend
        clusters = list(backend.clusters.values())
        if given.get("DBClusterIdentifier"):
            clusters = [cluster_of(backend, given["DBClusterIdentifier"])]
        shown = [endpoint for cluster in clusters for endpoint in endpoints_of(backend, cluster)]
        if given.get("DBClusterEndpointIdentifier"):
            wanted = given["DBClusterEndpointIdentifier"].lower()
            shown = [endpoint for endpoint in shown if endpoint.get("DBClusterEndpointIdentifier") == wanted]
        for each in given.get("Filters") or []:
            member = ENDPOINT_FILTERS.get(each["Name"])
            if member is None:
                raise ServiceError("InvalidParameterValue", f"Unrecognized filter name: {each['Name']}")
            values = [value.lower() for value in each["Values"]]
            shown = [endpoint for endpoint in shown if str(endpoint.get(member, "")).lower() in values]
        items, marker = page(shown, given.get("MaxRecords"), given.get("Marker"))
        return result(DBClusterEndpoints=items, Marker=marker)

    def modify_db_cluster_endpoint(self: Any) -> Any:
        given, backend = params(self), self.backend
        endpoint = endpoint_of(backend, given)
        check_instances(backend, endpoint.db_cluster_identifier, given)
        endpoint.set(given)
        return result(**endpoint_members(endpoint))

    def delete_db_cluster_endpoint(self: Any) -> Any:
        endpoint = endpoint_of(self.backend, params(self))
        del self.backend.cluster_endpoints[endpoint.resource_id]
        return result(**{**endpoint_members(endpoint), "Status": "deleting"})


ENDPOINT_FILTERS = {
    "db-cluster-endpoint-id": "DBClusterEndpointIdentifier",
    "db-cluster-endpoint-type": "EndpointType",
    "db-cluster-endpoint-custom-type": "CustomEndpointType",
    "db-cluster-endpoint-status": "Status",
}


def endpoint_of(backend: Any, given: dict[str, Any]) -> ClusterEndpoint:
    name = given["DBClusterEndpointIdentifier"].lower()
    if name not in backend.cluster_endpoints:
        raise not_found("DBClusterEndpointNotFoundFault", "DBClusterEndpoint", name)
    return backend.cluster_endpoints[name]


def endpoint_members(endpoint: ClusterEndpoint) -> dict[str, Any]:
    return {
        "DBClusterEndpointIdentifier": endpoint.db_cluster_endpoint_identifier,
        "DBClusterIdentifier": endpoint.db_cluster_identifier,
        "DBClusterEndpointResourceIdentifier": endpoint.db_cluster_endpoint_resource_identifier,
        "Endpoint": endpoint.endpoint,
        "Status": endpoint.status,
        "EndpointType": endpoint.endpoint_type,
        "CustomEndpointType": endpoint.custom_endpoint_type,
        "StaticMembers": endpoint.static_members,
        "ExcludedMembers": endpoint.excluded_members,
        "DBClusterEndpointArn": endpoint.arn,
    }


def custom_endpoints(backend: Any, cluster: DBCluster) -> list[ClusterEndpoint]:
    return [endpoint for endpoint in backend.cluster_endpoints.values() if endpoint.db_cluster_identifier == cluster.db_cluster_identifier]


def endpoints_of(backend: Any, cluster: DBCluster) -> list[dict[str, Any]]:
    own = {"WRITER": cluster.endpoint, "READER": cluster.reader_endpoint}
    return [
        *({"DBClusterIdentifier": cluster.db_cluster_identifier, "Endpoint": at, "Status": "available", "EndpointType": kind} for kind, at in own.items()),
        *(endpoint_members(endpoint) for endpoint in custom_endpoints(backend, cluster)),
    ]


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


@ext.around(RDSBackend)
def delete_db_cluster(original: Any, self: Any, cluster_identifier: str, snapshot_name: str | None = None) -> Any:
    cluster = original(self, cluster_identifier, snapshot_name)
    for endpoint in custom_endpoints(self, cluster):
        del self.cluster_endpoints[endpoint.resource_id]
    return cluster


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

    @property
    def custom_endpoints(self: Any) -> list[str]:
        return [endpoint.endpoint for endpoint in custom_endpoints(self.backend, self)]


def switch_data_api(response: Any, on: bool) -> Any:
    arn = params(response)["ResourceArn"]
    for cluster in response.backend.clusters.values():
        if cluster.arn == arn:
            cluster.enable_http_endpoint = on
            return result(ResourceArn=arn, HttpEndpointEnabled=on)
    raise ServiceError("ResourceNotFoundFault", f"The specified resource {arn} was not found.")


@ext.extend(RDSResponse)
class _DataApi:
    def enable_http_endpoint(self: Any) -> Any:
        return switch_data_api(self, True)

    def disable_http_endpoint(self: Any) -> Any:
        return switch_data_api(self, False)


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


@ext.around(RDSBackend)
def delete_db_instance(original: Any, self: Any, db_instance_identifier: str, *args: Any, **kwargs: Any) -> Any:
    instance = original(self, db_instance_identifier, *args, **kwargs)
    for endpoint in self.cluster_endpoints.values():
        for members in (endpoint.static_members, endpoint.excluded_members):
            if instance.db_instance_identifier in members:
                members.remove(instance.db_instance_identifier)
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


# ---- proxies --------------------------------------------------------------------------------------------------------


def proxy_of(backend: Any, name: str) -> Any:
    if name not in backend.db_proxies:
        raise not_found("DBProxyNotFoundFault", "DBProxy", name)
    return backend.db_proxies[name]


def check_proxy(name: str) -> None:
    """Makes an operation of moto's answer with an error, not a crash, for a proxy or a target group that doesn't exist."""

    @ext.around(RDSResponse, name)
    def checked(original: Callable[[Any], Any], self: Any) -> Any:
        given = params(self)
        proxy = proxy_of(self.backend, given["DBProxyName"])
        group = given.get("TargetGroupName")
        if group and group not in proxy.proxy_target_groups:
            raise not_found("DBProxyTargetGroupNotFoundFault", "DBProxyTargetGroup", group)
        check_targets(self.backend, proxy, given, registering=name == "register_db_proxy_targets")
        return original(self)


def check_targets(backend: Any, proxy: Any, given: dict[str, Any], registering: bool) -> None:
    registered = [target.rds_resource_id for target in proxy.proxy_target_groups["default"].targets]
    for name in given.get("DBClusterIdentifiers") or []:
        cluster_of(backend, name)
    for name in [*(given.get("DBClusterIdentifiers") or []), *(given.get("DBInstanceIdentifiers") or [])]:
        if registering and name in registered:
            raise ServiceError("DBProxyTargetAlreadyRegisteredFault", f"{name} is already registered with the proxy.")
        if not registering and name not in registered:
            raise not_found("DBProxyTargetNotFoundFault", "DBProxyTarget", name)


for _operation in (
    "register_db_proxy_targets",
    "deregister_db_proxy_targets",
    "describe_db_proxy_targets",
    "describe_db_proxy_target_groups",
    "modify_db_proxy_target_group",
    "delete_db_proxy",
):
    check_proxy(_operation)


@ext.around(RDSBackend)
def delete_db_proxy(original: Any, self: Any, proxy_name: str) -> Any:
    """Takes the proxy's endpoints along."""
    self.proxy_endpoints_of(proxy_name, remove=True)
    return original(self, proxy_name)


@ext.extend(RDSBackend)
class _ProxyEndpoints:
    def proxy_endpoints_of(self: Any, proxy_name: str, remove: bool = False) -> list[ProxyEndpoint]:
        found = [endpoint for endpoint in self.proxy_endpoints.values() if endpoint.db_proxy_name == proxy_name]
        for endpoint in found if remove else []:
            del self.proxy_endpoints[endpoint.unique_id]
        return found

    def proxy_endpoint(self: Any, name: str) -> ProxyEndpoint:
        for endpoint in self.proxy_endpoints.values():
            if endpoint.db_proxy_endpoint_name == name:
                return endpoint
        raise not_found("DBProxyEndpointNotFoundFault", "DBProxyEndpoint", name)


@ext.extend(RDSResponse)
class _Proxies:
    def modify_db_proxy(self: Any) -> Any:
        given = params(self)
        proxy = proxy_of(self.backend, given["DBProxyName"])
        for member, attribute in PROXY_SETTINGS.items():
            if member in given:
                setattr(proxy, attribute, given[member])
        return result(DBProxy=proxy)

    def create_db_proxy_endpoint(self: Any) -> Any:
        given, backend = params(self), self.backend
        proxy = proxy_of(backend, given["DBProxyName"])
        if any(endpoint.db_proxy_endpoint_name == given["DBProxyEndpointName"] for endpoint in backend.proxy_endpoints.values()):
            raise ServiceError("DBProxyEndpointAlreadyExistsFault", f"DBProxyEndpoint {given['DBProxyEndpointName']} already exists.")
        endpoint = ProxyEndpoint(backend, proxy, given)
        backend.proxy_endpoints[endpoint.unique_id] = endpoint
        return result(DBProxyEndpoint=endpoint)

    def describe_db_proxy_endpoints(self: Any) -> Any:
        given, backend = params(self), self.backend
        if given.get("DBProxyName"):
            proxy_of(backend, given["DBProxyName"])
        shown = [backend.proxy_endpoint(given["DBProxyEndpointName"])] if given.get("DBProxyEndpointName") else list(backend.proxy_endpoints.values())
        if given.get("DBProxyName"):
            shown = [endpoint for endpoint in shown if endpoint.db_proxy_name == given["DBProxyName"]]
        items, marker = page(shown, given.get("MaxRecords"), given.get("Marker"))
        return result(DBProxyEndpoints=items, Marker=marker)

    def modify_db_proxy_endpoint(self: Any) -> Any:
        given = params(self)
        endpoint = self.backend.proxy_endpoint(given["DBProxyEndpointName"])
        endpoint.db_proxy_endpoint_name = given.get("NewDBProxyEndpointName", endpoint.db_proxy_endpoint_name)
        endpoint.vpc_security_group_ids = given.get("VpcSecurityGroupIds", endpoint.vpc_security_group_ids)
        return result(DBProxyEndpoint=endpoint)

    def delete_db_proxy_endpoint(self: Any) -> Any:
        endpoint = self.backend.proxy_endpoint(params(self)["DBProxyEndpointName"])
        del self.backend.proxy_endpoints[endpoint.unique_id]
        endpoint.status = "deleting"
        return result(DBProxyEndpoint=endpoint)


PROXY_SETTINGS = {
    "Auth": "auth",
    "RequireTLS": "require_tls",
    "IdleClientTimeout": "idle_client_timeout",
    "DebugLogging": "debug_logging",
    "RoleArn": "role_arn",
    "SecurityGroups": "vpc_security_group_ids",
}


# ---- event subscriptions --------------------------------------------------------------------------------------------


def subscription_of(response: Any, given: dict[str, Any]) -> Any:
    return list(response.backend.describe_event_subscriptions(given["SubscriptionName"]))[0]


@ext.extend(RDSResponse)
class _EventSubscriptions:
    def modify_event_subscription(self: Any) -> Any:
        given = params(self)
        subscription = subscription_of(self, given)
        subscription.sns_topic_arn = given.get("SnsTopicArn", subscription.sns_topic_arn)
        subscription.source_type = given.get("SourceType", subscription.source_type)
        subscription.event_categories = given.get("EventCategories", subscription.event_categories)
        subscription.enabled = given.get("Enabled", subscription.enabled)
        return result(EventSubscription=subscription)

    def add_source_identifier_to_subscription(self: Any) -> Any:
        given = params(self)
        subscription = subscription_of(self, given)
        if given["SourceIdentifier"] not in subscription.source_ids:
            subscription.source_ids = [*subscription.source_ids, given["SourceIdentifier"]]
        return result(EventSubscription=subscription)

    def remove_source_identifier_from_subscription(self: Any) -> Any:
        given = params(self)
        subscription = subscription_of(self, given)
        if given["SourceIdentifier"] not in subscription.source_ids:
            raise ServiceError("SourceNotFound", f"Source {given['SourceIdentifier']} is not in subscription {given['SubscriptionName']}.")
        subscription.source_ids = [source for source in subscription.source_ids if source != given["SourceIdentifier"]]
        return result(EventSubscription=subscription)
