"""EC2: VPC endpoints that can't be: services, private DNS names, subnets, groups, route tables and policies.

https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html
https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.ec2.models.vpcs import AWS_ENDPOINT_SERVICES, COVERED_ENDPOINT_SERVICES, IMPLEMENTED_ENDPOINT_SERVICES
from moto.ec2.responses.vpcs import VPCs

from ._ec2 import live_endpoints
from ._policies import Malformed, parse
from ._support import Extension, ServiceError, params

ext = Extension()
install = ext.install

#: Services that moto doesn't list. https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
OTHER_SERVICES = {
    "application-autoscaling", "autoscaling", "dynamodb", "ec2", "ec2messages", "elasticache", "elasticloadbalancing", "events", "kms", "logs",
    "monitoring", "rds", "rds-data", "s3", "s3express", "secretsmanager", "sns", "sqs", "ssm", "ssmmessages", "sts",
}  # fmt: skip
SERVICES = OTHER_SERVICES | set(AWS_ENDPOINT_SERVICES) | set(COVERED_ENDPOINT_SERVICES) | set(IMPLEMENTED_ENDPOINT_SERVICES)
GATEWAY_SERVICES = {"s3", "dynamodb", "s3express"}
#: Both kinds have an interface variant too, except for S3 Express.
ONLY_GATEWAY = {"s3express"}


def invalid(message: str) -> ServiceError:
    return ServiceError("InvalidParameter", message)


def check_policy(document: str | None) -> None:
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html: InvalidPolicyDocument."""
    if document:
        try:
            parse(document)
        except Malformed as error:
            raise ServiceError("InvalidPolicyDocument", f"The specified policy document is not valid: {error}.") from None


def check_service(region: str, service: str, kind: str) -> None:
    prefix = f"com.amazonaws.{region}."
    if not service.startswith(("com.amazonaws.", "aws.")):
        return
    name = service.removeprefix(prefix)
    if name == service and not service.startswith(("com.amazonaws.vpce.", "aws.")) or name != service and name not in SERVICES:
        raise ServiceError("InvalidServiceName", f"The Vpc Endpoint Service '{service}' does not exist")
    offered = [offer for offer, there in (("Gateway", name in GATEWAY_SERVICES), ("Interface", name not in ONLY_GATEWAY)) if there]
    if kind in ("Gateway", "Interface") and kind not in offered:
        raise invalid(f"Endpoint type ({kind}) does not match available service types ([{', '.join(offered)}]).")


def check_private_dns(backend: Any, vpc: Any, service: str, own_id: str | None) -> None:
    if str(vpc.enable_dns_support).lower() != "true" or str(vpc.enable_dns_hostnames).lower() != "true":
        raise invalid(f"Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for {vpc.id}")
    for endpoint in live_endpoints(backend):
        same = endpoint.vpc_id == vpc.id and endpoint.service_name == service and endpoint.id != own_id
        if same and str(endpoint.vpc_endpoint_type).lower() == "interface" and endpoint.private_dns_enabled:
            domain = ".".join(reversed(service.removeprefix("com.amazonaws.").split("."))) + ".amazonaws.com"
            raise invalid(f"private-dns-enabled cannot be set because there is already a conflicting DNS domain for {domain} in the VPC {vpc.id}")


def check_subnets(backend: Any, vpc_id: str, subnet_ids: list[str]) -> None:
    zones: set[str] = set()
    for subnet_id in subnet_ids:
        subnet = backend.get_subnet(subnet_id)
        if subnet.vpc_id != vpc_id:
            raise invalid(f"The subnet {subnet_id} does not belong to the VPC {vpc_id}")
        if subnet.availability_zone in zones:
            raise ServiceError(
                "DuplicateSubnetsInSameZone",
                f"Found another VPC endpoint subnet in the availability zone of {subnet_id}. "
                "VPC endpoint subnets should be in different availability zones supported by the VPC endpoint service.",
            )
        zones.add(subnet.availability_zone)


def check_groups(backend: Any, vpc_id: str, group_ids: list[str]) -> None:
    for group_id in group_ids:
        group = backend.get_security_group_from_id(group_id)
        if group is None:
            raise ServiceError("InvalidGroup.NotFound", f"The security group '{group_id}' does not exist")
        if group.vpc_id != vpc_id:
            raise invalid(f"Security group {group_id} and the VPC endpoint belong to different networks")


def check_route_tables(backend: Any, vpc_id: str, service: str, table_ids: list[str]) -> None:
    for table_id in table_ids:
        table = backend.get_route_table(table_id)
        if table.vpc_id != vpc_id:
            raise invalid(f"Route table {table_id} does not belong to the VPC {vpc_id}")
        for route in table._routes.values():
            if route.destination_prefix_list is not None and route.destination_prefix_list.prefix_list_name == service:
                raise ServiceError(
                    "RouteAlreadyExists",
                    f"route table {table_id} already has a route with destination-prefix-list-id {route.destination_prefix_list.id}",
                )


@ext.around(VPCs)
def create_vpc_endpoint(original: Callable[..., Any], self: Any) -> Any:
    given, backend = params(self), self.ec2_backend
    vpc, kind, service = backend.get_vpc(given["VpcId"]), given.get("VpcEndpointType") or "Gateway", given.get("ServiceName") or ""
    check_service(backend.region_name, service, kind)
    check_policy(given.get("PolicyDocument"))
    check_subnets(backend, vpc.id, given.get("SubnetIds") or [])
    check_groups(backend, vpc.id, given.get("SecurityGroupIds") or [])
    check_route_tables(backend, vpc.id, service, given.get("RouteTableIds") or [])
    if kind == "Interface" and str(given.get("PrivateDnsEnabled", True)).lower() == "true" and service.startswith("com.amazonaws."):
        check_private_dns(backend, vpc, service, None)
    return original(self)


@ext.around(VPCs)
def modify_vpc_endpoint(original: Callable[..., Any], self: Any) -> Any:
    given, backend = params(self), self.ec2_backend
    endpoint = backend.describe_vpc_endpoints(vpc_end_point_ids=[given["VpcEndpointId"]])[0]
    check_policy(given.get("PolicyDocument"))
    kept = [subnet_id for subnet_id in endpoint.subnet_ids or [] if subnet_id not in (given.get("RemoveSubnetIds") or [])]
    check_subnets(backend, endpoint.vpc_id, [*kept, *[subnet for subnet in given.get("AddSubnetIds") or [] if subnet not in kept]])
    check_groups(backend, endpoint.vpc_id, given.get("AddSecurityGroupIds") or [])
    there = endpoint.route_table_ids or []
    check_route_tables(
        backend, endpoint.vpc_id, endpoint.service_name, [table for table in given.get("AddRouteTableIds") or [] if table not in there]
    )
    if str(given.get("PrivateDnsEnabled", "")).lower() == "true":
        check_private_dns(backend, backend.get_vpc(endpoint.vpc_id), endpoint.service_name, endpoint.id)
    return original(self)
