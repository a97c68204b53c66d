"""EC2: descriptions of security group rules, and launch templates' own tags."""

from __future__ import annotations

import pytest


def permission(**far_end: list) -> dict:
    return {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, **far_end}


@pytest.fixture
def rule_of(client, vpc):
    """Authorizes one rule in the VPC's group and gives it as it is read back."""

    def make(direction: str, far_end: dict) -> dict:
        authorize = getattr(client("ec2"), f"authorize_security_group_{direction}")
        made = authorize(GroupId=vpc["security_group"], IpPermissions=[permission(**far_end)])["SecurityGroupRules"][0]
        return client("ec2").describe_security_group_rules(SecurityGroupRuleIds=[made["SecurityGroupRuleId"]])["SecurityGroupRules"][0]

    return make


def test_a_rule_that_names_a_group_keeps_its_description(rule_of, vpc):
    rule = rule_of("ingress", {"UserIdGroupPairs": [{"GroupId": vpc["security_group"], "Description": "a to b"}]})
    assert rule["Description"] == "a to b"


def test_a_rule_that_names_a_prefix_list_keeps_its_description(client, rule_of):
    named = [{"Name": "prefix-list-name", "Values": ["com.amazonaws.us-east-1.s3"]}]
    (prefix_list,) = client("ec2").describe_managed_prefix_lists(Filters=named)["PrefixLists"]
    rule = rule_of("egress", {"PrefixListIds": [{"PrefixListId": prefix_list["PrefixListId"], "Description": "a to S3"}]})
    assert rule["Description"] == "a to S3"


def test_a_launch_templates_own_tags_are_not_those_of_its_instances(client, name):
    ec2 = client("ec2")
    own = [{"ResourceType": "launch-template", "Tags": [{"Key": "team", "Value": "x"}]}]
    made = ec2.create_launch_template(LaunchTemplateName=name, LaunchTemplateData={"InstanceType": "c7g.large"}, TagSpecifications=own)
    template_id = made["LaunchTemplate"]["LaunchTemplateId"]
    data = ec2.describe_launch_template_versions(LaunchTemplateId=template_id)["LaunchTemplateVersions"][0]["LaunchTemplateData"]
    assert data.get("TagSpecifications", []) == []
    assert ec2.describe_launch_templates(LaunchTemplateIds=[template_id])["LaunchTemplates"][0]["Tags"] == own[0]["Tags"]


def test_a_subnet_is_found_by_its_ipv6_block(client):
    ec2 = client("ec2")
    vpc_id = ec2.create_vpc(CidrBlock="10.0.0.0/16", AmazonProvidedIpv6CidrBlock=True)["Vpc"]["VpcId"]
    block = ec2.describe_vpcs(VpcIds=[vpc_id])["Vpcs"][0]["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"].replace("/56", "/64")
    made = ec2.create_subnet(VpcId=vpc_id, CidrBlock="10.0.0.0/24", Ipv6CidrBlock=block)["Subnet"]
    (association,) = made["Ipv6CidrBlockAssociationSet"]
    assert association["Ipv6CidrBlockState"] == {"State": "associated"}
    for name, value in (("association-id", association["AssociationId"]), ("ipv6-cidr-block", block)):
        found = ec2.describe_subnets(Filters=[{"Name": f"ipv6-cidr-block-association.{name}", "Values": [value]}])["Subnets"]
        assert [subnet["SubnetId"] for subnet in found] == [made["SubnetId"]]


def test_a_flow_log_to_s3_keeps_the_layout_of_its_files(client, vpc, name):
    ec2 = client("ec2")
    client("s3").create_bucket(Bucket=name)
    given = {"FileFormat": "parquet", "HiveCompatiblePartitions": True, "PerHourPartition": True}
    ids = ec2.create_flow_logs(
        ResourceIds=[vpc["id"]],
        ResourceType="VPC",
        TrafficType="ALL",
        LogDestinationType="s3",
        LogDestination=f"arn:aws:s3:::{name}",
        DestinationOptions=given,
    )["FlowLogIds"]
    (shown,) = ec2.describe_flow_logs(FlowLogIds=ids)["FlowLogs"]
    assert shown["DestinationOptions"] == given


def test_an_endpoint_changes_its_addresses_and_private_names_in_place(client, vpc):
    ec2 = client("ec2")
    made = ec2.create_vpc_endpoint(
        VpcId=vpc["id"],
        ServiceName="com.amazonaws.us-east-1.logs",
        VpcEndpointType="Interface",
        SubnetIds=vpc["subnets"],
        IpAddressType="ipv4",
        PrivateDnsEnabled=False,
    )["VpcEndpoint"]
    assert (made["IpAddressType"], made["PrivateDnsEnabled"]) == ("ipv4", False)
    ec2.modify_vpc_endpoint(VpcEndpointId=made["VpcEndpointId"], IpAddressType="dualstack", PrivateDnsEnabled=True)
    (shown,) = ec2.describe_vpc_endpoints(VpcEndpointIds=[made["VpcEndpointId"]])["VpcEndpoints"]
    assert (shown["IpAddressType"], shown["PrivateDnsEnabled"]) == ("dualstack", True)


def test_a_gateway_endpoint_has_a_route_in_the_tables_that_it_has_now(client, vpc):
    ec2 = client("ec2")
    old, new = (ec2.create_route_table(VpcId=vpc["id"])["RouteTable"]["RouteTableId"] for _ in range(2))
    endpoint = ec2.create_vpc_endpoint(
        VpcId=vpc["id"], ServiceName="com.amazonaws.us-east-1.s3", VpcEndpointType="Gateway", RouteTableIds=[old]
    )["VpcEndpoint"]["VpcEndpointId"]

    def gateways(table):
        routes = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]
        return [route["GatewayId"] for route in routes if "DestinationPrefixListId" in route]

    ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, AddRouteTableIds=[new], RemoveRouteTableIds=[old])
    assert (gateways(old), gateways(new)) == ([], [endpoint])
    ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint])
    assert gateways(new) == []
