import pytest
from botocore.exceptions import ClientError

from edge import make_replication_group

READERS = {"ServiceNamespace": "rds", "ScalableDimension": "rds:cluster:ReadReplicaCount"}
CPU = {"TargetValue": 60.0, "PredefinedMetricSpecification": {"PredefinedMetricType": "RDSReaderAverageCPUUtilization"}}


@pytest.fixture
def scaling(client):
    return client("application-autoscaling")


@pytest.fixture
def readers(scaling, cluster, name):
    """A registered target and its resource."""
    cluster()
    resource = f"cluster:{name}"
    arn = scaling.register_scalable_target(**READERS, ResourceId=resource, MinCapacity=1, MaxCapacity=5, Tags={"a": "1"})["ScalableTargetARN"]
    return resource, arn


def test_a_target_keeps_its_tags(scaling, readers):
    _, arn = readers
    assert scaling.list_tags_for_resource(ResourceARN=arn)["Tags"] == {"a": "1"}
    scaling.tag_resource(ResourceARN=arn, Tags={"b": "2"})
    scaling.untag_resource(ResourceARN=arn, TagKeys=["a"])
    assert scaling.list_tags_for_resource(ResourceARN=arn)["Tags"] == {"b": "2"}


def test_registering_again_changes_the_target_in_place(scaling, readers):
    resource, arn = readers
    assert scaling.register_scalable_target(**READERS, ResourceId=resource, MaxCapacity=9)["ScalableTargetARN"] == arn
    (target,) = scaling.describe_scalable_targets(ServiceNamespace="rds", ResourceIds=[resource])["ScalableTargets"]
    assert (target["MinCapacity"], target["MaxCapacity"]) == (1, 9)
    assert scaling.list_tags_for_resource(ResourceARN=arn)["Tags"] == {"a": "1"}


def test_a_target_that_does_not_exist_has_no_tags(scaling):
    with pytest.raises(ClientError) as caught:
        scaling.list_tags_for_resource(ResourceARN="arn:aws:application-autoscaling:us-east-1:123456789012:scalable-target/none")
    assert caught.value.response["Error"]["Code"] == "ResourceNotFoundException"


@pytest.mark.parametrize("dimension", ["NodeGroups", "Replicas"])
def test_knows_the_dimensions_of_elasticache(client, scaling, name, dimension):
    resource = f"replication-group/{make_replication_group(client, name)}"
    target = {"ServiceNamespace": "elasticache", "ScalableDimension": f"elasticache:replication-group:{dimension}", "ResourceId": resource}
    scaling.register_scalable_target(**target, MinCapacity=2, MaxCapacity=5)
    (target,) = scaling.describe_scalable_targets(ServiceNamespace="elasticache", ResourceIds=[resource])["ScalableTargets"]
    assert target["ScalableDimension"] == f"elasticache:replication-group:{dimension}"


def test_still_refuses_a_dimension_that_does_not_exist(scaling):
    with pytest.raises(ClientError) as caught:
        scaling.register_scalable_target(
            ServiceNamespace="elasticache", ScalableDimension="rds:cluster:ReadReplicaCount", ResourceId="cluster:x", MinCapacity=1, MaxCapacity=2
        )
    assert caught.value.response["Error"]["Code"] == "ValidationException"


def test_a_policy_that_is_put_again_keeps_its_arn(scaling, readers):
    resource, _ = readers
    policy = {**READERS, "ResourceId": resource, "PolicyName": "cpu", "PolicyType": "TargetTrackingScaling"}
    first = scaling.put_scaling_policy(**policy, TargetTrackingScalingPolicyConfiguration=CPU)["PolicyARN"]
    changed = {**CPU, "TargetValue": 70.0, "DisableScaleIn": True}
    assert scaling.put_scaling_policy(**policy, TargetTrackingScalingPolicyConfiguration=changed)["PolicyARN"] == first
    (shown,) = scaling.describe_scaling_policies(ServiceNamespace="rds", ResourceId=resource)["ScalingPolicies"]
    assert shown["PolicyARN"] == first
    assert shown["TargetTrackingScalingPolicyConfiguration"] == changed


def test_a_policy_needs_a_target(scaling):
    with pytest.raises(ClientError) as caught:
        scaling.put_scaling_policy(
            **READERS,
            ResourceId="cluster:nobody",
            PolicyName="cpu",
            PolicyType="TargetTrackingScaling",
            TargetTrackingScalingPolicyConfiguration=CPU,
        )
    assert caught.value.response["Error"]["Code"] == "ObjectNotFoundException"


def test_deregistering_a_target_takes_its_policies_and_actions_along(scaling, readers):
    resource, _ = readers
    of_it = {**READERS, "ResourceId": resource}
    scaling.put_scaling_policy(
        **of_it, PolicyName="cpu", PolicyType="TargetTrackingScaling", TargetTrackingScalingPolicyConfiguration=CPU
    )
    scaling.put_scheduled_action(
        **of_it, ScheduledActionName="open", Schedule="cron(15 9 ? * MON-FRI *)", ScalableTargetAction={"MinCapacity": 2}
    )
    scaling.deregister_scalable_target(**of_it)
    assert scaling.describe_scaling_policies(ServiceNamespace="rds", ResourceId=resource)["ScalingPolicies"] == []
    assert scaling.describe_scheduled_actions(ServiceNamespace="rds", ResourceId=resource)["ScheduledActions"] == []
