"""EC2 Auto Scaling: what moto forgets of groups and hooks.

Policies and scheduled actions belong to their group: two groups can have one of the same name each, and what a group has
ends with it.
"""

from __future__ import annotations

import copy
from typing import Any

from moto.autoscaling.models import AutoScalingBackend, FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse

from ._support import Extension, ServiceError, params, result

ext = Extension()
install = ext.install

#: Request member → attribute of moto's group, for what moto neither keeps nor shows.
KEPT = {
    "ServiceLinkedRoleARN": "service_linked_role_arn",
    "DefaultInstanceWarmup": "default_instance_warmup",
    "InstanceMaintenancePolicy": "instance_maintenance_policy",
    "MaxInstanceLifetime": "max_instance_lifetime",
    "TerminationPolicies": "termination_policies",
    "DefaultCooldown": "default_cooldown",
    "CapacityRebalance": "capacity_rebalance",
    "AvailabilityZoneDistribution": "availability_zone_distribution",
    "AvailabilityZoneImpairmentPolicy": "availability_zone_impairment_policy",
    "CapacityReservationSpecification": "capacity_reservation_specification",
    "DesiredCapacityType": "desired_capacity_type",
}

#: What Auto Scaling shows of a group that was created without them. API_CapacityReservationSpecification and "Availability Zone distribution"
#: of the EC2 Auto Scaling user guide.
DEFAULTS = {
    "capacity_reservation_specification": {"CapacityReservationPreference": "default"},
    "availability_zone_distribution": {"CapacityDistributionStrategy": "balanced-best-effort"},
}


def group_of(backend: AutoScalingBackend, name: str) -> Any:
    if name not in backend.autoscaling_groups:
        raise ServiceError("ValidationError", f"AutoScalingGroup name not found - {name}")
    return backend.autoscaling_groups[name]


def keep(response: Any) -> None:
    given = params(response)
    group = group_of(response.autoscaling_backend, given["AutoScalingGroupName"])
    for member, attribute in KEPT.items():
        if member in given:
            setattr(group, attribute, given[member])


@ext.around(AutoScalingResponse)
def create_auto_scaling_group(original: Any, self: Any) -> Any:
    answer = original(self)
    group = group_of(self.autoscaling_backend, params(self)["AutoScalingGroupName"])
    for attribute, value in DEFAULTS.items():
        setattr(group, attribute, dict(value))
    keep(self)
    return answer


@ext.around(AutoScalingResponse)
def update_auto_scaling_group(original: Any, self: Any) -> Any:
    answer = original(self)
    keep(self)
    return answer


@ext.around(AutoScalingResponse)
def put_lifecycle_hook(original: Any, self: Any) -> Any:
    """moto makes up a role and a target for every hook."""
    answer = original(self)
    given = params(self)
    hook = self.autoscaling_backend.lifecycle_hooks[f"{given['AutoScalingGroupName']}_{given['LifecycleHookName']}"]
    hook.role_arn = given.get("RoleARN")
    hook.notification_target_arn = given.get("NotificationTargetARN")
    hook.notification_metadata = given.get("NotificationMetadata")
    return answer


@ext.around(AutoScalingResponse)
def put_scaling_policy(original: Any, self: Any) -> Any:
    answer = original(self)
    given = params(self)
    policy = self.autoscaling_backend.policies[key_of(given["AutoScalingGroupName"], given["PolicyName"])]
    policy.enabled = given.get("Enabled", True)
    # Shown where one was given, not as an empty block.
    policy.predictive_scaling_configuration = given.get("PredictiveScalingConfiguration")
    return answer


def key_of(group_name: str, name: str) -> str:
    return f"{group_name}/{name}"


def kept_apart(items: str, original: Any, self: Any, given: dict[str, Any], group_name: str, name: str) -> Any:
    """Calls an operation of moto's that keeps what it makes under the name alone, and keeps that under group and name."""
    group_of(self, group_name)
    before = getattr(self, items)
    setattr(self, items, type(before)())
    try:
        made = original(self, **given)
    finally:
        setattr(self, items, before)
    before[key_of(group_name, name)] = made
    return made


@ext.around(AutoScalingBackend, "put_scaling_policy")
def keep_policy(original: Any, self: Any, **given: Any) -> Any:
    return kept_apart("policies", original, self, given, given["as_name"], given["name"])


@ext.around(AutoScalingBackend, "put_scheduled_update_group_action")
def keep_scheduled_action(original: Any, self: Any, **given: Any) -> Any:
    return kept_apart("scheduled_actions", original, self, given, given["name"], given["scheduled_action_name"])


@ext.around(AutoScalingBackend)
def create_lifecycle_hook(original: Any, self: Any, name: str, as_name: str, *args: Any, **kwargs: Any) -> Any:
    group_of(self, as_name)
    return original(self, name, as_name, *args, **kwargs)


@ext.around(AutoScalingBackend)
def delete_lifecycle_hook(original: Any, self: Any, as_name: str, name: str) -> None:
    group_of(self, as_name)
    if not self.describe_lifecycle_hooks(as_name, [name]):
        raise ServiceError("ValidationError", f"No Lifecycle Hook found for Auto Scaling group {as_name} with name {name}.")
    original(self, as_name, name)


def policy_key(backend: Any, given: dict[str, Any]) -> str:
    """A policy is named by its ARN, or by its name and group."""
    for key, policy in backend.policies.items():
        if given["PolicyName"] == policy.arn:
            return key
    key = key_of(given.get("AutoScalingGroupName", ""), given["PolicyName"])
    if key not in backend.policies:
        raise ServiceError("ValidationError", f"PolicyName {given['PolicyName']} not found.")
    return key


@ext.extend(AutoScalingResponse)
class _Policies:
    def delete_policy(self: Any) -> Any:
        backend = self.autoscaling_backend
        del backend.policies[policy_key(backend, params(self))]
        return result()

    def execute_policy(self: Any) -> Any:
        backend = self.autoscaling_backend
        backend.policies[policy_key(backend, params(self))].execute()
        return result()


@ext.extend(AutoScalingBackend)
class _ScheduledActions:
    def delete_scheduled_action(self: Any, auto_scaling_group_name: str, scheduled_action_name: str) -> None:
        key = key_of(auto_scaling_group_name, scheduled_action_name)
        if key not in self.scheduled_actions:
            raise ServiceError("ValidationError", "Scheduled action name not found")
        del self.scheduled_actions[key]


@ext.around(AutoScalingBackend)
def delete_auto_scaling_group(original: Any, self: Any, group_name: str) -> None:
    """Takes along what the group has."""
    original(self, group_name)
    for items in (self.policies, self.scheduled_actions, self.lifecycle_hooks):
        for key in [key for key, item in items.items() if item.auto_scaling_group_name == group_name]:
            del items[key]


@ext.around(FakeAutoScalingGroup)
def update(original: Any, self: Any, **given: Any) -> None:
    """moto forgets the mixed instances where an update doesn't repeat them."""
    if not (given.get("mixed_instances_policy") or given.get("launch_template") or given.get("launch_config_name")):
        given["mixed_instances_policy"] = repeated(self.mixed_instances_policy)
    original(self, **given)


def repeated(policy: dict[str, Any] | None) -> dict[str, Any] | None:
    """A policy as a request gives it: the template is shown with its id and name, and given by one of them."""
    policy = copy.deepcopy(policy)
    if policy:
        policy["LaunchTemplate"]["LaunchTemplateSpecification"].pop("LaunchTemplateName", None)
    return policy
