"""EC2 Auto Scaling: what moto forgets of groups and hooks, and instance refreshes."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from moto.autoscaling.models import AutoScalingBackend
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
    policy = self.autoscaling_backend.policies[given["PolicyName"]]
    policy.enabled = given.get("Enabled", True)
    # Shown where one was given, not as an empty block.
    policy.predictive_scaling_configuration = given.get("PredictiveScalingConfiguration")
    return answer


def refreshes(backend: Any, group: Any) -> list[dict[str, Any]]:
    return backend.__dict__.setdefault("_refreshes", {}).setdefault(group.name, [])


def image_of(group: Any) -> str:
    template = group.ec2_launch_template
    return template.get_version(group.launch_template_version).image_id if template else ""


def check_rollback(group: Any) -> None:
    """A group can only be turned back to a numbered version with a fixed image."""
    version = str((group.launch_template or {}).get("Version", ""))
    if version in ("$Latest", "$Default") or str(image_of(group)).startswith("resolve:ssm:"):
        raise ServiceError(
            "ValidationError",
            "The AutoRollback preference can't be set to true when the launch template has a Systems Manager parameter as its image "
            "or the version $Latest or $Default.",
        )


@ext.extend(AutoScalingResponse)
class _InstanceRefreshes:
    def start_instance_refresh(self: Any) -> Any:
        given, backend = params(self), self.autoscaling_backend
        group = group_of(backend, given["AutoScalingGroupName"])
        preferences = given.get("Preferences") or {}
        if preferences.get("AutoRollback"):
            check_rollback(group)
        # There is nothing to replace: the refresh has ended when the request is answered.
        now = datetime.datetime.now(datetime.timezone.utc)
        refresh = {
            "InstanceRefreshId": str(uuid.uuid4()),
            "AutoScalingGroupName": group.name,
            "Status": "Successful",
            "StartTime": now,
            "EndTime": now,
            "PercentageComplete": 100,
            "InstancesToUpdate": 0,
            "Preferences": preferences,
        }
        refreshes(backend, group).insert(0, refresh)
        return result(InstanceRefreshId=refresh["InstanceRefreshId"])

    def describe_instance_refreshes(self: Any) -> Any:
        given, backend = params(self), self.autoscaling_backend
        group = group_of(backend, given["AutoScalingGroupName"])
        wanted = given.get("InstanceRefreshIds")
        return result(InstanceRefreshes=[r for r in refreshes(backend, group) if not wanted or r["InstanceRefreshId"] in wanted])

    def cancel_instance_refresh(self: Any) -> Any:
        group_of(self.autoscaling_backend, params(self)["AutoScalingGroupName"])
        raise ServiceError("ActiveInstanceRefreshNotFound", "No in progress or pending Instance Refresh found for the Auto Scaling group.")
