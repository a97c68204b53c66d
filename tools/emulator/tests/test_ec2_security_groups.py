"""EC2: security groups that AWS refuses (API reference, VPC User Guide: quotas, weights of AWS-managed prefix lists)."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError
from helpers import code_of


@pytest.fixture
def ec2(client):
    return client("ec2")


@pytest.fixture
def group(ec2, vpc, name):
    made = []

    def make(vpc_id=vpc["id"]):
        made.append(ec2.create_security_group(VpcId=vpc_id, GroupName=f"{name}-{len(made)}", Description="d")["GroupId"])
        return made[-1]

    return make


def tcp(port=443, **far_ends):
    return [{"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **far_ends}]


def prefix_list(ec2, name):
    return ec2.describe_managed_prefix_lists(Filters=[{"Name": "prefix-list-name", "Values": [name]}])["PrefixLists"][0]["PrefixListId"]


def refused(code, call, **given):
    with pytest.raises(ClientError) as caught:
        call(**given)
    assert code_of(caught) == code


def test_cloudfronts_prefix_list_counts_as_55_rules(ec2, group):
    one, cloudfront = group(), prefix_list(ec2, "com.amazonaws.global.cloudfront.origin-facing")
    ec2.authorize_security_group_ingress(GroupId=one, IpPermissions=tcp(443, PrefixListIds=[{"PrefixListId": cloudfront}]))
    refused(
        "RulesPerSecurityGroupLimitExceeded",
        ec2.authorize_security_group_ingress,
        GroupId=one,
        IpPermissions=tcp(80, PrefixListIds=[{"PrefixListId": cloudfront}]),
    )
    blocks = [{"CidrIp": f"10.{index}.0.0/16"} for index in range(6)]
    ec2.authorize_security_group_ingress(GroupId=one, IpPermissions=tcp(80, IpRanges=blocks[:5]))
    refused("RulesPerSecurityGroupLimitExceeded", ec2.authorize_security_group_ingress, GroupId=one, IpPermissions=tcp(80, IpRanges=blocks[5:]))
    ec2.authorize_security_group_ingress(GroupId=one, IpPermissions=tcp(80, Ipv6Ranges=[{"CidrIpv6": "::/0"}]))
    ec2.authorize_security_group_egress(GroupId=one, IpPermissions=tcp(80, IpRanges=blocks))


def test_a_prefix_list_of_ones_own_counts_as_the_most_entries_that_it_may_have(ec2, group, name):
    made = ec2.create_managed_prefix_list(PrefixListName=name, MaxEntries=61, AddressFamily="IPv4")["PrefixList"]["PrefixListId"]
    refused(
        "RulesPerSecurityGroupLimitExceeded",
        ec2.authorize_security_group_ingress,
        GroupId=group(),
        IpPermissions=tcp(PrefixListIds=[{"PrefixListId": made}]),
    )


def test_far_ends_that_do_not_exist(client, ec2, group):
    one, other_vpc = group(), ec2.create_vpc(CidrBlock="10.77.0.0/16")["Vpc"]["VpcId"]
    refused(
        "InvalidPrefixListID.NotFound",
        ec2.authorize_security_group_egress,
        GroupId=one,
        IpPermissions=tcp(PrefixListIds=[{"PrefixListId": "pl-0123456789abcdef0"}]),
    )
    for other in ("sg-0123456789abcdef0", group(other_vpc)):
        refused("InvalidGroup.NotFound", ec2.authorize_security_group_ingress, GroupId=one, IpPermissions=tcp(UserIdGroupPairs=[{"GroupId": other}]))


def test_a_rule_is_there_once(ec2, group):
    one, other = group(), group()
    for far_end in (
        {"IpRanges": [{"CidrIp": "10.0.0.0/8"}]},
        {"Ipv6Ranges": [{"CidrIpv6": "::/0"}]},
        {"UserIdGroupPairs": [{"GroupId": other, "Description": "first"}]},
        {"PrefixListIds": [{"PrefixListId": prefix_list(ec2, "com.amazonaws.us-east-1.s3")}]},
    ):
        ec2.authorize_security_group_ingress(GroupId=one, IpPermissions=tcp(**far_end))
        again = {kind: [{**items[0], "Description": "again"}] for kind, items in far_end.items()}
        refused("InvalidPermission.Duplicate", ec2.authorize_security_group_ingress, GroupId=one, IpPermissions=tcp(**again))
        ec2.authorize_security_group_ingress(GroupId=one, IpPermissions=tcp(8443, **again))


@pytest.mark.parametrize("permission", [{"FromPort": 443, "ToPort": 80}, {"FromPort": 0, "ToPort": 65536}])
def test_ranges_of_ports(ec2, group, permission):
    refused(
        "InvalidParameterValue",
        ec2.authorize_security_group_ingress,
        GroupId=group(),
        IpPermissions=[{"IpProtocol": "tcp", "IpRanges": [{"CidrIp": "10.0.0.0/8"}], **permission}],
    )


def test_words(ec2, group, vpc, name):
    usual = {"VpcId": vpc["id"], "GroupName": name, "Description": "d"}
    for more in ({"GroupName": "sg-mine"}, {"GroupName": "default"}, {"Description": "it's"}, {"Description": "x" * 256}, {"GroupName": "ü"}):
        refused("InvalidParameterValue", ec2.create_security_group, **{**usual, **more})
    for description in ("a -> b", "x" * 256, "no'"):
        rule = tcp(IpRanges=[{"CidrIp": "10.0.0.0/8", "Description": description}])
        refused("InvalidParameterValue", ec2.authorize_security_group_ingress, GroupId=group(), IpPermissions=rule)


def test_groups_that_cannot_be(ec2, vpc, name):
    usual = {"VpcId": vpc["id"], "GroupName": name, "Description": "d"}
    ec2.create_security_group(**usual)
    refused("InvalidGroup.Duplicate", ec2.create_security_group, **usual)
    refused("InvalidVpcID.NotFound", ec2.create_security_group, **{**usual, "VpcId": "vpc-0123456789abcdef0"})


def test_a_group_that_is_used_stays(ec2, group, vpc):
    used, user = group(), group()
    rule = tcp(UserIdGroupPairs=[{"GroupId": used}])
    ec2.authorize_security_group_ingress(GroupId=user, IpPermissions=rule)
    refused("DependencyViolation", ec2.delete_security_group, GroupId=used)
    ec2.revoke_security_group_ingress(GroupId=user, IpPermissions=rule)
    interface = ec2.create_network_interface(SubnetId=vpc["subnets"][0], Groups=[used])["NetworkInterface"]["NetworkInterfaceId"]
    refused("DependencyViolation", ec2.delete_security_group, GroupId=used)
    ec2.delete_network_interface(NetworkInterfaceId=interface)
    ec2.delete_security_group(GroupId=used)


def test_a_group_of_a_load_balancer_or_a_database_stays(client, ec2, group, vpc, cluster):
    balanced, stored = group(), group()
    elb = client("elbv2")
    arn = elb.create_load_balancer(Name="used-group", Type="application", Subnets=vpc["subnets"], SecurityGroups=[balanced], Scheme="internal")[
        "LoadBalancers"
    ][0]["LoadBalancerArn"]
    cluster(VpcSecurityGroupIds=[stored])
    for used in (balanced, stored):
        refused("DependencyViolation", ec2.delete_security_group, GroupId=used)
    elb.delete_load_balancer(LoadBalancerArn=arn)
    ec2.delete_security_group(GroupId=balanced)


def test_the_default_group_stays(ec2, vpc):
    filters = [{"Name": "vpc-id", "Values": [vpc["id"]]}, {"Name": "group-name", "Values": ["default"]}]
    refused("CannotDelete", ec2.delete_security_group, GroupId=ec2.describe_security_groups(Filters=filters)["SecurityGroups"][0]["GroupId"])


@pytest.mark.parametrize(("region", "known"), [("us-east-1", "pl-3b927c52"), ("eu-central-1", "pl-a3a144ca")])
def test_cloudfronts_prefix_list_has_its_id_of_the_region(client, region, known):
    ec2 = client("ec2", region)
    assert prefix_list(ec2, "com.amazonaws.global.cloudfront.origin-facing") == known
    (arn,) = [shown["PrefixListArn"] for shown in ec2.describe_managed_prefix_lists(PrefixListIds=[known])["PrefixLists"]]
    assert arn.endswith(f"prefix-list/{known}")


def test_a_rule_gets_another_security_group_in_place(ec2, group):
    one, before, after = group(), group(), group()
    pairs = tcp(UserIdGroupPairs=[{"GroupId": before}])
    rule = ec2.authorize_security_group_ingress(GroupId=one, IpPermissions=pairs)["SecurityGroupRules"][0]["SecurityGroupRuleId"]

    def change(to):
        wanted = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "ReferencedGroupId": to}
        ec2.modify_security_group_rules(GroupId=one, SecurityGroupRules=[{"SecurityGroupRuleId": rule, "SecurityGroupRule": wanted}])

    change(after)
    (kept,) = ec2.describe_security_group_rules(SecurityGroupRuleIds=[rule])["SecurityGroupRules"]
    assert kept["ReferencedGroupInfo"]["GroupId"] == after
    ec2.delete_security_group(GroupId=before)
    refused("DependencyViolation", ec2.delete_security_group, GroupId=after)
    refused("InvalidGroup.NotFound", change, to=before)
