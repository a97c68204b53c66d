"""EC2 Auto Scaling: what moto forgets of groups and hooks, and instance refreshes."""

from __future__ import annotations

import base64

import pytest
from botocore.exceptions import ClientError

from edge import wait_until


#: What Amazon Linux is found by.
IMAGE = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"


@pytest.fixture
def scaling(client):
    return client("autoscaling")


@pytest.fixture
def role(client, name):
    """A service-linked role of the test's own."""
    given = {"AWSServiceName": "autoscaling.amazonaws.com", "CustomSuffix": name}
    return client("iam").create_service_linked_role(**given)["Role"]["Arn"]


@pytest.fixture
def group(client, scaling, vpc, role, name):
    """A group without instances, by a template whose image EC2 resolves."""
    data = {"InstanceType": "c7g.large", "ImageId": IMAGE}
    template = client("ec2").create_launch_template(LaunchTemplateName=name, LaunchTemplateData=data)["LaunchTemplate"]
    scaling.create_auto_scaling_group(
        AutoScalingGroupName=name,
        MinSize=0,
        MaxSize=2,
        VPCZoneIdentifier=vpc["subnets"][0],
        LaunchTemplate={"LaunchTemplateId": template["LaunchTemplateId"], "Version": "1"},
        ServiceLinkedRoleARN=role,
        DefaultInstanceWarmup=120,
        InstanceMaintenancePolicy={"MinHealthyPercentage": 100, "MaxHealthyPercentage": 120},
    )
    return name


def read(scaling, name: str) -> dict:
    return scaling.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"][0]


def test_a_group_keeps_its_role_warm_up_and_maintenance_policy(scaling, group, role):
    shown = read(scaling, group)
    assert shown["ServiceLinkedRoleARN"] == role
    assert shown["DefaultInstanceWarmup"] == 120
    assert shown["InstanceMaintenancePolicy"] == {"MinHealthyPercentage": 100, "MaxHealthyPercentage": 120}
    scaling.update_auto_scaling_group(
        AutoScalingGroupName=group, DefaultInstanceWarmup=60, AvailabilityZoneDistribution={"CapacityDistributionStrategy": "balanced-only"}
    )
    assert read(scaling, group)["AvailabilityZoneDistribution"] == {"CapacityDistributionStrategy": "balanced-only"}
    assert read(scaling, group)["DefaultInstanceWarmup"] == 60


def test_a_group_that_says_neither_uses_any_capacity_reservation_and_balances_with_best_effort(scaling, group):
    # https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CapacityReservationSpecification.html
    # https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-availability-zone-balanced.html
    shown = read(scaling, group)
    assert shown["CapacityReservationSpecification"] == {"CapacityReservationPreference": "default"}
    assert shown["AvailabilityZoneDistribution"] == {"CapacityDistributionStrategy": "balanced-best-effort"}


def test_a_hook_has_no_role_and_no_target_unless_given(scaling, group):
    scaling.put_lifecycle_hook(AutoScalingGroupName=group, LifecycleHookName="h", LifecycleTransition="autoscaling:EC2_INSTANCE_TERMINATING")
    hook = scaling.describe_lifecycle_hooks(AutoScalingGroupName=group)["LifecycleHooks"][0]
    assert "RoleARN" not in hook
    assert "NotificationTargetARN" not in hook


def test_a_policy_is_enabled_and_predicts_nothing_unless_told_to(scaling, group):
    target = {"TargetValue": 50.0, "PredefinedMetricSpecification": {"PredefinedMetricType": "ASGAverageCPUUtilization"}}
    scaling.put_scaling_policy(
        AutoScalingGroupName=group, PolicyName=f"{group}-cpu", PolicyType="TargetTrackingScaling", TargetTrackingConfiguration=target
    )
    policy = scaling.describe_policies(AutoScalingGroupName=group)["ScalingPolicies"][0]
    assert policy["Enabled"] is True
    assert "PredictiveScalingConfiguration" not in policy


def test_an_instance_refresh_is_started_and_shown(scaling, group):
    refresh_id = scaling.start_instance_refresh(AutoScalingGroupName=group, Preferences={"MinHealthyPercentage": 100})["InstanceRefreshId"]

    def shown() -> list:
        found = scaling.describe_instance_refreshes(AutoScalingGroupName=group)["InstanceRefreshes"]
        return [(r["InstanceRefreshId"], r["Status"], r["PercentageComplete"]) for r in found]

    assert shown() == [(refresh_id, "InProgress", 0)]
    wait_until(lambda: shown() == [(refresh_id, "Successful", 100)])


def test_a_refresh_to_an_image_that_is_resolved_cannot_be_turned_back(scaling, group):
    with pytest.raises(ClientError) as caught:
        scaling.start_instance_refresh(AutoScalingGroupName=group, Preferences={"AutoRollback": True})
    assert caught.value.response["Error"]["Code"] == "ValidationError"


def test_two_groups_have_a_policy_and_an_action_of_one_name_each(scaling, group, vpc):
    other = f"{group}-other"
    scaling.create_auto_scaling_group(
        AutoScalingGroupName=other,
        MinSize=0,
        MaxSize=2,
        VPCZoneIdentifier=vpc["subnets"][0],
        LaunchTemplate={"LaunchTemplateId": read(scaling, group)["LaunchTemplate"]["LaunchTemplateId"], "Version": "1"},
    )
    for name, value in ((group, 50.0), (other, 70.0)):
        target = {"TargetValue": value, "PredefinedMetricSpecification": {"PredefinedMetricType": "ASGAverageCPUUtilization"}}
        scaling.put_scaling_policy(
            AutoScalingGroupName=name, PolicyName="cpu", PolicyType="TargetTrackingScaling", TargetTrackingConfiguration=target
        )
        scaling.put_scheduled_update_group_action(AutoScalingGroupName=name, ScheduledActionName="open", Recurrence="0 9 * * *", MinSize=0)
    scaling.delete_policy(AutoScalingGroupName=group, PolicyName="cpu")
    scaling.delete_scheduled_action(AutoScalingGroupName=group, ScheduledActionName="open")
    assert scaling.describe_policies(AutoScalingGroupName=group)["ScalingPolicies"] == []
    (kept,) = scaling.describe_policies(AutoScalingGroupName=other)["ScalingPolicies"]
    assert kept["TargetTrackingConfiguration"]["TargetValue"] == 70.0
    assert len(scaling.describe_scheduled_actions(AutoScalingGroupName=other)["ScheduledUpdateGroupActions"]) == 1
    scaling.delete_auto_scaling_group(AutoScalingGroupName=other)
    assert scaling.describe_policies(AutoScalingGroupName=other)["ScalingPolicies"] == []
    assert scaling.describe_scheduled_actions(AutoScalingGroupName=other)["ScheduledUpdateGroupActions"] == []


@pytest.mark.parametrize(
    "operation",
    [
        lambda scaling: scaling.put_scaling_policy(AutoScalingGroupName="nobody", PolicyName="p", PolicyType="TargetTrackingScaling"),
        lambda scaling: scaling.put_scheduled_update_group_action(AutoScalingGroupName="nobody", ScheduledActionName="a", MinSize=0),
        lambda scaling: scaling.put_lifecycle_hook(
            AutoScalingGroupName="nobody", LifecycleHookName="h", LifecycleTransition="autoscaling:EC2_INSTANCE_TERMINATING"
        ),
        lambda scaling: scaling.start_instance_refresh(AutoScalingGroupName="nobody"),
        lambda scaling: scaling.delete_policy(AutoScalingGroupName="nobody", PolicyName="p"),
    ],
    ids=["policy", "scheduled action", "hook", "refresh", "deletion of a policy"],
)
def test_a_group_that_does_not_exist_has_nothing(scaling, operation):
    with pytest.raises(ClientError) as caught:
        operation(scaling)
    assert caught.value.response["Error"]["Code"] == "ValidationError"


def test_a_refresh_gives_every_instance_the_new_template(client, scaling, group):
    ec2 = client("ec2")
    template_id = read(scaling, group)["LaunchTemplate"]["LaunchTemplateId"]
    scaling.update_auto_scaling_group(AutoScalingGroupName=group, MinSize=2)
    before = {instance["InstanceId"]: instance["InstanceType"] for instance in read(scaling, group)["Instances"]}
    data = {"InstanceType": "c7g.xlarge", "ImageId": IMAGE, "UserData": base64.b64encode(b"#!/bin/sh").decode()}
    version = ec2.create_launch_template_version(LaunchTemplateId=template_id, LaunchTemplateData=data)
    number = str(version["LaunchTemplateVersion"]["VersionNumber"])
    scaling.update_auto_scaling_group(AutoScalingGroupName=group, LaunchTemplate={"LaunchTemplateId": template_id, "Version": number})
    scaling.start_instance_refresh(AutoScalingGroupName=group)
    after = {instance["InstanceId"]: instance["InstanceType"] for instance in read(scaling, group)["Instances"]}
    assert sorted(before.values()) == ["c7g.large", "c7g.large"]
    assert sorted(after.values()) == ["c7g.xlarge", "c7g.xlarge"]
    assert not set(before) & set(after)
    scaling.update_auto_scaling_group(AutoScalingGroupName=group, MinSize=0, MaxSize=0)


def test_mixed_instances_outlive_an_update_that_does_not_name_them(scaling, group, vpc):
    name = f"{group}-mixed"
    template = {"LaunchTemplateId": read(scaling, group)["LaunchTemplate"]["LaunchTemplateId"], "Version": "1"}
    policy = {"LaunchTemplate": {"LaunchTemplateSpecification": template, "Overrides": [{"InstanceType": "c7g.large"}, {"InstanceType": "c6g.large"}]}}
    scaling.create_auto_scaling_group(
        AutoScalingGroupName=name, MinSize=1, MaxSize=2, VPCZoneIdentifier=vpc["subnets"][0], MixedInstancesPolicy=policy
    )
    before = read(scaling, name)["MixedInstancesPolicy"]
    scaling.update_auto_scaling_group(AutoScalingGroupName=name, MinSize=0, MaxSize=0, DesiredCapacity=0)
    after = read(scaling, name)
    assert (after["MixedInstancesPolicy"], after["Instances"], after["MaxSize"]) == (before, [], 0)
