"""IAM: policies that AWS refuses, quotas (reference_iam-quotas.html) and service-linked roles."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError
from helpers import ACCOUNT, code_of, policy_of, trusted_role

TRUST = {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
ALLOW = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}


@pytest.fixture
def iam(client):
    return client("iam")


@pytest.fixture
def role(client, name):
    trusted_role(client, name, "ec2.amazonaws.com")
    return name


def without(element):
    return {key: value for key, value in TRUST.items() if key != element}


@pytest.mark.parametrize(
    "statement",
    [
        {**TRUST, "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/nobody"}},
        {**TRUST, "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:user/nobody"}},
        {**TRUST, "Principal": {"Service": "ec2.amazon.com"}},
        {**TRUST, "Principal": {"Service": "nosuchthing.amazonaws.com"}},
        {**TRUST, "Resource": "*"},
        {**TRUST, "Action": "s3:GetObject"},
        {**TRUST, "Effect": "allow "},
        without("Principal"),
        without("Action"),
    ],
)
def test_trust_policies_that_cannot_be(iam, role, name, statement):
    for call in (
        lambda: iam.create_role(RoleName=f"{name}-new", AssumeRolePolicyDocument=policy_of(statement)),
        lambda: iam.update_assume_role_policy(RoleName=role, PolicyDocument=policy_of(statement)),
    ):
        with pytest.raises(ClientError) as caught:
            call()
        assert code_of(caught) == "MalformedPolicyDocument"


def test_an_invalid_principal_is_named(iam, name):
    nobody = f"arn:aws:iam::{ACCOUNT}:role/nobody"
    with pytest.raises(ClientError, match=f'Invalid principal in policy: "AWS":"{nobody}"'):
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=policy_of({**TRUST, "Principal": {"AWS": nobody}}))


@pytest.mark.parametrize(
    "principal", [{"AWS": ACCOUNT}, {"AWS": "arn:aws:iam::210987654321:role/theirs"}, {"Federated": "cognito-identity.amazonaws.com"}]
)
def test_principals_that_can_be(iam, name, principal):
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=policy_of({**TRUST, "Principal": principal}))


@pytest.mark.parametrize(
    "statement",
    [{**ALLOW, "Principal": "*"}, {"Effect": "Allow", "Action": "s3:GetObject"}, {**ALLOW, "Action": "GetObject"}, {**ALLOW, "Resource": "bucket"}],
)
def test_permission_policies_that_cannot_be(iam, role, name, statement):
    for call in (
        lambda: iam.put_role_policy(RoleName=role, PolicyName="p", PolicyDocument=policy_of(statement)),
        lambda: iam.create_policy(PolicyName=name, PolicyDocument=policy_of(statement)),
    ):
        with pytest.raises(ClientError) as caught:
            call()
        assert code_of(caught) == "MalformedPolicyDocument"
    assert iam.list_role_policies(RoleName=role)["PolicyNames"] == []


def long(statement, characters):
    policy = json.loads(policy_of(statement))
    policy["Statement"][0]["Sid"] = ""
    policy["Statement"][0]["Sid"] = "x" * (characters - len("".join(json.dumps(policy).split())))
    return json.dumps(policy, indent=4)


def test_quotas_of_policies(iam, role, name):
    """White space doesn't count."""
    iam.update_assume_role_policy(RoleName=role, PolicyDocument=long(TRUST, 2048))
    iam.put_role_policy(RoleName=role, PolicyName="a", PolicyDocument=long(ALLOW, 5120))
    iam.put_role_policy(RoleName=role, PolicyName="b", PolicyDocument=long(ALLOW, 5120))
    iam.create_policy(PolicyName=name, PolicyDocument=long(ALLOW, 6144))
    for call in (
        lambda: iam.update_assume_role_policy(RoleName=role, PolicyDocument=long(TRUST, 2049)),
        lambda: iam.put_role_policy(RoleName=role, PolicyName="b", PolicyDocument=long(ALLOW, 5121)),
        lambda: iam.create_policy(PolicyName=f"{name}-2", PolicyDocument=long(ALLOW, 6145)),
    ):
        with pytest.raises(ClientError) as caught:
            call()
        assert code_of(caught) == "LimitExceeded"


def test_a_role_has_ten_managed_policies(iam, role, name):
    arns = [iam.create_policy(PolicyName=f"{name}{index}", PolicyDocument=policy_of(ALLOW))["Policy"]["Arn"] for index in range(11)]
    for arn in arns[:10]:
        iam.attach_role_policy(RoleName=role, PolicyArn=arn)
    with pytest.raises(ClientError) as caught:
        iam.attach_role_policy(RoleName=role, PolicyArn=arns[10])
    assert code_of(caught) == "LimitExceeded"


def test_a_managed_policy_that_is_in_use_stays(iam, role, name):
    arn = iam.create_policy(PolicyName=name, PolicyDocument=policy_of(ALLOW))["Policy"]["Arn"]
    iam.attach_role_policy(RoleName=role, PolicyArn=arn)
    for delete in (lambda: iam.delete_policy(PolicyArn=arn), lambda: iam.delete_role(RoleName=role)):
        with pytest.raises(ClientError) as caught:
            delete()
        assert code_of(caught) == "DeleteConflict"
    iam.detach_role_policy(RoleName=role, PolicyArn=arn)
    for _ in range(4):
        iam.create_policy_version(PolicyArn=arn, PolicyDocument=policy_of(ALLOW))
    for call, code in (
        (lambda: iam.create_policy_version(PolicyArn=arn, PolicyDocument=policy_of(ALLOW)), "LimitExceeded"),
        (lambda: iam.delete_policy(PolicyArn=arn), "DeleteConflict"),
    ):
        with pytest.raises(ClientError) as caught:
            call()
        assert code_of(caught) == code


def test_what_does_not_exist_is_not_attached(iam, role, name):
    for call in (
        lambda: iam.attach_role_policy(RoleName=role, PolicyArn=f"arn:aws:iam::{ACCOUNT}:policy/nothing"),
        lambda: iam.create_role(
            RoleName=f"{name}-b", AssumeRolePolicyDocument=policy_of(TRUST), PermissionsBoundary=f"arn:aws:iam::{ACCOUNT}:policy/nothing"
        ),
        lambda: iam.add_role_to_instance_profile(InstanceProfileName="nothing", RoleName=role),
    ):
        with pytest.raises(ClientError) as caught:
            call()
        assert code_of(caught) == "NoSuchEntity"


def test_an_instance_profile_has_one_role(iam, role, client, name):
    iam.create_instance_profile(InstanceProfileName=name)
    iam.add_role_to_instance_profile(InstanceProfileName=name, RoleName=role)
    trusted_role(client, f"{name}-2", "ec2.amazonaws.com")
    for call, code in (
        (lambda: iam.add_role_to_instance_profile(InstanceProfileName=name, RoleName=f"{name}-2"), "LimitExceeded"),
        (lambda: iam.delete_role(RoleName=role), "DeleteConflict"),
        (lambda: iam.delete_instance_profile(InstanceProfileName=name), "DeleteConflict"),
        (lambda: iam.create_instance_profile(InstanceProfileName=name), "EntityAlreadyExists"),
    ):
        with pytest.raises(ClientError) as caught:
            call()
        assert code_of(caught) == code


# --- Service-linked roles --------------------------------------------------------------------------------------------


def test_service_linked_roles(iam, name):
    iam.create_service_linked_role(AWSServiceName="autoscaling.amazonaws.com", CustomSuffix=name)
    for service, suffix in (("autoscaling.amazonaws.com", name), ("rds.amazonaws.com", name), ("nothing.amazonaws.com", "")):
        with pytest.raises(ClientError) as caught:
            iam.create_service_linked_role(AWSServiceName=service, **({"CustomSuffix": suffix} if suffix else {}))
        assert code_of(caught) == "InvalidInput"


def test_a_service_linked_role_is_its_services_alone(iam, name):
    role = iam.create_service_linked_role(AWSServiceName="autoscaling.amazonaws.com", CustomSuffix=name)["Role"]["RoleName"]
    for call in (
        lambda: iam.delete_role(RoleName=role),
        lambda: iam.put_role_policy(RoleName=role, PolicyName="p", PolicyDocument=policy_of(ALLOW)),
        lambda: iam.attach_role_policy(RoleName=role, PolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess"),
        lambda: iam.update_assume_role_policy(RoleName=role, PolicyDocument=policy_of(TRUST)),
    ):
        with pytest.raises(ClientError) as caught:
            call()
        assert code_of(caught) == "UnmodifiableEntity"


def test_a_service_linked_role_in_use_stays(client, iam, vpc, name):
    made = iam.create_service_linked_role(AWSServiceName="autoscaling.amazonaws.com", CustomSuffix=name)["Role"]
    ec2, groups = client("ec2"), client("autoscaling")
    image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    ec2.create_launch_template(LaunchTemplateName=name, LaunchTemplateData={"ImageId": image, "InstanceType": "t3.micro"})
    template = {"LaunchTemplateName": name, "Version": "1"}
    groups.create_auto_scaling_group(
        AutoScalingGroupName=name,
        LaunchTemplate=template,
        MinSize=0,
        MaxSize=0,
        VPCZoneIdentifier=vpc["subnets"][0],
        ServiceLinkedRoleARN=made["Arn"],
    )

    def delete():
        task = iam.delete_service_linked_role(RoleName=made["RoleName"])["DeletionTaskId"]
        return iam.get_service_linked_role_deletion_status(DeletionTaskId=task)

    answer = delete()
    assert answer["Status"] == "FAILED"
    assert answer["Reason"]["RoleUsageList"][0]["Region"] == "us-east-1"
    groups.delete_auto_scaling_group(AutoScalingGroupName=name, ForceDelete=True)
    assert delete()["Status"] == "SUCCEEDED"
