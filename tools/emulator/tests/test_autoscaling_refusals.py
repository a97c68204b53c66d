"""Policies, scheduled actions, hooks and refreshes: API_PutScalingPolicy, API_PutScheduledUpdateGroupAction, API_PutLifecycleHook and
API_StartInstanceRefresh."""

from __future__ import annotations

import datetime

import pytest

from edge import make_balancer, make_listener, make_target_group, make_vpc, refused, wait_until

INVALID = "ValidationError"


@pytest.fixture
def scaling(client):
    return client("autoscaling")


@pytest.fixture(scope="module")
def network(client):
    return make_vpc(client, "10.90.0.0/16")


@pytest.fixture
def targets(client, network, name):
    return make_target_group(client, network, name)


@pytest.fixture
def group(client, scaling, network, targets, name):
    """An empty group with a target group that nothing routes to."""
    image = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
    data = {"InstanceType": "c7g.large", "ImageId": image}
    template = client("ec2").create_launch_template(LaunchTemplateName=name, LaunchTemplateData=data)["LaunchTemplate"]["LaunchTemplateId"]
    scaling.create_auto_scaling_group(
        AutoScalingGroupName=name,
        MinSize=0,
        MaxSize=2,
        VPCZoneIdentifier=network["subnets"][0],
        LaunchTemplate={"LaunchTemplateId": template, "Version": "1"},
        TargetGroupARNs=[targets],
    )
    return name


def track(scaling, group, metric="ASGAverageCPUUtilization", label=None, name="p", value=50.0):
    metric = {"PredefinedMetricType": metric, **({"ResourceLabel": label} if label else {})}
    tracking = {"TargetValue": value, "PredefinedMetricSpecification": metric}
    given = {"PolicyType": "TargetTrackingScaling", "TargetTrackingConfiguration": tracking}
    scaling.put_scaling_policy(AutoScalingGroupName=group, PolicyName=name, **given)


def test_a_label_names_what_the_load_balancer_routes_to(client, scaling, network, group, targets, name):
    balancer = make_balancer(client, network, name)["LoadBalancerArn"]
    listener = make_listener(client, balancer)
    label = f"{balancer.partition(':loadbalancer/')[2]}/{targets.rpartition(':')[2]}"
    by_requests = "ALBRequestCountPerTarget"
    refused(INVALID, track, scaling, group, by_requests, message="Resource label should be specified")
    refused(INVALID, track, scaling, group, by_requests, "a/b")
    refused(INVALID, track, scaling, group, by_requests, label.replace("targetgroup/", "targetgroup/other-"), message="is not attached")
    refused(INVALID, track, scaling, group, by_requests, label, message="does not route traffic to the target group")
    client("elbv2").modify_listener(ListenerArn=listener, DefaultActions=[{"Type": "forward", "TargetGroupArn": targets}])
    track(scaling, group, by_requests, label)


def test_a_metric_is_one_policys(scaling, group):
    track(scaling, group)
    track(scaling, group, value=60.0)
    refused(INVALID, track, scaling, group, name="q", message="Only one TargetTrackingScaling policy")
    refused(INVALID, track, scaling, group, "ASGAverageNetworkIn", "a/b", message="should not be specified")
    refused(INVALID, track, scaling, group, "ASGAverageNetworkIn", value=0.0)


@pytest.mark.parametrize(
    "given",
    [
        {"Recurrence": "0 9 * *", "MinSize": 1},
        {"Recurrence": "60 9 * * *", "MinSize": 1},
        {"Recurrence": "0 9 ? * MON-FRI", "MinSize": 1},
        {"Recurrence": "0 9 * * *"},
        {"Recurrence": "0 9 * * *", "MinSize": 3, "MaxSize": 2},
        {"Recurrence": "0 9 * * *", "MinSize": 1, "TimeZone": "Europe/Atlantis"},
        {"StartTime": "2020-01-01T00:00:00Z", "MinSize": 1},
        {"MinSize": 1},
    ],
)
def test_scheduled_actions(scaling, group, given):
    refused(INVALID, scaling.put_scheduled_update_group_action, AutoScalingGroupName=group, ScheduledActionName="a", **given)


def test_a_scheduled_action_that_is_valid(scaling, group):
    given = {"Recurrence": "30 7 * * MON-FRI", "TimeZone": "Europe/Berlin", "DesiredCapacity": 2}
    scaling.put_scheduled_update_group_action(AutoScalingGroupName=group, ScheduledActionName="a", **given)


def put_action(scaling, group, name, **given):
    scaling.put_scheduled_update_group_action(AutoScalingGroupName=group, ScheduledActionName=name, DesiredCapacity=1, **given)


def names_of(scaling, group):
    actions = scaling.describe_scheduled_actions(AutoScalingGroupName=group)["ScheduledUpdateGroupActions"]
    return [action["ScheduledActionName"] for action in actions]


def test_two_scheduled_actions_at_the_same_time(scaling, group):
    put_action(scaling, group, "once", StartTime="2099-12-25T07:31:00Z")
    put_action(scaling, group, "weekly", Recurrence="30 7 * * MON", TimeZone="Europe/Berlin")
    refused("AlreadyExists", put_action, scaling, group, "twice", StartTime="2099-12-25T07:31:00Z")
    refused("AlreadyExists", put_action, scaling, group, "daily", Recurrence="30 7 * * MON", TimeZone="Europe/Berlin")
    put_action(scaling, group, "once", StartTime="2099-12-25T07:31:00Z")
    put_action(scaling, group, "utc", Recurrence="30 7 * * MON")
    assert names_of(scaling, group) == ["once", "weekly", "utc"]


def test_a_scheduled_action_that_has_run_is_forgotten(scaling, group):
    soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=2)
    put_action(scaling, group, "once", StartTime=soon)
    assert names_of(scaling, group) == ["once"]
    wait_until(lambda: names_of(scaling, group) == [])


def test_the_most_scheduled_actions_of_a_group(scaling, group):
    for hour in range(5):
        for minute in range(25):
            put_action(scaling, group, f"{hour}-{minute}", Recurrence=f"{minute} {hour} * * *")
    refused("LimitExceeded", put_action, scaling, group, "one-more", Recurrence="0 12 * * *")


@pytest.mark.parametrize(
    "given",
    [
        {"HeartbeatTimeout": 29},
        {"HeartbeatTimeout": 7201},
        {"DefaultResult": "PERHAPS"},
        {"LifecycleTransition": "autoscaling:EC2_INSTANCE_DANCING"},
        {"NotificationTargetARN": "arn:aws:sqs:us-east-1:123456789012:q"},
    ],
)
def test_hooks(scaling, group, given):
    usual = {"AutoScalingGroupName": group, "LifecycleHookName": "h", "LifecycleTransition": "autoscaling:EC2_INSTANCE_TERMINATING"}
    refused(INVALID, scaling.put_lifecycle_hook, **{**usual, **given})


def status_of(scaling, group):
    return scaling.describe_instance_refreshes(AutoScalingGroupName=group)["InstanceRefreshes"][0]["Status"]


def test_a_refresh_at_a_time(scaling, group):
    scaling.start_instance_refresh(AutoScalingGroupName=group)
    refused("InstanceRefreshInProgress", scaling.start_instance_refresh, AutoScalingGroupName=group)
    scaling.cancel_instance_refresh(AutoScalingGroupName=group)
    wait_until(lambda: status_of(scaling, group) == "Cancelled")
    refused("ActiveInstanceRefreshNotFound", scaling.cancel_instance_refresh, AutoScalingGroupName=group)
    scaling.start_instance_refresh(AutoScalingGroupName=group)
    wait_until(lambda: status_of(scaling, group) == "Successful")


@pytest.mark.parametrize(
    "preferences",
    [
        {"AlarmSpecification": {"Alarms": ["nobody"]}},
        {"MinHealthyPercentage": 90, "MaxHealthyPercentage": 200},
        {"MaxHealthyPercentage": 110},
        {"CheckpointPercentages": [50, 20]},
        {"CheckpointDelay": 60},
        {"AutoRollback": True},
    ],
)
def test_preferences_of_refreshes(scaling, group, preferences):
    refused(INVALID, scaling.start_instance_refresh, AutoScalingGroupName=group, Preferences=preferences)


@pytest.mark.parametrize(
    "given",
    [
        {"PolicyType": "TargetTrackingScaling"},
        {"PolicyType": "TargetTrackingScaling", "TargetTrackingConfiguration": {"TargetValue": 50.0}},
        {"PolicyType": "StepScaling", "AdjustmentType": "ChangeInCapacity"},
        {"PolicyType": "SimpleScaling", "ScalingAdjustment": 1},
    ],
)
def test_policies_are_complete(scaling, group, given):
    refused(INVALID, scaling.put_scaling_policy, AutoScalingGroupName=group, PolicyName="p", **given)


def test_a_new_hook_has_a_transition_and_a_group_fifty_hooks(scaling, group):
    given = {"AutoScalingGroupName": group, "LifecycleTransition": "autoscaling:EC2_INSTANCE_LAUNCHING"}
    refused(INVALID, scaling.put_lifecycle_hook, AutoScalingGroupName=group, LifecycleHookName="h")
    for index in range(50):
        scaling.put_lifecycle_hook(**given, LifecycleHookName=f"h{index}")
    refused(INVALID, scaling.put_lifecycle_hook, **given, LifecycleHookName="h50")


def test_a_target_group_that_is_attached_later_exists(client, scaling, group):
    arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/nobody/0123456789abcdef"
    refused(INVALID, scaling.attach_load_balancer_target_groups, AutoScalingGroupName=group, TargetGroupARNs=[arn])
