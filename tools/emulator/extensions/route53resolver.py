"""Route 53 Resolver: query logging configurations, to destinations that are there and let the logs in.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs-choosing-target-resource.html
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logging-configurations-managing.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from moto.route53resolver.exceptions import InvalidRequestException, ResourceNotFoundException
from moto.route53resolver.models import Route53ResolverBackend
from moto.route53resolver.responses import Route53ResolverResponse

from ._log_delivery import admit
from ._support import Extension, ServiceError

ext = Extension()
install = ext.install


def destination_type(arn: str) -> str:
    return arn.split(":")[2]


def check_bucket(backend: Any, arn: str) -> None:
    """Logs are delivered below the prefix that may follow the bucket's name."""
    match = re.fullmatch(r"arn:aws[a-z-]*:s3:::([^/]+)(?:/(.*))?", arn)
    if match is None:
        raise InvalidRequestException(f"{arn} is not the ARN of a destination")
    path = "/".join(part for part in ((match.group(2) or "").strip("/"), f"AWSLogs/{backend.account_id}") if part)
    source = f"arn:aws:logs:{backend.region_name}:{backend.account_id}"
    reason = admit(backend.account_id, match.group(1), path, f"{source}:vpcdnsquerylogs", f"{source}:*")
    if reason == "missing":
        raise ResourceNotFoundException(f"The destination {arn} does not exist")
    if reason:
        raise ServiceError("AccessDeniedException", "[RSLVR-01605] Missing permission to log destination")


def check_log_group(backend: Any, arn: str) -> None:
    """AWS makes the resource policy that lets the logs in."""
    from moto.logs.models import logs_backends

    _, _, _, region, account_id, resource = arn.split(":", 5)
    name = resource.removeprefix("log-group:").removesuffix(":*")
    if region != backend.region_name or account_id != backend.account_id or name not in logs_backends[account_id][region].groups:
        raise ResourceNotFoundException(f"The destination {arn} does not exist")


@ext.around(Route53ResolverBackend)
def create_resolver_query_log_config(original: Callable[..., Any], self: Any, name: str, destination_arn: str, *args: Any, **kwargs: Any) -> Any:
    check = {"s3": check_bucket, "logs": check_log_group}.get(destination_type(destination_arn))
    if check:
        check(self, destination_arn)
    return original(self, name, destination_arn, *args, **kwargs)


@ext.around(Route53ResolverBackend)
def associate_resolver_query_log_config(original: Callable[..., Any], self: Any, resolver_query_log_config_id: str, resource_id: str) -> Any:
    """A VPC is logged once for each type of destination."""
    configs = self.resolver_query_log_configs
    wanted = configs.get(resolver_query_log_config_id)
    for association in self.resolver_query_log_config_associations.values():
        other = configs[association.resolver_query_log_config_id]
        if association.resource_id == resource_id and wanted not in (None, other):
            if destination_type(other.destination_arn) == destination_type(wanted.destination_arn):
                raise InvalidRequestException(f"Queries of the VPC {resource_id} are logged to this type of destination already")
    return original(self, resolver_query_log_config_id, resource_id)


@ext.around(Route53ResolverBackend)
def _matched_arn(original: Callable[..., Any], self: Any, resource_arn: str) -> None:
    """Configurations have tags as well."""
    if resource_arn not in [config.arn for config in self.resolver_query_log_configs.values()]:
        original(self, resource_arn)


@ext.extend(Route53ResolverBackend)
class _Backend:
    def disassociate_resolver_query_log_config(self: Any, resolver_query_log_config_id: str, resource_id: str) -> Any:
        config = self.get_resolver_query_log_config(resolver_query_log_config_id)
        for association in self.resolver_query_log_config_associations.values():
            if (association.resolver_query_log_config_id, association.resource_id) == (config.id, resource_id):
                del self.resolver_query_log_config_associations[association.id]
                config.association_count -= 1
                return association
        raise ResourceNotFoundException(f"Resolver query log config '{config.id}' is not associated with VPC '{resource_id}'")

    def delete_resolver_query_log_config(self: Any, resolver_query_log_config_id: str) -> Any:
        """All VPCs are disassociated first."""
        config = self.get_resolver_query_log_config(resolver_query_log_config_id)
        if config.association_count > 0:
            raise InvalidRequestException(f"Disassociate all VPCs from Resolver query log config '{config.id}' first")
        self.tagger.delete_all_tags_for_resource(config.arn)
        return self.resolver_query_log_configs.pop(config.id)


@ext.extend(Route53ResolverResponse)
class _Responses:
    def disassociate_resolver_query_log_config(self: Any) -> str:
        association = self.route53resolver_backend.disassociate_resolver_query_log_config(
            self._get_param("ResolverQueryLogConfigId"), self._get_param("ResourceId")
        )
        return json.dumps({"ResolverQueryLogConfigAssociation": {**association.description(), "Status": "DELETING"}})

    def delete_resolver_query_log_config(self: Any) -> str:
        config = self.route53resolver_backend.delete_resolver_query_log_config(self._get_param("ResolverQueryLogConfigId"))
        return json.dumps({"ResolverQueryLogConfig": {**config.description(), "Status": "DELETING"}})
