"""EC2 Auto Scaling: instance refreshes, one at a time, each under way for a moment."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from moto.autoscaling.responses import AutoScalingResponse
from moto.cloudwatch.models import cloudwatch_backends

from ._launches import check_version, version_of
from ._support import Extension, ServiceError, params, result
from .autoscaling import group_of
from .autoscaling_groups import check_percentages, check_template, invalid

ext = Extension()
install = ext.install

#: How long a refresh is under way: as long as its instances warm up on AWS.
DURATION = datetime.timedelta(seconds=1)
ACTIVE = ("Pending", "InProgress", "Cancelling")


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)


def refreshes(backend: Any, group: Any) -> list[dict[str, Any]]:
    """The newest first, each as it stands now."""
    found = backend.__dict__.setdefault("_refreshes", {}).setdefault(group.name, [])
    for refresh in found:
        end = refresh["StartTime"] + DURATION
        if refresh["Status"] in ACTIVE and now() >= end:
            done = refresh["Status"] != "Cancelling"
            refresh.update(Status="Successful" if done else "Cancelled", EndTime=end, PercentageComplete=100 if done else 0, InstancesToUpdate=0)
    return found


def image_of(group: Any) -> str:
    template = group.ec2_launch_template
    return template.get_version(group.launch_template_version).image_id if template else ""


def check_rollback(group: Any) -> None:
    """A group can only be turned back to a numbered version with a fixed image.

    https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-rollback.html
    """
    version = str((group.launch_template or {}).get("Version", ""))
    if version in ("$Latest", "$Default") or str(image_of(group)).startswith("resolve:ssm:"):
        raise invalid(
            "The AutoRollback preference can't be set to true when the launch template has a Systems Manager parameter as its image "
            "or the version $Latest or $Default."
        )


def check_preferences(backend: Any, group: Any, preferences: dict[str, Any]) -> None:
    """https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_RefreshPreferences.html"""
    if preferences.get("AutoRollback"):
        check_rollback(group)
    check_percentages(preferences.get("MinHealthyPercentage"), preferences.get("MaxHealthyPercentage"))
    alarms = (preferences.get("AlarmSpecification") or {}).get("Alarms") or []
    missing = [name for name in alarms if name not in cloudwatch_backends[backend.account_id][backend.region_name].alarms]
    if missing:
        raise invalid(f"The following alarms do not exist: {', '.join(missing)}")
    checkpoints = preferences.get("CheckpointPercentages") or []
    if checkpoints != sorted(set(checkpoints)) or any(not 1 <= int(percentage) <= 100 for percentage in checkpoints):
        raise invalid("CheckpointPercentages must be unique, in ascending order, and between 1 and 100")
    if preferences.get("CheckpointDelay") is not None and not checkpoints:
        raise invalid("CheckpointDelay needs CheckpointPercentages")


@ext.extend(AutoScalingResponse)
class _InstanceRefreshes:
    def start_instance_refresh(self: Any) -> Any:
        given, backend = params(self), self.autoscaling_backend
        group = group_of(backend, given["AutoScalingGroupName"])
        preferences = given.get("Preferences") or {}
        if any(refresh["Status"] in ACTIVE for refresh in refreshes(backend, group)):
            message = "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh."
            raise ServiceError("InstanceRefreshInProgress", message)
        check_preferences(backend, group, preferences)
        check_template(backend, given.get("DesiredConfiguration") or {})
        # What the instances would be started from may have gone since the group was changed.
        template, ec2 = group.ec2_launch_template, group.ec2_backend
        if template is not None:
            check_version(ec2, version_of(ec2, {"LaunchTemplateId": template.id, "Version": group.launch_template_version}), [])
        # The instances are those of the current template as soon as the request is answered; the refresh goes on for a moment.
        desired = group.desired_capacity
        group.set_desired_capacity(0)
        group.set_desired_capacity(desired)
        refresh = {
            "InstanceRefreshId": str(uuid.uuid4()),
            "AutoScalingGroupName": group.name,
            "Status": "InProgress",
            "StartTime": now(),
            "PercentageComplete": 0,
            "InstancesToUpdate": desired,
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
        backend = self.autoscaling_backend
        group = group_of(backend, params(self)["AutoScalingGroupName"])
        for refresh in refreshes(backend, group):
            if refresh["Status"] in ("Pending", "InProgress"):
                refresh["Status"] = "Cancelling"
                return result(InstanceRefreshId=refresh["InstanceRefreshId"])
        raise ServiceError("ActiveInstanceRefreshNotFound", "No in progress or pending Instance Refresh found for the Auto Scaling group.")
