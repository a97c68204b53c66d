"""Application Auto Scaling: what AWS refuses of targets, policies and scheduled actions."""

from __future__ import annotations

import re
from typing import Any

from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.elasticache.models import elasticache_backends
from moto.rds.models import rds_backends

from ._support import Extension, ServiceError
from .applicationautoscaling import given_to, target_of
from .autoscaling_refusals import is_time_zone

ext = Extension()
install = ext.install

READERS = "rds:cluster:ReadReplicaCount"
SHARDS = "elasticache:replication-group:NodeGroups"
REPLICAS = "elasticache:replication-group:Replicas"

#: Least and greatest capacity of a dimension. AmazonRDS/latest/AuroraUserGuide/Aurora.Integrating.AutoScaling.html and
#: AmazonElastiCache/latest/dg/AutoScaling-Policies.html ("Minimum and maximum capacity")
CAPACITIES = {READERS: (0, 15), SHARDS: (1, 250), REPLICAS: (1, 5)}

#: Dimension → predefined metrics. https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html
METRICS = {
    READERS: {"RDSReaderAverageCPUUtilization", "RDSReaderAverageDatabaseConnections"},
    SHARDS: {
        "ElastiCachePrimaryEngineCPUUtilization",
        "ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage",
        "ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage",
    },
    REPLICAS: {"ElastiCacheReplicaEngineCPUUtilization"},
    "ecs:service:DesiredCount": {"ECSServiceAverageCPUUtilization", "ECSServiceAverageMemoryUtilization", "ALBRequestCountPerTarget"},
    "dynamodb:table:ReadCapacityUnits": {"DynamoDBReadCapacityUtilization"},
    "dynamodb:table:WriteCapacityUnits": {"DynamoDBWriteCapacityUtilization"},
    "dynamodb:index:ReadCapacityUnits": {"DynamoDBReadCapacityUtilization"},
    "dynamodb:index:WriteCapacityUnits": {"DynamoDBWriteCapacityUtilization"},
    "lambda:function:ProvisionedConcurrency": {"LambdaProvisionedConcurrencyUtilization"},
}
#: Target values in percent. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling-Scaling-Policies-Target.html
#: and AutoScaling-Scaling-Policies-Replicas-Replicas.html
TARGETS = {metric: (35, 70) for metric in METRICS[SHARDS] | METRICS[REPLICAS]}
#: Not of nodes with data tiering. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling-Scaling-Policies-Target.html
OF_MEMORY_ALONE = "ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage"

#: What scales. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html
FAMILIES = {"r8g", "r8gd", "r7g", "r7gd", "r6g", "r6gd", "r5", "m8g", "m7g", "m6g", "m5", "c8gn", "c7gn"}
SIZES = {"large", "xlarge", "2xlarge"}


def invalid(message: str) -> ServiceError:
    return ServiceError("ValidationException", message)


# ---- targets --------------------------------------------------------------------------------------------------------


def check_cluster(backend: Any, name: str) -> None:
    clusters = rds_backends[backend.account_id][backend.region_name].clusters
    if name not in clusters:
        raise invalid(f"DB cluster doesn't exist: cluster:{name}")
    if not clusters[name].engine.startswith("aurora"):
        raise invalid(f"Only Aurora DB clusters can be scaled: cluster:{name}")


def replication_groups(backend: Any) -> dict[str, Any]:
    return elasticache_backends[backend.account_id][backend.region_name].replication_groups


def check_replication_group(backend: Any, name: str) -> None:
    groups = replication_groups(backend)
    if name not in groups:
        raise invalid(f"Replication group doesn't exist: replication-group/{name}")
    group = groups[name]
    _, family, size = group["CacheNodeType"].split(".")
    if not group["ClusterEnabled"]:
        raise invalid(f"Only replication groups with cluster mode enabled can be scaled: replication-group/{name}")
    if family not in FAMILIES or size not in SIZES:
        raise invalid(f"Replication groups of node type {group['CacheNodeType']} can't be scaled: replication-group/{name}")


#: Kind of resource → whether it can be scaled.
RESOURCES = {"cluster": (":", check_cluster), "replication-group": ("/", check_replication_group)}


def check_resource(backend: Any, given: dict[str, Any]) -> None:
    dimension = given["ScalableDimension"]
    if dimension not in (READERS, SHARDS, REPLICAS):
        return
    separator, check = RESOURCES[dimension.split(":")[1]]
    check(backend, given["ResourceId"].partition(separator)[2])


def check_capacities(given: dict[str, Any], before: Any) -> None:
    """https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html"""
    least = given.get("MinCapacity", before.min_capacity if before else None)
    most = given.get("MaxCapacity", before.max_capacity if before else None)
    if least is None or most is None:
        raise invalid("Both the minimum and the maximum capacity must be specified for a new scalable target")
    if least > most:
        raise invalid("Maximum capacity cannot be less than minimum capacity")
    lowest, highest = CAPACITIES.get(given["ScalableDimension"], (0, most))
    if least < lowest or most > highest:
        raise invalid(f"The capacity of {given['ScalableDimension']} must be between {lowest} and {highest}")


@ext.around(ApplicationAutoScalingResponse)
def register_scalable_target(original: Any, self: Any) -> Any:
    given, backend = given_to(self), self.applicationautoscaling_backend
    kind = re.split("[:/]", given["ResourceId"])[0]
    if given["ScalableDimension"].split(":")[:2] == [given["ServiceNamespace"], kind]:  # moto says so of any other
        check_resource(backend, given)
        check_capacities(given, target_of(backend, given))
    return original(self)


# ---- policies -------------------------------------------------------------------------------------------------------


def metric_of(configuration: dict[str, Any]) -> str | None:
    return (configuration.get("PredefinedMetricSpecification") or {}).get("PredefinedMetricType")


def check_metric(backend: Any, given: dict[str, Any]) -> None:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling-Scaling-Policies-Target.html"""
    metric = metric_of(given["TargetTrackingScalingPolicyConfiguration"])
    group = replication_groups(backend).get(given["ResourceId"].partition("/")[2], {})
    if metric == OF_MEMORY_ALONE and group.get("DataTiering") == "enabled":
        raise invalid(f"Predefined metric type {metric} is not supported for node type {group['CacheNodeType']}")


def check_tracking(given: dict[str, Any], policies: list[Any]) -> None:
    """https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html"""
    tracking = given["TargetTrackingScalingPolicyConfiguration"]
    metric, dimension, value = metric_of(tracking), given["ScalableDimension"], float(tracking["TargetValue"])
    if bool(metric) == bool(tracking.get("CustomizedMetricSpecification")):
        raise invalid("Exactly one of PredefinedMetricSpecification and CustomizedMetricSpecification must be specified")
    if metric and dimension in METRICS and metric not in METRICS[dimension]:
        raise invalid(f"Predefined metric type {metric} is not supported for scalable dimension {dimension}")
    if metric == "ALBRequestCountPerTarget" and not tracking["PredefinedMetricSpecification"].get("ResourceLabel"):
        raise invalid(f"Resource label should be specified for predefined metric type {metric}")
    least, most = TARGETS.get(metric or "", (0, value))
    if not least <= value <= most or value <= 0:
        bounds = f"between {least} and {most}" if metric in TARGETS else "greater than 0"
        raise invalid(f"The target value of {metric or 'a customized metric'} must be {bounds}")
    others = [policy.target_tracking_scaling_policy_configuration for policy in policies if policy.policy_name != given["PolicyName"]]
    if metric and any(metric_of(other or {}) == metric for other in others):
        raise invalid("Only one TargetTrackingScaling policy for a given metric specification is allowed.")


@ext.around(ApplicationAutoScalingResponse)
def put_scaling_policy(original: Any, self: Any) -> Any:
    given, backend = given_to(self), self.applicationautoscaling_backend
    if target_of(backend, given) is not None and given.get("TargetTrackingScalingPolicyConfiguration"):
        target = given["ResourceId"], given["ScalableDimension"]
        check_metric(backend, given)
        check_tracking(given, [policy for policy in backend.policies.values() if (policy.resource_id, policy.scalable_dimension) == target])
    return original(self)


# ---- scheduled actions ----------------------------------------------------------------------------------------------

#: https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html
MOMENT = re.compile(r"at\(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\)")
RATE = re.compile(r"rate\(([1-9]\d*) (minute|hour|day)(s?)\)")
CRON = re.compile(r"cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)")


def is_schedule(text: str) -> bool:
    """A time, a rate in the right number, or six fields of which one of the days is open."""
    rate, cron = RATE.fullmatch(text), CRON.fullmatch(text)
    if rate:
        return (rate.group(1) == "1") == (rate.group(3) == "")
    if cron:
        return (cron.group(3) == "?") != (cron.group(5) == "?")
    return MOMENT.fullmatch(text) is not None


@ext.around(ApplicationAutoScalingResponse)
def put_scheduled_action(original: Any, self: Any) -> Any:
    """https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html"""
    given = given_to(self)
    schedule, zone, action = given.get("Schedule"), given.get("Timezone"), given.get("ScalableTargetAction")
    if schedule and not is_schedule(schedule):
        raise invalid(f"Invalid schedule expression: {schedule}")
    if zone and not is_time_zone(zone):
        raise invalid(f"Invalid time zone: {zone}")
    least, most = ((action or {}).get(member) for member in ("MinCapacity", "MaxCapacity"))
    if action is not None and least is None and most is None:
        raise invalid("A minimum or maximum capacity must be specified for a scheduled action")
    if least is not None and most is not None and least > most:
        raise invalid("Maximum capacity cannot be less than minimum capacity")
    return original(self)
