"""EC2: subnets, gateways, routes, addresses and network ACLs that AWS refuses (API reference and VPC User Guide)."""

from __future__ import annotations

import itertools

import pytest
from botocore.exceptions import ClientError
from helpers import code_of

REGIONS = itertools.cycle(["us-west-1", "eu-west-2", "eu-west-3", "ap-south-1"])


def refused(code, call, **given):
    with pytest.raises(ClientError) as caught:
        call(**given)
    assert code_of(caught) == code


@pytest.fixture
def ec2(client):
    return client("ec2")


@pytest.fixture
def own_vpc(ec2):
    return ec2.create_vpc(CidrBlock="10.5.0.0/16")["Vpc"]["VpcId"]


def subnet(ec2, vpc_id, block="10.5.0.0/24", **more):
    return ec2.create_subnet(VpcId=vpc_id, CidrBlock=block, **more)["Subnet"]["SubnetId"]


@pytest.fixture
def gateway(ec2):
    return ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]


# --- VPCs and subnets ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "more", "code"),
    [
        ("10.5.0.0/29", {}, "InvalidSubnet.Range"),
        ("10.6.0.0/24", {}, "InvalidSubnet.Range"),
        ("10.5.0.0/25", {}, "InvalidSubnet.Conflict"),
        ("10.5.9.0/24", {"AvailabilityZone": "us-east-1z"}, "InvalidParameterValue"),
        ("10.5.9.0/24", {"AvailabilityZone": "eu-west-1a"}, "InvalidParameterValue"),
        ("10.5.9.0/24", {"AvailabilityZoneId": "euw1-az1"}, "InvalidParameterValue"),
        ("10.5.9.0", {"Ipv6CidrBlock": "2001:db8::/64"}, "InvalidSubnet.Range"),
    ],
)
def test_subnets_that_cannot_be(ec2, own_vpc, block, more, code):
    subnet(ec2, own_vpc)
    refused(code, ec2.create_subnet, VpcId=own_vpc, CidrBlock=block if "/" in block else f"{block}/24", **more)


@pytest.mark.parametrize("block", ["10.0.0.0/15", "10.0.0.0/29"])
def test_sizes_of_vpcs(ec2, block):
    refused("InvalidVpc.Range", ec2.create_vpc, CidrBlock=block)


@pytest.mark.parametrize(
    ("first", "block"),
    [
        ("10.5.0.0/16", "10.6.0.0/15"),
        ("10.5.0.0/16", "10.6.0.0/29"),
        ("10.5.0.0/16", "10.5.128.0/20"),
        ("10.5.0.0/16", "192.168.0.0/20"),
        ("10.5.0.0/16", "198.19.0.0/20"),
        ("10.1.0.0/16", "10.0.0.0/16"),
        ("172.16.0.0/16", "172.31.0.0/16"),
        ("100.64.0.0/16", "10.0.0.0/16"),
    ],
)
def test_secondary_ranges_that_cannot_be(ec2, first, block):
    vpc = ec2.create_vpc(CidrBlock=first)["Vpc"]["VpcId"]
    refused("InvalidVpc.Range", ec2.associate_vpc_cidr_block, VpcId=vpc, CidrBlock=block)


@pytest.mark.parametrize(("first", "block"), [("10.5.0.0/16", "10.0.0.0/16"), ("10.5.0.0/16", "100.64.0.0/16"), ("198.19.0.0/20", "100.64.0.0/16")])
def test_subnets_in_a_secondary_range(ec2, first, block):
    vpc = ec2.create_vpc(CidrBlock=first)["Vpc"]["VpcId"]
    ec2.associate_vpc_cidr_block(VpcId=vpc, CidrBlock=block)
    subnet(ec2, vpc, block.replace("/16", "/24"))


def test_a_secondary_range_that_a_route_is_in(ec2, own_vpc):
    """VPC User Guide, "VPC CIDR blocks": it must not be the same as, or larger than, a route's destination."""
    table = ec2.create_route_table(VpcId=own_vpc)["RouteTable"]["RouteTableId"]
    peer = ec2.create_vpc(CidrBlock="10.7.0.0/16")["Vpc"]["VpcId"]
    peering = ec2.create_vpc_peering_connection(VpcId=own_vpc, PeerVpcId=peer)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="10.7.0.0/24", VpcPeeringConnectionId=peering)
    refused("InvalidVpc.Range", ec2.associate_vpc_cidr_block, VpcId=own_vpc, CidrBlock="10.7.0.0/24")
    ec2.associate_vpc_cidr_block(VpcId=own_vpc, CidrBlock="10.7.0.0/25")


def test_a_subnet_that_is_used_stays(ec2, own_vpc):
    used = subnet(ec2, own_vpc)
    interface = ec2.create_network_interface(SubnetId=used)["NetworkInterface"]["NetworkInterfaceId"]
    refused("DependencyViolation", ec2.delete_subnet, SubnetId=used)
    ec2.delete_network_interface(NetworkInterfaceId=interface)
    ec2.delete_subnet(SubnetId=used)


def test_a_vpc_that_is_used_stays(ec2, own_vpc, gateway):
    def stays():
        refused("DependencyViolation", ec2.delete_vpc, VpcId=own_vpc)

    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=own_vpc)
    stays()
    refused("DependencyViolation", ec2.delete_internet_gateway, InternetGatewayId=gateway)
    ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=own_vpc)
    group = ec2.create_security_group(VpcId=own_vpc, GroupName="g", Description="d")["GroupId"]
    stays()
    ec2.delete_security_group(GroupId=group)
    acl = ec2.create_network_acl(VpcId=own_vpc)["NetworkAcl"]["NetworkAclId"]
    stays()
    ec2.delete_network_acl(NetworkAclId=acl)
    ec2.delete_vpc(VpcId=own_vpc)


# --- Gateways and addresses ------------------------------------------------------------------------------------------


def test_a_vpc_has_one_internet_gateway(ec2, own_vpc, gateway):
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=own_vpc)
    other = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    refused("InvalidParameterValue", ec2.attach_internet_gateway, InternetGatewayId=other, VpcId=own_vpc)


def test_a_nat_gateway_without_an_internet_gateway_fails(ec2, own_vpc, gateway):
    """VPC User Guide, "Troubleshoot NAT gateways": it is made, and its state becomes failed."""
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    place = {"SubnetId": subnet(ec2, own_vpc), "AllocationId": address}
    failed = ec2.create_nat_gateway(**place)["NatGateway"]["NatGatewayId"]
    (shown,) = ec2.describe_nat_gateways(NatGatewayIds=[failed])["NatGateways"]
    assert (shown["State"], shown["FailureCode"]) == ("failed", "Gateway.NotAttached")

    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=own_vpc)
    made = ec2.create_nat_gateway(**place)["NatGateway"]["NatGatewayId"]
    assert ec2.describe_nat_gateways(NatGatewayIds=[made])["NatGateways"][0]["State"] == "available"
    twice = ec2.create_nat_gateway(**place)["NatGateway"]["NatGatewayId"]
    assert ec2.describe_nat_gateways(NatGatewayIds=[twice])["NatGateways"][0]["FailureCode"] == "Resource.AlreadyAssociated"

    refused("InvalidIPAddress.InUse", ec2.release_address, AllocationId=address)
    refused("DependencyViolation", ec2.detach_internet_gateway, InternetGatewayId=gateway, VpcId=own_vpc)
    refused("DependencyViolation", ec2.delete_subnet, SubnetId=place["SubnetId"])
    ec2.delete_nat_gateway(NatGatewayId=made)
    ec2.release_address(AllocationId=address)
    ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=own_vpc)
    ec2.delete_subnet(SubnetId=place["SubnetId"])


def test_a_nat_gateway_of_what_does_not_exist(ec2, own_vpc):
    refused("InvalidSubnetID.NotFound", ec2.create_nat_gateway, SubnetId="subnet-0123456789abcdef0", AllocationId="eipalloc-0123456789abcdef0")
    refused("InvalidAllocationID.NotFound", ec2.create_nat_gateway, SubnetId=subnet(ec2, own_vpc), AllocationId="eipalloc-0123456789abcdef0")
    refused("NatGatewayNotFound", ec2.delete_nat_gateway, NatGatewayId="nat-0123456789abcdef0")


def test_a_region_has_five_addresses(client):
    ec2 = client("ec2", next(REGIONS))
    made = [ec2.allocate_address(Domain="vpc")["AllocationId"] for _ in range(5)]
    refused("AddressLimitExceeded", ec2.allocate_address, Domain="vpc")
    ec2.release_address(AllocationId=made[0])
    ec2.allocate_address(Domain="vpc")


# --- Routes ----------------------------------------------------------------------------------------------------------


def test_routes_that_cannot_be(ec2, own_vpc, gateway):
    table = ec2.create_route_table(VpcId=own_vpc)["RouteTable"]["RouteTableId"]
    for code, given in (
        ("InvalidParameterValue", {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": gateway}),
        ("InvalidInternetGatewayID.NotFound", {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-0123456789abcdef0"}),
        ("InvalidNatGatewayID.NotFound", {"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-0123456789abcdef0"}),
        ("InvalidPrefixListID.NotFound", {"DestinationPrefixListId": "pl-0123456789abcdef0", "GatewayId": gateway}),
    ):
        refused(code, ec2.create_route, RouteTableId=table, **given)
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=own_vpc)
    for destination in ({"DestinationCidrBlock": "0.0.0.0/0"}, {"DestinationIpv6CidrBlock": "::/0"}):
        ec2.create_route(RouteTableId=table, GatewayId=gateway, **destination)
        refused("RouteAlreadyExists", ec2.create_route, RouteTableId=table, GatewayId=gateway, **destination)


def test_a_subnet_has_one_route_table(ec2, own_vpc):
    tables = [ec2.create_route_table(VpcId=own_vpc)["RouteTable"]["RouteTableId"] for _ in range(2)]
    place = subnet(ec2, own_vpc)
    association = ec2.associate_route_table(RouteTableId=tables[0], SubnetId=place)["AssociationId"]
    refused("Resource.AlreadyAssociated", ec2.associate_route_table, RouteTableId=tables[1], SubnetId=place)
    refused("DependencyViolation", ec2.delete_route_table, RouteTableId=tables[0])
    ec2.disassociate_route_table(AssociationId=association)
    ec2.associate_route_table(RouteTableId=tables[1], SubnetId=place)


# --- Network ACLs ----------------------------------------------------------------------------------------------------


def entry(acl, number, **more):
    return {"NetworkAclId": acl, "RuleNumber": number, "Protocol": "-1", "RuleAction": "allow", "Egress": False, "CidrBlock": "0.0.0.0/0", **more}


def test_a_network_acl_has_twenty_rules_each_way(ec2, own_vpc):
    """VPC User Guide, quotas: the rule that denies what is left counts too."""
    acl = ec2.create_network_acl(VpcId=own_vpc)["NetworkAcl"]["NetworkAclId"]
    for number in range(1, 20):
        ec2.create_network_acl_entry(**entry(acl, number))
    refused("NetworkAclEntryLimitExceeded", ec2.create_network_acl_entry, **entry(acl, 20))
    ec2.create_network_acl_entry(**entry(acl, 20, Egress=True))
    refused("NetworkAclEntryAlreadyExists", ec2.create_network_acl_entry, **entry(acl, 20, Egress=True))


def test_a_rule_for_icmp_has_its_type_and_code(ec2, own_vpc):
    acl = ec2.create_network_acl(VpcId=own_vpc)["NetworkAcl"]["NetworkAclId"]
    ec2.create_network_acl_entry(**entry(acl, 1, Protocol="1", IcmpTypeCode={"Type": 3, "Code": 4}))
    (described,) = ec2.describe_network_acls(NetworkAclIds=[acl])["NetworkAcls"]
    (rule,) = [rule for rule in described["Entries"] if rule["RuleNumber"] == 1]
    assert rule["IcmpTypeCode"] == {"Type": 3, "Code": 4}


def test_numbers_of_rules_and_default_acls(ec2, own_vpc):
    (acl,) = ec2.describe_network_acls(Filters=[{"Name": "vpc-id", "Values": [own_vpc]}])["NetworkAcls"]
    refused("InvalidParameterValue", ec2.create_network_acl_entry, **entry(acl["NetworkAclId"], 32767))
    refused("InvalidParameterValue", ec2.delete_network_acl, NetworkAclId=acl["NetworkAclId"])
