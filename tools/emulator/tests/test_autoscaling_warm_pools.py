"""Warm pools: the limitations of "Decrease latency for applications with long boot times using warm pools"."""

from __future__ import annotations

import pytest

from edge import refused

INVALID = "ValidationError"
IMAGE = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"


@pytest.fixture
def scaling(client):
    return client("autoscaling")


@pytest.fixture
def create(client, scaling, vpc, name):
    """Makes the test's group, of two instance types, and says how it is made."""
    data = {"InstanceType": "c7g.large", "ImageId": IMAGE}
    template = client("ec2").create_launch_template(LaunchTemplateName=name, LaunchTemplateData=data)["LaunchTemplate"]["LaunchTemplateId"]

    def policy(on_demand=100, **weight):
        return {
            "LaunchTemplate": {
                "LaunchTemplateSpecification": {"LaunchTemplateId": template, "Version": "1"},
                "Overrides": [{"InstanceType": kind, **weight} for kind in ("c7g.large", "m7g.large")],
            },
            "InstancesDistribution": {"OnDemandPercentageAboveBaseCapacity": on_demand},
        }

    def make(**differently):
        mixed = policy(**differently)
        scaling.create_auto_scaling_group(
            AutoScalingGroupName=name, MinSize=0, MaxSize=3, VPCZoneIdentifier=vpc["subnets"][0], MixedInstancesPolicy=mixed
        )

    make.policy = policy
    return make


def test_a_pool_may_have_several_types_and_is_read_as_it_was_put(scaling, create, name):
    create()
    scaling.put_warm_pool(AutoScalingGroupName=name, MinSize=1, MaxGroupPreparedCapacity=2)
    pool = scaling.describe_warm_pool(AutoScalingGroupName=name)["WarmPoolConfiguration"]
    assert (pool["MinSize"], pool["MaxGroupPreparedCapacity"], pool["PoolState"]) == (1, 2, "Stopped")
    scaling.delete_warm_pool(AutoScalingGroupName=name)
    assert "WarmPoolConfiguration" not in scaling.describe_warm_pool(AutoScalingGroupName=name)


def test_a_pool_has_no_spot_instances(scaling, create, name):
    create(on_demand=50)
    refused(INVALID, scaling.put_warm_pool, AutoScalingGroupName=name, message="Spot")


def test_a_group_with_a_pool_gets_no_spot_instances(scaling, create, name):
    create()
    scaling.put_warm_pool(AutoScalingGroupName=name)
    refused(INVALID, scaling.update_auto_scaling_group, AutoScalingGroupName=name, MixedInstancesPolicy=create.policy(0), message="Spot")


def test_a_pool_has_no_weighted_instances(scaling, create, name):
    create(WeightedCapacity="2")
    refused(INVALID, scaling.put_warm_pool, AutoScalingGroupName=name, message="weighting")


def test_a_pool_is_of_a_group_that_exists(scaling, name):
    refused(INVALID, scaling.put_warm_pool, AutoScalingGroupName=name, message="not found")
    refused(INVALID, scaling.delete_warm_pool, AutoScalingGroupName=name, message="not found")
