"""Application Auto Scaling: API_RegisterScalableTarget, API_PutScalingPolicy, API_PutScheduledAction and
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html."""

from __future__ import annotations

import pytest

from edge import make_replication_group, refused

READERS = {"ServiceNamespace": "rds", "ScalableDimension": "rds:cluster:ReadReplicaCount"}
SHARDS = {"ServiceNamespace": "elasticache", "ScalableDimension": "elasticache:replication-group:NodeGroups"}
REPLICAS = {"ServiceNamespace": "elasticache", "ScalableDimension": "elasticache:replication-group:Replicas"}
INVALID = "ValidationException"


@pytest.fixture
def scaling(client):
    return client("application-autoscaling")


@pytest.fixture
def readers(scaling, cluster, name):
    cluster()
    target = {**READERS, "ResourceId": f"cluster:{name}"}
    scaling.register_scalable_target(**target, MinCapacity=1, MaxCapacity=5)
    return target


@pytest.fixture
def shards(client, scaling, name):
    target = {**SHARDS, "ResourceId": f"replication-group/{make_replication_group(client, name)}"}
    scaling.register_scalable_target(**target, MinCapacity=2, MaxCapacity=5)
    return target


def track(scaling, target, metric, value=60.0, name="p"):
    tracking = {"TargetValue": value, "PredefinedMetricSpecification": {"PredefinedMetricType": metric}}
    given = {"PolicyType": "TargetTrackingScaling", "TargetTrackingScalingPolicyConfiguration": tracking}
    scaling.put_scaling_policy(**target, PolicyName=name, **given)


def test_what_is_scaled_exists(scaling, name):
    sizes = {"MinCapacity": 1, "MaxCapacity": 5}
    refused(INVALID, scaling.register_scalable_target, **READERS, ResourceId=f"cluster:{name}", **sizes)
    refused(INVALID, scaling.register_scalable_target, **REPLICAS, ResourceId=f"replication-group/{name}", **sizes)


@pytest.mark.parametrize("node_type", ["cache.t4g.medium", "cache.r7g.4xlarge", "cache.m4.large"])
def test_small_and_burstable_nodes_do_not_scale(client, scaling, name, node_type):
    resource = f"replication-group/{make_replication_group(client, name, CacheNodeType=node_type)}"
    refused(INVALID, scaling.register_scalable_target, **SHARDS, ResourceId=resource, MinCapacity=1, MaxCapacity=3, message=node_type)


def test_only_shards_scale(client, scaling, name):
    shape = {"NumNodeGroups": 1, "CacheParameterGroupName": "default.redis7"}
    resource = f"replication-group/{make_replication_group(client, name, **shape)}"
    refused(INVALID, scaling.register_scalable_target, **REPLICAS, ResourceId=resource, MinCapacity=1, MaxCapacity=3, message="cluster mode")


def test_capacities(scaling, readers, cluster, name):
    refused(INVALID, scaling.register_scalable_target, **readers, MinCapacity=6)
    refused(INVALID, scaling.register_scalable_target, **readers, MaxCapacity=16)
    scaling.deregister_scalable_target(**readers)
    refused(INVALID, scaling.register_scalable_target, **readers, MinCapacity=1)


def test_a_maximum_is_lowered_once_the_minimum_is(scaling, readers):
    """What docs/guides/aurora-cluster.md says of schedules. https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html"""
    scaling.register_scalable_target(**readers, MinCapacity=4)
    refused(INVALID, scaling.register_scalable_target, **readers, MinCapacity=4, MaxCapacity=3)
    scaling.register_scalable_target(**readers, MinCapacity=1)
    scaling.register_scalable_target(**readers, MinCapacity=1, MaxCapacity=3)


def test_replicas_are_five_at_most(client, scaling, name):
    resource = f"replication-group/{make_replication_group(client, name)}"
    refused(INVALID, scaling.register_scalable_target, **REPLICAS, ResourceId=resource, MinCapacity=1, MaxCapacity=6)
    refused(INVALID, scaling.register_scalable_target, **REPLICAS, ResourceId=resource, MinCapacity=0, MaxCapacity=5)


def test_shards_are_250_at_most(client, scaling, name):
    resource = f"replication-group/{make_replication_group(client, name)}"
    refused(INVALID, scaling.register_scalable_target, **SHARDS, ResourceId=resource, MinCapacity=1, MaxCapacity=251)
    scaling.register_scalable_target(**SHARDS, ResourceId=resource, MinCapacity=1, MaxCapacity=250)


def test_memory_alone_is_no_metric_of_nodes_with_data_tiering(client, scaling, name):
    tiered = make_replication_group(client, name, CacheNodeType="cache.r6gd.xlarge", DataTieringEnabled=True)
    target = {**SHARDS, "ResourceId": f"replication-group/{tiered}"}
    scaling.register_scalable_target(**target, MinCapacity=1, MaxCapacity=5)
    refused(INVALID, track, scaling, target, "ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage", message="cache.r6gd.xlarge")
    track(scaling, target, "ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage")


def test_both_metrics_scale_shards(scaling, shards):
    track(scaling, shards, "ElastiCachePrimaryEngineCPUUtilization", name="cpu")
    track(scaling, shards, "ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage", name="memory")


def test_a_minimum_of_shards_has_a_time(scaling, shards):
    given = {**shards, "ScheduledActionName": "opening", "Schedule": "cron(30 6 ? * MON-FRI *)", "Timezone": "Europe/Berlin"}
    scaling.put_scheduled_action(**given, ScalableTargetAction={"MinCapacity": 4})
    (action,) = scaling.describe_scheduled_actions(ServiceNamespace="elasticache", ResourceId=shards["ResourceId"])["ScheduledActions"]
    assert (action["Schedule"], action["Timezone"], action["ScalableTargetAction"]) == (given["Schedule"], "Europe/Berlin", {"MinCapacity": 4})
    assert action["ScalableDimension"] == shards["ScalableDimension"]


def test_metrics_fit_what_is_scaled(scaling, readers, shards):
    refused(INVALID, track, scaling, readers, "ElastiCachePrimaryEngineCPUUtilization")
    refused(INVALID, track, scaling, shards, "ElastiCacheReplicaEngineCPUUtilization")
    refused(INVALID, track, scaling, shards, "RDSReaderAverageCPUUtilization")
    track(scaling, readers, "RDSReaderAverageDatabaseConnections", 500.0)


@pytest.mark.parametrize("value", [34.9, 70.1])
def test_elasticaches_targets_are_from_35_to_70_percent(scaling, shards, value):
    refused(INVALID, track, scaling, shards, "ElastiCachePrimaryEngineCPUUtilization", value)


def test_a_metric_is_one_policys(scaling, readers):
    track(scaling, readers, "RDSReaderAverageCPUUtilization")
    track(scaling, readers, "RDSReaderAverageCPUUtilization", 50.0)
    refused(INVALID, track, scaling, readers, "RDSReaderAverageCPUUtilization", name="q")


@pytest.mark.parametrize("schedule", ["cron(0 9 * * *)", "cron(0 9 * * MON *)", "rate(1 hours)", "rate(0 hours)", "at(2030-01-01)", "every day"])
def test_schedules(scaling, readers, schedule):
    refused(INVALID, scaling.put_scheduled_action, **readers, ScheduledActionName="a", Schedule=schedule, ScalableTargetAction={"MinCapacity": 2})


def test_actions(scaling, readers):
    given = {**readers, "ScheduledActionName": "a", "Schedule": "cron(0 9 ? * MON-FRI *)"}
    refused(INVALID, scaling.put_scheduled_action, **given, Timezone="Mars/Olympus", ScalableTargetAction={"MinCapacity": 2})
    refused(INVALID, scaling.put_scheduled_action, **given, ScalableTargetAction={"MinCapacity": 3, "MaxCapacity": 2})
    refused(INVALID, scaling.put_scheduled_action, **given, ScalableTargetAction={})
    scaling.put_scheduled_action(**given, Timezone="Europe/Berlin", ScalableTargetAction={"MinCapacity": 2})


def test_a_policy_has_one_metric(scaling, readers):
    given = {"PolicyName": "p", "PolicyType": "TargetTrackingScaling", "TargetTrackingScalingPolicyConfiguration": {"TargetValue": 50.0}}
    refused(INVALID, scaling.put_scaling_policy, **readers, **given)
