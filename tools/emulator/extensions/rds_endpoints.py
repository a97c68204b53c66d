"""RDS: custom endpoints of Aurora clusters, which moto lacks."""

from __future__ import annotations

import re
from typing import Any

from moto.rds.models import DBCluster, RDSBackend, RDSBaseModel
from moto.rds.responses import RDSResponse

from ._support import Extension, ServiceError, page, params, result
from .rds import cluster_of, not_found, random_id

ext = Extension()
install = ext.install


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


@ext.around(RDSBackend, "__init__")
def create_backend(original: Any, self: Any, *args: Any, **kwargs: Any) -> None:
    original(self, *args, **kwargs)
    self.cluster_endpoints: dict[str, ClusterEndpoint] = {}
    # Tags are looked up here, by kind and last part of the ARN.
    self.resource_map[ClusterEndpoint] = self.cluster_endpoints
    self.arn_regex = re.compile(self.arn_regex.pattern.replace("[0-9]*:(", "[0-9]*:(cluster-endpoint|"))


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


@ext.extend(DBCluster)
class _Cluster:
    @property
    def custom_endpoints(self: Any) -> list[str]:
        return [endpoint.endpoint for endpoint in custom_endpoints(self.backend, self)]


@ext.around(RDSBackend)
def delete_db_cluster(original: Any, self: Any, cluster_identifier: str, snapshot_name: str | None = None) -> Any:
    cluster = original(self, cluster_identifier, snapshot_name)
    for endpoint in custom_endpoints(self, cluster):
        del self.cluster_endpoints[endpoint.resource_id]
    return cluster


@ext.around(RDSBackend)
def delete_db_instance(original: Any, self: Any, db_instance_identifier: str, *args: Any, **kwargs: Any) -> Any:
    instance = original(self, db_instance_identifier, *args, **kwargs)
    for endpoint in self.cluster_endpoints.values():
        for members in (endpoint.static_members, endpoint.excluded_members):
            if instance.db_instance_identifier in members:
                members.remove(instance.db_instance_identifier)
    return instance
