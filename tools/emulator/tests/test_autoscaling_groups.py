"""Groups: API_CreateAutoScalingGroup, and the pages of "Troubleshoot Amazon EC2 Auto Scaling" in its user guide."""

from __future__ import annotations

import pytest

from edge import make_target_group, make_vpc, refused
from helpers import ACCOUNT, policy_of

INVALID = "ValidationError"
IMAGES = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default"


@pytest.fixture
def scaling(client):
    return client("autoscaling")


@pytest.fixture
def template(client, name):
    """Makes launch templates; what differs from the usual is given."""

    def make(suffix="", **more):
        data = {"InstanceType": "c7g.large", "ImageId": f"{IMAGES}-arm64", **more}
        return client("ec2").create_launch_template(LaunchTemplateName=f"{name}{suffix}", LaunchTemplateData=data)["LaunchTemplate"]["LaunchTemplateId"]

    return make


@pytest.fixture
def create(scaling, vpc, name):
    """Makes the test's group from a template."""

    def make(template_id, version="1", **more):
        usual = {
            "AutoScalingGroupName": name,
            "MinSize": 0,
            "MaxSize": 3,
            "VPCZoneIdentifier": vpc["subnets"][0],
            "LaunchTemplate": {"LaunchTemplateId": template_id, "Version": version},
        }
        scaling.create_auto_scaling_group(**{**usual, **more})

    return make


def read(scaling, name):
    return scaling.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"][0]


def test_a_name_is_one_groups(create, template):
    made = template()
    create(made)
    refused("AlreadyExists", create, made)


def test_sizes(scaling, create, template, name):
    made = template()
    refused(INVALID, create, made, MinSize=4)
    refused(INVALID, create, made, MinSize=1, DesiredCapacity=0, message="Desired capacity:0 must be between")
    refused(INVALID, create, made, DesiredCapacity=4)
    create(made)
    refused(INVALID, scaling.update_auto_scaling_group, AutoScalingGroupName=name, MinSize=4)
    refused(INVALID, scaling.set_desired_capacity, AutoScalingGroupName=name, DesiredCapacity=4)


def test_templates_and_their_versions_exist(create, template):
    refused(INVALID, create, "lt-0123456789abcdef0", message="does not exist")
    refused(INVALID, create, template(), version="2", message="Could not find launch template version")


def test_images_exist(client, create, template, name):
    refused(INVALID, create, template("a", ImageId="ami-0123456789abcdef0"), message="The image id '[ami-0123456789abcdef0]' does not exist")
    refused(INVALID, create, template("b", ImageId=f"resolve:ssm:/{name}/image"))
    image = client("ec2").describe_images(Filters=[{"Name": "architecture", "Values": ["arm64"]}])["Images"][0]["ImageId"]
    client("ssm").put_parameter(Name=f"/{name}/image", Value=image, Type="String")
    create(template("c", ImageId=f"resolve:ssm:/{name}/image"))


def test_images_and_instance_types_have_one_architecture(client, create, template):
    intel = client("ec2").describe_images(Filters=[{"Name": "architecture", "Values": ["x86_64"]}])["Images"][0]["ImageId"]
    words = "does not match the architecture 'x86_64' of the specified AMI"
    refused(INVALID, create, template("a", ImageId=intel), message=words)
    refused(INVALID, create, template("b", ImageId=f"{IMAGES}-x86_64"), message=words)
    create(template("c", InstanceType="c7i.large", ImageId=intel))


def test_overrides_are_instance_types_of_the_images_architecture(create, template):
    specification = {"LaunchTemplateId": template(), "Version": "1"}
    for override in ("c9x.large", "c7i.large"):
        mixed = {"LaunchTemplate": {"LaunchTemplateSpecification": specification, "Overrides": [{"InstanceType": override}]}}
        refused(INVALID, create, "", LaunchTemplate={}, MixedInstancesPolicy=mixed, message=override if override == "c9x.large" else "architecture")


def test_profiles_and_roles_exist(create, template):
    refused(INVALID, create, template("a", IamInstanceProfile={"Name": "nobody"}), message="Invalid IAM Instance Profile name")
    role = f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling_nobody"
    refused(INVALID, create, template("b"), ServiceLinkedRoleARN=role, message="ARN specified for Service-Linked Role does not exist.")


def test_subnets_and_target_groups_are_of_one_vpc(client, create, template, vpc, name):
    other, made = make_vpc(client, "10.80.0.0/16"), template()
    refused(INVALID, create, made, VPCZoneIdentifier="subnet-12345678")
    refused(INVALID, create, made, VPCZoneIdentifier=f"{vpc['subnets'][0]},{other['subnets'][1]}")
    foreign = make_target_group(client, other, name)
    refused(INVALID, create, made, TargetGroupARNs=[foreign], message="same VPC")
    refused(INVALID, create, made, TargetGroupARNs=[foreign + "0"], message="Please ensure they exist")


@pytest.mark.parametrize(
    "setting",
    [
        {"MaxInstanceLifetime": 86_399},
        {"MaxInstanceLifetime": 31_536_001},
        {"InstanceMaintenancePolicy": {"MinHealthyPercentage": 50, "MaxHealthyPercentage": 151}},
        {"InstanceMaintenancePolicy": {"MinHealthyPercentage": 90}},
        {"HealthCheckType": "ALB"},
        {"TerminationPolicies": ["Tallest"]},
    ],
)
def test_settings(create, template, setting):
    refused(INVALID, create, template(), **setting)


def test_a_group_with_instances_stays(scaling, create, template, name):
    create(template(), MinSize=1)
    refused("ResourceInUse", scaling.delete_auto_scaling_group, AutoScalingGroupName=name)
    scaling.update_auto_scaling_group(AutoScalingGroupName=name, MinSize=0, MaxSize=0, DesiredCapacity=0)
    scaling.delete_auto_scaling_group(AutoScalingGroupName=name)


# ---- https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html


ROOT = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "kms:*", "Resource": "*"}
USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]


@pytest.fixture
def role(client, name):
    given = {"AWSServiceName": "autoscaling.amazonaws.com", "CustomSuffix": name}
    return client("iam").create_service_linked_role(**given)["Role"]["Arn"]


def encrypted_by(key):
    return {"BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"Encrypted": True, "KmsKeyId": key, "VolumeSize": 16}}]}


def failures(scaling, name):
    activities = scaling.describe_scaling_activities(AutoScalingGroupName=name)["Activities"]
    return [(activity["StatusCode"], "Client.InternalError" in activity["StatusMessage"]) for activity in activities]


def test_no_instance_starts_under_a_key_that_shuts_the_role_out(client, scaling, create, template, role, name):
    key = client("kms").create_key(Policy=policy_of(ROOT))["KeyMetadata"]["Arn"]
    create(template(**encrypted_by(key)), MinSize=2, ServiceLinkedRoleARN=role)
    assert read(scaling, name)["Instances"] == []
    assert failures(scaling, name) == [("Failed", True)]


def test_instances_start_under_a_key_that_admits_the_role(client, scaling, create, template, role, name):
    who = {"Principal": {"AWS": role}, "Effect": "Allow", "Resource": "*"}
    grant = {**who, "Action": "kms:CreateGrant", "Condition": {"Bool": {"kms:GrantIsForAWSResource": "true"}}}
    key = client("kms").create_key(Policy=policy_of(ROOT, {**who, "Action": USE}, grant))["KeyMetadata"]["Arn"]
    create(template(**encrypted_by(key)), MinSize=2, ServiceLinkedRoleARN=role)
    assert (len(read(scaling, name)["Instances"]), failures(scaling, name)) == (2, [])
    scaling.update_auto_scaling_group(AutoScalingGroupName=name, MinSize=0, MaxSize=0)


def test_no_instance_starts_in_another_vpc_than_its_security_group(client, scaling, create, template, name):
    other = make_vpc(client, "10.81.0.0/16")
    create(template(SecurityGroupIds=[other["security_group"]]), MinSize=1)
    assert read(scaling, name)["Instances"] == []
    assert failures(scaling, name) == [("Failed", False)]
