"""EC2: subnets, gateways, routes, addresses and network ACLs that can't be, and what is used and stays."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Any

from moto.ec2.models import EC2Backend
from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend
from moto.ec2.responses.network_acls import NetworkACLs
from moto.ec2.responses.vpcs import VPCs

from ._ec2 import gateway_of, in_use, invalid, live_endpoints, users_of_subnet
from ._support import Extension, ServiceError, params

ext = Extension()
install = ext.install

#: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html. Each way; the rules that AWS itself puts last count too.
MOST_ACL_RULES = 20
MOST_ADDRESSES = 5
LAST_RULE = 32_766


# --- Subnets ---------------------------------------------------------------------------------------------------------


@ext.around(EC2Backend)
def create_subnet(
    original: Callable[..., Any],
    self: Any,
    vpc_id: str,
    cidr_block: str,
    ipv6_cidr_block: str | None = None,
    availability_zone: str | None = None,
    availability_zone_id: str | None = None,
    *args: Any,
    **kwargs: Any,
) -> Any:
    """https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"""
    zones = RegionsAndZonesBackend.zones.get(self.region_name, [])
    for value, known, word in (
        (availability_zone, [zone.name for zone in zones], "availabilityZone"),
        (availability_zone_id, [zone.zone_id for zone in zones], "availabilityZoneId"),
    ):
        if value and value not in known:
            places = ", ".join(known)
            raise invalid(
                f"Value ({value}) for parameter {word} is invalid. Subnets can currently only be created in the following availability zones: {places}."
            )
    if cidr_block:
        check_ipv4_size(cidr_block)
    if ipv6_cidr_block:
        check_ipv6_block(self, vpc_id, ipv6_cidr_block)
    return original(self, vpc_id, cidr_block, ipv6_cidr_block, availability_zone, availability_zone_id, *args, **kwargs)


def check_ipv4_size(block: str) -> None:
    try:
        network = ipaddress.IPv4Network(block, strict=False)
    except ValueError:
        return
    if not 16 <= network.prefixlen <= 28:
        raise ServiceError("InvalidSubnet.Range", f"The CIDR '{block}' is invalid.")


def check_ipv6_block(backend: Any, vpc_id: str, block: str) -> None:
    network = ipaddress.IPv6Network(block, strict=False)
    own = [ipaddress.IPv6Network(kept["cidr_block"]) for kept in backend.get_vpc(vpc_id).get_cidr_block_association_set(ipv6=True)]
    if network.prefixlen % 4 or not 44 <= network.prefixlen <= 64 or not any(network.subnet_of(whole) for whole in own):
        raise ServiceError("InvalidSubnet.Range", f"The CIDR '{block}' is invalid.")
    for subnet in backend.describe_subnets(filters={"vpc-id": vpc_id}):
        for kept in subnet.ipv6_cidr_block_associations.values():
            if network.overlaps(ipaddress.IPv6Network(kept["ipv6CidrBlock"])):
                raise ServiceError("InvalidSubnet.Conflict", f"The CIDR '{block}' conflicts with another subnet")


@ext.around(EC2Backend)
def delete_subnet(original: Callable[..., Any], self: Any, subnet_id: str) -> Any:
    if users_of_subnet(self, subnet_id):
        raise in_use(f"The subnet '{subnet_id}' has dependencies and cannot be deleted.")
    return original(self, subnet_id)


# --- VPCs and internet gateways --------------------------------------------------------------------------------------


@ext.around(VPCs)
def delete_vpc(original: Callable[..., Any], self: Any) -> Any:
    """https://docs.aws.amazon.com/vpc/latest/userguide/delete-vpc.html"""
    backend, vpc_id = self.ec2_backend, params(self)["VpcId"]
    used = (
        gateway_of(backend, vpc_id) is not None
        or any(group.name != "default" for group in backend.groups.get(vpc_id, {}).values())
        or any(acl.vpc_id == vpc_id and not acl.default for acl in backend.network_acls.values())
        or any(endpoint.vpc_id == vpc_id for endpoint in live_endpoints(backend))
        or any(gateway.vpc_id == vpc_id for gateway in backend.egress_only_internet_gateways.values())
    )
    if used:
        raise in_use(f"The vpc '{vpc_id}' has dependencies and cannot be deleted.")
    return original(self)


@ext.around(EC2Backend)
def associate_vpc_cidr_block(original: Callable[..., Any], self: Any, vpc_id: str, cidr_block: str | None, *args: Any, **kwargs: Any) -> Any:
    """https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions"""
    if cidr_block:
        check_secondary_block(self, self.get_vpc(vpc_id), ipaddress.IPv4Network(cidr_block, strict=False))
    return original(self, vpc_id, cidr_block, *args, **kwargs)


#: RFC 1918.
PRIVATE = [ipaddress.IPv4Network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")]
BENCHMARKS = ipaddress.IPv4Network("198.19.0.0/16")
DEFAULT_VPCS = ipaddress.IPv4Network("172.31.0.0/16")
FIRST_OF_TEN, FIRST_TWO_OF_TEN = ipaddress.IPv4Network("10.0.0.0/16"), ipaddress.IPv4Network("10.0.0.0/15")


def check_secondary_block(backend: Any, vpc: Any, block: ipaddress.IPv4Network) -> None:
    if not 16 <= block.prefixlen <= 28:
        raise ServiceError("InvalidVpc.Range", f"The CIDR '{block}' is invalid.")
    own = [ipaddress.IPv4Network(kept["cidr_block"], strict=False) for kept in vpc.get_cidr_block_association_set()]
    first = ipaddress.IPv4Network(vpc.cidr_block, strict=False)
    family = next((private for private in PRIVATE if first.subnet_of(private)), None)
    closed = [private for private in PRIVATE if private is not family]
    closed += [] if first.subnet_of(BENCHMARKS) else [BENCHMARKS]
    closed += [DEFAULT_VPCS] if family is PRIVATE[1] else []
    closed += [FIRST_OF_TEN] if any(kept.subnet_of(FIRST_TWO_OF_TEN) for kept in own) else []
    if any(block.overlaps(kept) for kept in own) or any(block.subnet_of(range_) for range_ in closed):
        raise ServiceError(
            "InvalidVpc.Range",
            f"The CIDR '{block}' is restricted. Use a CIDR from the same private address range as the current VPC CIDR, or use a publicly-routable CIDR.",
        )
    for table in backend.route_tables.values():
        for route in table._routes.values() if table.vpc_id == vpc.id else ():
            destination = route.destination_cidr_block
            if destination and not route.local and ipaddress.IPv4Network(destination, strict=False).subnet_of(block):
                raise ServiceError("InvalidVpc.Range", f"The CIDR '{block}' conflicts with the route to {destination} in {table.id}.")


@ext.around(EC2Backend)
def attach_internet_gateway(original: Callable[..., Any], self: Any, internet_gateway_id: str, vpc_id: str) -> Any:
    if gateway_of(self, vpc_id) is not None:
        raise invalid(f"Network {vpc_id} already has an internet gateway attached")
    return original(self, internet_gateway_id, vpc_id)


@ext.around(EC2Backend)
def detach_internet_gateway(original: Callable[..., Any], self: Any, internet_gateway_id: str, vpc_id: str) -> None:
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DetachInternetGateway.html"""
    mapped = any(address.eni is not None and address.eni.subnet.vpc_id == vpc_id for address in self.addresses)
    if mapped:
        raise in_use(f"Network {vpc_id} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.")
    original(self, internet_gateway_id, vpc_id)


# --- NAT gateways and addresses --------------------------------------------------------------------------------------


@ext.around(EC2Backend)
def create_nat_gateway(
    original: Callable[..., Any], self: Any, subnet_id: str, allocation_id: str, tags: Any = None, connectivity_type: str = "public"
) -> Any:
    """One that can't be is made and fails. https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html"""
    subnet = self.get_subnet(subnet_id)
    address = self.address_by_allocation([allocation_id])[0] if allocation_id else None
    failure = None
    if (connectivity_type or "public") == "public":
        if not allocation_id:
            raise ServiceError(
                "MissingParameter", "The request must include the AllocationId parameter. Add the required parameter and retry the request."
            )
        if gateway_of(self, subnet.vpc_id) is None:
            failure = ("Gateway.NotAttached", f"Network {subnet.vpc_id} has no Internet gateway attached")
        elif address is not None and address.association_id:
            failure = ("Resource.AlreadyAssociated", f"Elastic IP address [{allocation_id}] is already associated")
    gateway = original(self, subnet_id, None if failure else allocation_id, tags, connectivity_type)
    if failure:
        gateway.state, (gateway.failure_code, gateway.failure_message) = "failed", failure
        self.enis.pop(gateway._eni.id, None)
    return gateway


@ext.around(EC2Backend)
def delete_nat_gateway(original: Callable[..., Any], self: Any, nat_gateway_id: str) -> Any:
    """moto leaves the gateway's interface and its address' association behind."""
    if nat_gateway_id not in self.nat_gateways:
        raise ServiceError("NatGatewayNotFound", f"The Nat Gateway {nat_gateway_id} was not found")
    gateway = original(self, nat_gateway_id)
    self.enis.pop(gateway._eni.id, None)
    for address in self.addresses:
        if address.eni is gateway._eni:
            address.eni = address.instance = address.association_id = None
    return gateway


@ext.around(EC2Backend)
def allocate_address(original: Callable[..., Any], self: Any, *args: Any, **kwargs: Any) -> Any:
    if len(self.addresses) >= MOST_ADDRESSES:
        raise ServiceError("AddressLimitExceeded", "The maximum number of addresses has been reached.")
    return original(self, *args, **kwargs)


@ext.around(EC2Backend)
def release_address(original: Callable[..., Any], self: Any, address: str | None = None, allocation_id: str | None = None) -> None:
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReleaseAddress.html"""
    found = self.address_by_allocation([allocation_id]) if allocation_id else self.address_by_ip([address])
    if found[0].association_id:
        raise ServiceError("InvalidIPAddress.InUse", f"Address {found[0].public_ip} is in use.")
    original(self, address, allocation_id)


# --- Routes ----------------------------------------------------------------------------------------------------------


@ext.around(EC2Backend)
def create_route(original: Callable[..., Any], self: Any, route_table_id: str, destination_cidr_block: str | None, *args: Any, **kwargs: Any) -> Any:
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html"""
    given = dict(zip(("destination_ipv6_cidr_block", "destination_prefix_list_id"), args, strict=False)) | kwargs
    if not given.get("local"):
        check_route(self, self.get_route_table(route_table_id), given)
    return original(self, route_table_id, destination_cidr_block, *args, **kwargs)


def check_route(backend: Any, table: Any, given: dict[str, Any]) -> None:
    six, prefix_list, nat = given.get("destination_ipv6_cidr_block"), given.get("destination_prefix_list_id"), given.get("nat_gateway_id")
    if nat and (nat not in backend.nat_gateways or backend.nat_gateways[nat].state == "deleted"):
        raise ServiceError("InvalidNatGatewayID.NotFound", f"The natGateway ID '{nat}' does not exist")
    if prefix_list and prefix_list not in backend.managed_prefix_lists:
        raise ServiceError("InvalidPrefixListID.NotFound", f"The prefix list ID '{prefix_list}' does not exist")
    gateway = str(given.get("gateway_id") or "")
    if gateway.startswith("igw-"):
        vpc = backend.get_internet_gateway(gateway).vpc
        if vpc is None or vpc.id != table.vpc_id:
            raise invalid(f"route table {table.id} and network gateway {gateway} belong to different networks")
    for route in table._routes.values():
        taken = (six and route.destination_ipv6_cidr_block == six) or (
            prefix_list and getattr(route.destination_prefix_list, "id", None) == prefix_list
        )
        if taken and not route.local:
            raise ServiceError("RouteAlreadyExists", f"The route identified by {six or prefix_list} already exists.")


@ext.around(EC2Backend)
def associate_route_table(
    original: Callable[..., Any], self: Any, route_table_id: str, gateway_id: str | None = None, subnet_id: str | None = None
) -> str:
    """moto answers with the association to the other table."""
    table = self.get_route_table(route_table_id)
    for other in self.route_tables.values():
        if subnet_id and subnet_id in other._associations.values() and other.id != route_table_id:
            raise ServiceError(
                "Resource.AlreadyAssociated", f"the specified association for route table {route_table_id} conflicts with an existing association"
            )
    if subnet_id and self.get_subnet(subnet_id).vpc_id != table.vpc_id:
        raise invalid(f"route table {route_table_id} and subnet {subnet_id} belong to different networks")
    return original(self, route_table_id, gateway_id, subnet_id)


# --- Network ACLs ----------------------------------------------------------------------------------------------------


@ext.around(NetworkACLs)
def create_network_acl_entry(original: Callable[..., Any], self: Any) -> Any:
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html"""
    given, backend = params(self), self.ec2_backend
    acl = backend.get_network_acl(given["NetworkAclId"])
    if not 1 <= int(given["RuleNumber"]) <= LAST_RULE:
        raise invalid(f"Invalid value '{given['RuleNumber']}' for rule number. Must be between 1 and {LAST_RULE}")
    egress = str(given["Egress"]).lower()
    # Those of AWS are counted, which moto gives to some ACLs.
    same_way = [entry for entry in acl.network_acl_entries if str(entry.egress).lower() == egress and int(entry.rule_number) <= LAST_RULE]
    of_aws = 2 if backend.get_vpc(acl.vpc_id).get_cidr_block_association_set(ipv6=True) else 1
    if any(str(entry.rule_number) == str(given["RuleNumber"]) for entry in same_way):
        raise ServiceError("NetworkAclEntryAlreadyExists", f"The network acl entry identified by {given['RuleNumber']} already exists.")
    if len(same_way) + of_aws >= MOST_ACL_RULES:
        raise ServiceError("NetworkAclEntryLimitExceeded", "The maximum number of network ACL entries has been reached.")
    answer = original(self)
    # moto asks for ICMP's type and code by their name on the wire, and finds none.
    icmp = given.get("IcmpTypeCode", {})
    for created in acl.network_acl_entries:
        if str(created.rule_number) == str(given["RuleNumber"]) and str(created.egress).lower() == egress:
            created.icmp_type, created.icmp_code = icmp.get("Type"), icmp.get("Code")
    return answer


@ext.around(NetworkACLs)
def delete_network_acl(original: Callable[..., Any], self: Any) -> Any:
    acl = self.ec2_backend.get_network_acl(params(self)["NetworkAclId"])
    if str(acl.default).lower() == "true":
        raise invalid(f"cannot delete default network ACL {acl.id}")
    return original(self)
