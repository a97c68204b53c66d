"""EC2: endpoints, flow logs and launch templates that AWS refuses (API reference, AWS PrivateLink Guide, VPC User Guide)."""

from __future__ import annotations

import base64
import json

import pytest
from botocore.exceptions import ClientError
from helpers import ACCOUNT, code_of, policy_of, trusted_role


def refused(code, call, **given):
    with pytest.raises(ClientError) as caught:
        call(**given)
    assert code_of(caught) == code


@pytest.fixture
def ec2(client):
    return client("ec2")


@pytest.fixture
def network(ec2):
    """A VPC with DNS host names, two subnets in zone a and one in b."""
    vpc_id = ec2.create_vpc(CidrBlock="10.4.0.0/16")["Vpc"]["VpcId"]
    ec2.modify_vpc_attribute(VpcId=vpc_id, EnableDnsHostnames={"Value": True})
    subnets = [
        ec2.create_subnet(VpcId=vpc_id, CidrBlock=f"10.4.{index}.0/24", AvailabilityZone=f"us-east-1{zone}")["Subnet"]["SubnetId"]
        for index, zone in enumerate("aab")
    ]
    return vpc_id, subnets


def interface(vpc_id, subnets, service="logs", **more):
    return {"VpcId": vpc_id, "ServiceName": f"com.amazonaws.us-east-1.{service}", "VpcEndpointType": "Interface", "SubnetIds": subnets, **more}


def test_interface_endpoints_that_cannot_be(ec2, network, vpc):
    vpc_id, (a1, a2, b) = network
    foreign = vpc["security_group"]
    refused("InvalidServiceName", ec2.create_vpc_endpoint, **interface(vpc_id, [a1], "loggs"))
    refused("InvalidServiceName", ec2.create_vpc_endpoint, **{**interface(vpc_id, [a1]), "ServiceName": "com.amazonaws.eu-west-1.logs"})
    refused("InvalidParameter", ec2.create_vpc_endpoint, **interface(vpc_id, [a1], VpcEndpointType="Gateway"))
    refused("DuplicateSubnetsInSameZone", ec2.create_vpc_endpoint, **interface(vpc_id, [a1, a2]))
    refused("InvalidParameter", ec2.create_vpc_endpoint, **interface(vpc_id, [vpc["subnets"][0]]))
    refused("InvalidParameter", ec2.create_vpc_endpoint, **interface(vpc_id, [a1], SecurityGroupIds=[foreign]))
    refused("InvalidGroup.NotFound", ec2.create_vpc_endpoint, **interface(vpc_id, [a1], SecurityGroupIds=["sg-0123456789abcdef0"]))
    refused("InvalidPolicyDocument", ec2.create_vpc_endpoint, **interface(vpc_id, [a1], PolicyDocument="{}"))
    made = ec2.create_vpc_endpoint(**interface(vpc_id, [a1, b]))["VpcEndpoint"]["VpcEndpointId"]
    refused("InvalidPolicyDocument", ec2.modify_vpc_endpoint, VpcEndpointId=made, PolicyDocument=policy_of({"Effect": "Allow"}))
    refused("DuplicateSubnetsInSameZone", ec2.modify_vpc_endpoint, VpcEndpointId=made, AddSubnetIds=[a2])
    refused("DependencyViolation", ec2.delete_subnet, SubnetId=a1)
    ec2.delete_vpc_endpoints(VpcEndpointIds=[made])
    ec2.delete_subnet(SubnetId=a1)


def test_private_names_are_one_endpoints(ec2, network):
    vpc_id, (a1, _, b) = network
    first = ec2.create_vpc_endpoint(**interface(vpc_id, [a1]))["VpcEndpoint"]["VpcEndpointId"]
    refused("InvalidParameter", ec2.create_vpc_endpoint, **interface(vpc_id, [b]))
    second = ec2.create_vpc_endpoint(**interface(vpc_id, [b], PrivateDnsEnabled=False))["VpcEndpoint"]["VpcEndpointId"]
    refused("InvalidParameter", ec2.modify_vpc_endpoint, VpcEndpointId=second, PrivateDnsEnabled=True)
    ec2.delete_vpc_endpoints(VpcEndpointIds=[first])
    ec2.modify_vpc_endpoint(VpcEndpointId=second, PrivateDnsEnabled=True)


@pytest.mark.parametrize("attribute", ["EnableDnsHostnames", "EnableDnsSupport"])
def test_private_names_need_the_vpcs_dns(ec2, network, attribute):
    vpc_id, (a1, *_) = network
    ec2.modify_vpc_attribute(VpcId=vpc_id, **{attribute: {"Value": False}})
    refused("InvalidParameter", ec2.create_vpc_endpoint, **interface(vpc_id, [a1]))
    ec2.create_vpc_endpoint(**interface(vpc_id, [a1], PrivateDnsEnabled=False))


def test_a_route_table_has_one_gateway_endpoint_of_a_service(ec2, network, vpc):
    vpc_id, _ = network
    table, foreign = (ec2.create_route_table(VpcId=where)["RouteTable"]["RouteTableId"] for where in (vpc_id, vpc["id"]))
    given = {"VpcId": vpc_id, "ServiceName": "com.amazonaws.us-east-1.s3", "VpcEndpointType": "Gateway"}
    refused("InvalidParameter", ec2.create_vpc_endpoint, **given, RouteTableIds=[foreign])
    made = ec2.create_vpc_endpoint(**given, RouteTableIds=[table])["VpcEndpoint"]["VpcEndpointId"]
    refused("RouteAlreadyExists", ec2.create_vpc_endpoint, **given, RouteTableIds=[table])
    ec2.modify_vpc_endpoint(VpcEndpointId=made, AddRouteTableIds=[table])


# --- Flow logs -------------------------------------------------------------------------------------------------------


def to_bucket(vpc_id, name, **more):
    return {
        "ResourceIds": [vpc_id],
        "ResourceType": "VPC",
        "TrafficType": "ALL",
        "LogDestinationType": "s3",
        "LogDestination": f"arn:aws:s3:::{name}",
        **more,
    }


def test_flow_logs_to_a_folder_of_a_bucket(client, ec2, network, name):
    client("s3").create_bucket(Bucket=name)
    answer = ec2.create_flow_logs(**to_bucket(network[0], f"{name}/vpc/flow"))
    assert answer["Unsuccessful"] == []
    (shown,) = ec2.describe_flow_logs(FlowLogIds=answer["FlowLogIds"])["FlowLogs"]
    assert shown["LogDestination"] == f"arn:aws:s3:::{name}/vpc/flow"
    refused("FlowLogAlreadyExists", ec2.create_flow_logs, **to_bucket(network[0], f"{name}/vpc/flow"))
    assert ec2.create_flow_logs(**to_bucket(network[0], name))["FlowLogIds"]
    (write, _) = json.loads(client("s3").get_bucket_policy(Bucket=name)["Policy"])["Statement"]
    assert write["Resource"] == f"arn:aws:s3:::{name}/AWSLogs/{ACCOUNT}/*"


def test_flow_logs_to_what_is_not_there(client, ec2, network, name):
    (error,) = ec2.create_flow_logs(**to_bucket(network[0], f"{name}/vpc"))["Unsuccessful"]
    assert "does not exist" in error["Error"]["Message"]
    client("s3").create_bucket(Bucket=name)
    refused("InvalidParameter", ec2.create_flow_logs, **to_bucket(network[0], f"{name}/AWSLogs"))


def test_flow_logs_to_a_bucket_that_denies(client, ec2, network, name):
    client("s3").create_bucket(Bucket=name)
    deny = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:PutObject",
        "Resource": f"arn:aws:s3:::{name}/*",
        "Condition": {"Null": {"aws:PrincipalOrgID": "true"}},
    }
    client("s3").put_bucket_policy(Bucket=name, Policy=policy_of(deny))
    (error,) = ec2.create_flow_logs(**to_bucket(network[0], name))["Unsuccessful"]
    assert "Access Denied for LogDestination" in error["Error"]["Message"]


def test_a_policy_for_the_documented_path_is_enough(client, ec2, network, name):
    client("s3").create_bucket(Bucket=name)
    service = {"Service": "delivery.logs.amazonaws.com"}
    source = {"StringEquals": {"aws:SourceAccount": ACCOUNT}, "ArnLike": {"aws:SourceArn": f"arn:aws:logs:us-east-1:{ACCOUNT}:*"}}
    write = {
        "Effect": "Allow",
        "Principal": service,
        "Action": "s3:PutObject",
        "Resource": f"arn:aws:s3:::{name}/flow/AWSLogs/aws-account-id={ACCOUNT}/*",
        "Condition": source,
    }
    read = {"Effect": "Allow", "Principal": service, "Action": ["s3:Get*", "s3:List*"], "Resource": f"arn:aws:s3:::{name}", "Condition": source}
    client("s3").put_bucket_policy(Bucket=name, Policy=policy_of(write, read))
    ec2.create_flow_logs(**to_bucket(network[0], f"{name}/flow", DestinationOptions={"HiveCompatiblePartitions": True}))
    assert json.loads(client("s3").get_bucket_policy(Bucket=name)["Policy"])["Statement"] == [write, read]


def test_a_role_that_cannot_write_is_an_access_error(client, ec2, network, name):
    """VPC User Guide, "Troubleshoot VPC Flow Logs": the flow log is there and shows the error."""
    client("logs").create_log_group(logGroupName=name)
    group = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:{name}"
    trusted_role(client, f"{name}-wrong", "ec2.amazonaws.com")
    arn = trusted_role(client, name, "vpc-flow-logs.amazonaws.com")
    given = {"ResourceIds": [network[0]], "ResourceType": "VPC", "TrafficType": "ALL", "LogDestination": group}
    (made,) = ec2.create_flow_logs(**given, DeliverLogsPermissionArn=arn)["FlowLogIds"]

    def shown(flow_log_id=made):
        (one,) = ec2.describe_flow_logs(FlowLogIds=[flow_log_id])["FlowLogs"]
        return one["DeliverLogsStatus"], one.get("DeliverLogsErrorMessage")

    assert shown() == ("FAILED", "Access error")
    write = {"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": f"{group}:*"}
    for role in (name, f"{name}-wrong"):
        client("iam").put_role_policy(RoleName=role, PolicyName="write", PolicyDocument=policy_of(write))
    assert shown() == ("SUCCESS", None)
    ec2.delete_flow_logs(FlowLogIds=[made])
    (made,) = ec2.create_flow_logs(**given, DeliverLogsPermissionArn=arn.replace(name, f"{name}-wrong"))["FlowLogIds"]
    assert shown(made) == ("FAILED", "Access error")


# --- Launch templates ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"UserData": "not base64!"}, "InvalidUserData.Malformed"),
        ({"UserData": base64.b64encode(b"x" * 16385).decode()}, "InvalidParameterValue"),
        ({"NetworkInterfaces": [{"DeviceIndex": 0}], "SecurityGroupIds": ["sg-0123456789abcdef0"]}, "InvalidParameterCombination"),
        ({"BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"KmsKeyId": "k"}}]}, "InvalidParameterDependency"),
        ({"BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"VolumeType": "gp2", "Throughput": 200}}]}, "InvalidParameterCombination"),
    ],
)
def test_launch_templates_that_cannot_be(ec2, name, data, code):
    refused(code, ec2.create_launch_template, LaunchTemplateName=name, LaunchTemplateData={"InstanceType": "t3.micro", **data})
    made = ec2.create_launch_template(LaunchTemplateName=name, LaunchTemplateData={"InstanceType": "t3.micro"})["LaunchTemplate"]["LaunchTemplateId"]
    refused(code, ec2.create_launch_template_version, LaunchTemplateId=made, LaunchTemplateData=data)


def test_names_of_launch_templates(ec2, name):
    for wrong in ("ab", "a b c", "x" * 129):
        refused(
            "InvalidLaunchTemplateName.MalformedException",
            ec2.create_launch_template,
            LaunchTemplateName=wrong,
            LaunchTemplateData={"InstanceType": "t3.micro"},
        )
    ec2.create_launch_template(LaunchTemplateName=name, LaunchTemplateData={"InstanceType": "t3.micro"})
    refused(
        "InvalidLaunchTemplateName.AlreadyExistsException",
        ec2.create_launch_template,
        LaunchTemplateName=name,
        LaunchTemplateData={"InstanceType": "t3.micro"},
    )
