"""EC2 Auto Scaling: warm pools that can't be.

https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-warm-pools.html#warm-pools-limitations
"""

from __future__ import annotations

from typing import Any

from moto.autoscaling.responses import AutoScalingResponse

from ._support import Extension, params
from .autoscaling import group_of
from .autoscaling_groups import invalid

ext = Extension()
install = ext.install


def check_policy(policy: dict[str, Any] | None) -> None:
    """A pool's group has On-Demand Instances alone, without weights."""
    distribution = (policy or {}).get("InstancesDistribution") or {}
    if int(distribution.get("OnDemandPercentageAboveBaseCapacity", 100)) < 100:
        raise invalid("A warm pool is not supported for a mixed instances policy with Spot Instances.")
    overrides = ((policy or {}).get("LaunchTemplate") or {}).get("Overrides") or []
    if any(override.get("WeightedCapacity") for override in overrides):
        raise invalid("A warm pool is not supported for a mixed instances policy with instance weighting.")


@ext.around(AutoScalingResponse)
def put_warm_pool(original: Any, self: Any) -> Any:
    """API_PutWarmPool"""
    given = params(self)
    group = group_of(self.autoscaling_backend, given["AutoScalingGroupName"])
    check_policy(group.mixed_instances_policy)
    if int(given.get("MaxGroupPreparedCapacity", -1)) < -1 or int(given.get("MinSize", 0)) < 0:
        raise invalid("The sizes of a warm pool must not be negative.")
    return original(self)


@ext.around(AutoScalingResponse)
def update_auto_scaling_group(original: Any, self: Any) -> Any:
    given = params(self)
    if group_of(self.autoscaling_backend, given["AutoScalingGroupName"]).warm_pool:
        check_policy(given.get("MixedInstancesPolicy"))
    return original(self)


@ext.around(AutoScalingResponse)
def delete_warm_pool(original: Any, self: Any) -> Any:
    """API_DeleteWarmPool"""
    group_of(self.autoscaling_backend, params(self)["AutoScalingGroupName"])
    return original(self)
