"""RDS Proxy: endpoints and modifications, which moto lacks, and errors for what does not exist."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from typing import Any

from moto.rds.models import RDSBackend, RDSBaseModel
from moto.rds.responses import RDSResponse

from ._support import Extension, ServiceError, page, params, result
from .rds import cluster_of, not_found, random_id

ext = Extension()
install = ext.install


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
    self.proxy_endpoints: dict[str, ProxyEndpoint] = {}
    # Tags are looked up here, by kind and last part of the ARN.
    self.resource_map[ProxyEndpoint] = self.proxy_endpoints
    self.arn_regex = re.compile(self.arn_regex.pattern.replace("[0-9]*:(", "[0-9]*:(db-proxy-endpoint|"))


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
