"""EC2 Auto Scaling: what AWS refuses of scaling policies, scheduled actions and lifecycle hooks."""

from __future__ import annotations

import datetime
import re
import zoneinfo
from typing import Any

from moto.autoscaling.models import AutoScalingBackend
from moto.autoscaling.responses import AutoScalingResponse

from ._support import Extension, ServiceError, params
from .autoscaling import group_of, key_of
from .autoscaling_groups import check_sizes, invalid
from .elbv2_listeners import balancers_using

ext = Extension()
install = ext.install

# ---- scaling policies -----------------------------------------------------------------------------------------------

LABEL = re.compile(r"(app/[^/]+/[0-9a-f]+)/(targetgroup/[^/]+/[0-9a-f]+)")
BY_REQUESTS = "ALBRequestCountPerTarget"


def check_label(backend: Any, group: Any, label: str | None) -> None:
    """The target group is the group's, and the load balancer routes to it.

    https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PredefinedMetricSpecification.html
    """
    if not label:
        raise invalid(f"Resource label should be specified for predefined metric type {BY_REQUESTS}")
    match = LABEL.fullmatch(label)
    if match is None:
        form = "app/load-balancer-name/load-balancer-id/targetgroup/target-group-name/target-group-id"
        raise invalid(f"Invalid resource label: {label}. It must be {form}")
    balancer, target_group = match.groups()
    arn = next((arn for arn in group.target_group_arns or [] if arn.endswith(f":{target_group}")), None)
    if arn is None:
        raise invalid(f"Target group {target_group} is not attached to the Auto Scaling group {group.name}.")
    if not any(user.arn.endswith(f":loadbalancer/{balancer}") for user in balancers_using(backend.elbv2_backend, arn)):
        raise invalid(f"The load balancer does not route traffic to the target group: {label}")


def metric_of(configuration: dict[str, Any]) -> Any:
    """The predefined metric and its label, or the customized metric."""
    predefined = configuration.get("PredefinedMetricSpecification")
    if predefined:
        return predefined["PredefinedMetricType"], predefined.get("ResourceLabel")
    return repr(configuration.get("CustomizedMetricSpecification"))


@ext.around(AutoScalingResponse)
def put_scaling_policy(original: Any, self: Any) -> Any:
    """https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html"""
    given, backend = params(self), self.autoscaling_backend
    group = group_of(backend, given["AutoScalingGroupName"])
    kind, tracking = given.get("PolicyType", "SimpleScaling"), given.get("TargetTrackingConfiguration")
    if (kind == "TargetTrackingScaling") != bool(tracking):
        raise invalid("A policy of type TargetTrackingScaling has a target tracking configuration, and no other policy has one.")
    if tracking:
        check_tracking(backend, group, given["PolicyName"], tracking)
    if kind == "StepScaling" and not given.get("StepAdjustments"):
        raise invalid("At least one StepAdjustment must be specified for policies of type StepScaling")
    if kind in ("SimpleScaling", "StepScaling") and not given.get("AdjustmentType"):
        raise invalid(f"An adjustment type must be specified for policies of type {kind}")
    answer = original(self)
    backend.policies[key_of(group.name, given["PolicyName"])].given_tracking = tracking
    return answer


def check_tracking(backend: Any, group: Any, name: str, tracking: dict[str, Any]) -> None:
    predefined, customized = tracking.get("PredefinedMetricSpecification"), tracking.get("CustomizedMetricSpecification")
    if bool(predefined) == bool(customized):
        raise invalid("Exactly one of PredefinedMetricSpecification and CustomizedMetricSpecification must be specified.")
    if predefined and predefined["PredefinedMetricType"] == BY_REQUESTS:
        check_label(backend, group, predefined.get("ResourceLabel"))
    elif predefined and predefined.get("ResourceLabel"):
        raise invalid(f"Resource label should not be specified for predefined metric type {predefined['PredefinedMetricType']}")
    if float(tracking["TargetValue"]) <= 0:
        raise invalid("The target value must be greater than 0.")
    for policy in backend.policies.values():
        other = getattr(policy, "given_tracking", None) if policy.auto_scaling_group_name == group.name and policy.name != name else None
        if other and metric_of(other) == metric_of(tracking):
            raise invalid("Only one TargetTrackingScaling policy for a given metric specification is allowed.")


# ---- scheduled actions ----------------------------------------------------------------------------------------------

#: https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-quotas.html
ACTIONS_PER_GROUP = 125
#: Fields of a cron expression: least and greatest number, names.
#: https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
FIELDS: tuple[tuple[int, int, tuple[str, ...]], ...] = ((0, 59, ()), (0, 23, ()), (1, 31, ()), (1, 12, MONTHS), (0, 7, DAYS))


def field_is_valid(field: str, least: int, most: int, names: tuple[str, ...]) -> bool:
    def known(value: str) -> bool:
        return value.upper() in names or (value.isdigit() and least <= int(value) <= most)

    for part in field.split(","):
        base, slash, step = part.partition("/")
        ends = base.split("-")
        if slash and not (step.isdigit() and int(step) > 0):
            return False
        if base != "*" and not (1 <= len(ends) <= 2 and all(known(end) for end in ends)):
            return False
    return True


def is_recurrence(text: str) -> bool:
    fields = text.split()
    return len(fields) == len(FIELDS) and all(field_is_valid(field, *bounds) for field, bounds in zip(fields, FIELDS, strict=True))


def is_time_zone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return False
    return "/" in name or name in ("UTC", "GMT")


def moment(value: Any) -> datetime.datetime | None:
    if value is None or isinstance(value, datetime.datetime):
        return value if value is None or value.tzinfo else value.replace(tzinfo=datetime.timezone.utc)
    parsed = datetime.datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=datetime.timezone.utc)


@ext.around(AutoScalingResponse)
def put_scheduled_update_group_action(original: Any, self: Any) -> Any:
    """API_PutScheduledUpdateGroupAction"""
    given = params(self)
    group_of(self.autoscaling_backend, given["AutoScalingGroupName"])
    sizes = [given.get(member) for member in ("MinSize", "DesiredCapacity", "MaxSize")]
    if all(size is None for size in sizes):
        raise invalid("At least one of MinSize, MaxSize or DesiredCapacity must be specified")
    check_sizes(*sizes)
    recurrence, zone = given.get("Recurrence"), given.get("TimeZone")
    if recurrence and not is_recurrence(recurrence):
        raise invalid(f"Given recurrence string: {recurrence} is invalid")
    if zone and not is_time_zone(zone):
        raise invalid(f"Given time zone: {zone} is not valid. It must be the canonical name of an IANA time zone.")
    start, end = moment(given.get("StartTime")), moment(given.get("EndTime"))
    now = datetime.datetime.now(datetime.timezone.utc)
    if not recurrence and start is None:
        raise invalid("Either a start time or a recurrence must be specified")
    if start and start < now:
        raise invalid("Given start time is in the past")
    if end and end < (start or now):
        raise invalid("End time must be after start time" if start else "Given end time is in the past")
    others = [
        action
        for action in self.autoscaling_backend.describe_scheduled_actions(given["AutoScalingGroupName"])
        if action.scheduled_action_name != given["ScheduledActionName"]
    ]
    if len(others) >= ACTIONS_PER_GROUP:
        raise ServiceError("LimitExceeded", f"The group has {ACTIONS_PER_GROUP} scheduled actions, the most that it can have")
    if any(time_of(action.start_time, action.recurrence, action.time_zone) == time_of(start, recurrence, zone) for action in others):
        raise ServiceError("AlreadyExists", "A scheduled action with this start time already exists")
    return original(self)


def time_of(start: Any, recurrence: str | None, zone: str | None) -> Any:
    return moment(start) or (recurrence, zone or "UTC")


@ext.around(AutoScalingBackend)
def describe_scheduled_actions(original: Any, self: Any, *args: Any, **kwargs: Any) -> Any:
    """API_DescribeScheduledActions: actions that haven't run, or that have not reached their end time."""
    now = datetime.datetime.now(datetime.timezone.utc)

    def is_over(action: Any) -> bool:
        last = moment(action.end_time) if action.recurrence else moment(action.start_time)
        return last is not None and last < now

    for key in [key for key, action in self.scheduled_actions.items() if is_over(action)]:
        del self.scheduled_actions[key]
    return original(self, *args, **kwargs)


# ---- lifecycle hooks ------------------------------------------------------------------------------------------------

HOOKS_PER_GROUP = 50
TRANSITIONS = ("autoscaling:EC2_INSTANCE_LAUNCHING", "autoscaling:EC2_INSTANCE_TERMINATING")


@ext.around(AutoScalingResponse)
def put_lifecycle_hook(original: Any, self: Any) -> Any:
    """API_PutLifecycleHook; the number of hooks is of the quotas page."""
    given, backend = params(self), self.autoscaling_backend
    name, group = given["LifecycleHookName"], group_of(backend, given["AutoScalingGroupName"])
    hooks = {hook.name for hook in backend.lifecycle_hooks.values() if hook.auto_scaling_group_name == group.name}
    timeout, outcome, transition = given.get("HeartbeatTimeout"), given.get("DefaultResult"), given.get("LifecycleTransition")
    if name not in hooks and transition is None:
        raise invalid("A lifecycle transition must be specified for a new lifecycle hook")
    if transition is not None and transition not in TRANSITIONS:
        raise invalid(f"Invalid lifecycle transition: {transition}")
    if timeout is not None and not 30 <= int(timeout) <= 7200:
        raise invalid(f"Heartbeat timeout {timeout} is out of range: it must be between 30 and 7200 seconds")
    if outcome is not None and outcome not in ("CONTINUE", "ABANDON"):
        raise invalid(f"Invalid default result: {outcome}. It must be CONTINUE or ABANDON")
    if given.get("NotificationTargetARN") and not given.get("RoleARN") and name not in hooks:
        raise invalid("A role must be specified with a notification target")
    if name not in hooks and len(hooks) >= HOOKS_PER_GROUP:
        raise invalid(f"The group {group.name} has {HOOKS_PER_GROUP} lifecycle hooks, the most that it can have")
    return original(self)
