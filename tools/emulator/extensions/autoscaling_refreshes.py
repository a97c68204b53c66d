"""EC2 Auto Scaling: instance refreshes, one at a time, each under way for a moment.

A test makes one fail::

    POST /moto-api/unhealthy-launch-template-version    {"launchTemplateId": "lt-…", "version": "2"}

Instances of that version never pass their health check: a refresh to it fails, or is turned back.
"""

from __future__ import annotations

import copy
import datetime
import json
import uuid
from typing import Any

from moto.autoscaling.responses import AutoScalingResponse
from moto.cloudwatch.models import cloudwatch_backends
from moto.ec2.models import ec2_backends
from moto.moto_api._internal import urls

from ._launches import check_version, version_of
from ._support import Extension, ServiceError, params, result
from .autoscaling import group_of
from .autoscaling_groups import check_percentages, check_template, invalid

ext = Extension()
install = ext.install

#: How long a refresh is under way: as long as its instances warm up on AWS.
DURATION = datetime.timedelta(seconds=1)
ACTIVE = ("Pending", "InProgress", "Cancelling", "RollbackInProgress", "Baking")


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)


# ---- what a group launches ------------------------------------------------------------------------------------------


def specification_of(configuration: dict[str, Any]) -> dict[str, Any]:
    mixed = (configuration.get("MixedInstancesPolicy") or {}).get("LaunchTemplate") or {}
    return configuration.get("LaunchTemplate") or mixed.get("LaunchTemplateSpecification") or {}


def launched(backend: Any, configuration: dict[str, Any]) -> tuple[Any, ...]:
    """What tells two configurations apart: the version, the types, and how they are distributed, all as text as the query protocol has it."""
    version = version_of(backend.ec2_backend, specification_of(configuration))
    mixed = configuration.get("MixedInstancesPolicy") or {}
    types = [override.get("InstanceType") for override in (mixed.get("LaunchTemplate") or {}).get("Overrides") or []]
    distribution = {name: str(value) for name, value in (mixed.get("InstancesDistribution") or {}).items()}
    return version.template.id, version.number, types, distribution


def configuration_of(group: Any) -> dict[str, Any]:
    """What the group is configured with now."""
    if group.mixed_instances_policy:
        return {"MixedInstancesPolicy": group.mixed_instances_policy}
    return {"LaunchTemplate": {"LaunchTemplateId": group.ec2_launch_template.id, "Version": group.launch_template_version}}


def configure(group: Any, configuration: dict[str, Any]) -> None:
    group.mixed_instances_policy = copy.deepcopy(configuration.get("MixedInstancesPolicy"))
    group._set_launch_configuration("", configuration.get("LaunchTemplate"), group.mixed_instances_policy)


def replace_instances(group: Any) -> None:
    desired = group.desired_capacity
    group.set_desired_capacity(0)
    group.set_desired_capacity(desired)


def is_healthy(backend: Any, configuration: dict[str, Any]) -> bool:
    version = version_of(backend.ec2_backend, specification_of(configuration))
    return str(version.number) not in version.template.__dict__.get("unhealthy_versions", ())


# ---- how a refresh goes on ------------------------------------------------------------------------------------------


def refreshes(backend: Any, group: Any) -> list[dict[str, Any]]:
    """The newest first, each as it stands now."""
    found = backend.__dict__.setdefault("_refreshes", {}).setdefault(group.name, [])
    for refresh in found:
        while refresh["Status"] in ACTIVE and now() >= refresh["_since"] + DURATION:
            go_on(backend, group, refresh)
    return found


def go_on(backend: Any, group: Any, refresh: dict[str, Any]) -> None:
    """The next status. A group has its new configuration once the refresh has succeeded, and none of it after a rollback.

    https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_StartInstanceRefresh.html, DesiredConfiguration
    https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-rollback.html
    """
    end = refresh["_since"] + DURATION
    desired = refresh.get("DesiredConfiguration")
    status = refresh["Status"]
    if status == "RollbackInProgress":
        refresh.update(Status="RollbackSuccessful", EndTime=end)
    elif status == "Cancelling":
        refresh.update(Status="Cancelled", EndTime=end, InstancesToUpdate=0)
    elif desired and not is_healthy(backend, desired):
        reason = "The instance refresh failed: new instances did not pass their health check."
        rolls_back = bool(refresh["Preferences"].get("AutoRollback"))
        refresh.update(Status="RollbackInProgress" if rolls_back else "Failed", StatusReason=reason)
        refresh.update(RollbackDetails={"RollbackReason": reason, "RollbackStartTime": end}) if rolls_back else refresh.update(EndTime=end)
    else:
        if desired:
            configure(group, desired)
            replace_instances(group)
        refresh.update(Status="Successful", EndTime=end, PercentageComplete=100, InstancesToUpdate=0)
    refresh["_since"] = end


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


def start(backend: Any, given: dict[str, Any]) -> dict[str, Any]:
    """https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_StartInstanceRefresh.html"""
    group = group_of(backend, given["AutoScalingGroupName"])
    preferences, wanted = given.get("Preferences") or {}, given.get("DesiredConfiguration")
    if any(refresh["Status"] in ACTIVE for refresh in refreshes(backend, group)):
        message = "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh."
        raise ServiceError("InstanceRefreshInProgress", message)
    check_preferences(backend, group, preferences)
    check_template(backend, wanted or {})
    # What the instances would be started from may have gone since the group was changed.
    template, ec2 = group.ec2_launch_template, group.ec2_backend
    if template is not None:
        check_version(ec2, version_of(ec2, {"LaunchTemplateId": template.id, "Version": group.launch_template_version}), [])
    refresh = {
        "InstanceRefreshId": str(uuid.uuid4()),
        "AutoScalingGroupName": group.name,
        "Status": "InProgress",
        "StartTime": now(),
        "PercentageComplete": 0,
        "InstancesToUpdate": group.desired_capacity,
        "Preferences": preferences,
        "_since": now(),
    }
    if wanted is None:
        # The instances are those of the current template as soon as the request is answered; the refresh goes on for a moment.
        replace_instances(group)
    else:
        refresh["DesiredConfiguration"] = wanted
        if preferences.get("SkipMatching") and launched(backend, wanted) == launched(backend, configuration_of(group)):
            # https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-instance-refresh-skip-matching.html: it succeeds immediately.
            refresh.update(Status="Successful", EndTime=now(), PercentageComplete=100, InstancesToUpdate=0)
    refreshes(backend, group).insert(0, refresh)
    return {"InstanceRefreshId": refresh["InstanceRefreshId"]}


def describe(backend: Any, given: dict[str, Any]) -> dict[str, Any]:
    group = group_of(backend, given["AutoScalingGroupName"])
    wanted = given.get("InstanceRefreshIds")
    found = [r for r in refreshes(backend, group) if not wanted or r["InstanceRefreshId"] in wanted]
    return {"InstanceRefreshes": [{name: value for name, value in r.items() if not name.startswith("_")} for r in found]}


@ext.extend(AutoScalingResponse)
class _InstanceRefreshes:
    def start_instance_refresh(self: Any) -> Any:
        return result(**start(self.autoscaling_backend, params(self)))

    def describe_instance_refreshes(self: Any) -> Any:
        return result(**describe(self.autoscaling_backend, params(self)))

    def cancel_instance_refresh(self: Any) -> Any:
        backend = self.autoscaling_backend
        group = group_of(backend, params(self)["AutoScalingGroupName"])
        for refresh in refreshes(backend, group):
            if refresh["Status"] in ("Pending", "InProgress"):
                refresh["Status"] = "Cancelling"
                return result(InstanceRefreshId=refresh["InstanceRefreshId"])
        raise ServiceError("ActiveInstanceRefreshNotFound", "No in progress or pending Instance Refresh found for the Auto Scaling group.")


# ---- instances that never get healthy -------------------------------------------------------------------------------


def make_unhealthy(request: Any, full_url: str, headers: Any) -> tuple[int, dict[str, str], str]:
    given = json.loads(request.get_data() or b"{}")
    for regions in ec2_backends.values():
        for backend in regions.values():
            template = backend.launch_templates.get(given.get("launchTemplateId"))
            if template is not None:
                template.__dict__.setdefault("unhealthy_versions", set()).add(str(given.get("version")))
                return 200, {}, "{}"
    return 400, {}, json.dumps({"error": "launchTemplateId must be a launch template's id"})


ext.url(urls, "{0}/moto-api/unhealthy-launch-template-version", make_unhealthy)
