"""EventBridge Scheduler: a schedule's role must let the service assume it, for the schedule's group.

https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
"""

from __future__ import annotations

from typing import Any

from moto.iam.models import iam_backends
from moto.scheduler.exceptions import ValidationException
from moto.scheduler.models import EventBridgeSchedulerBackend

from ._policies import decide
from ._support import Extension

ext = Extension()
install = ext.install


def check_role(backend: Any, group_name: str | None, target: dict[str, Any]) -> None:
    """`aws:SourceArn` is the ARN of the schedule group, whatever schedule it is."""
    account, region, arn = backend.account_id, backend.region_name, target["RoleArn"]
    role = next((role for role in iam_backends[account][backend.partition].roles.values() if role.arn == arn), None)
    group = f"arn:{backend.partition}:scheduler:{region}:{account}:schedule-group/{group_name or 'default'}"
    context = {"aws:SourceAccount": account, "aws:SourceArn": group}
    if role is None or decide(role.assume_role_policy_document, "scheduler.amazonaws.com", "sts:AssumeRole", arn, context) != "Allow":
        raise ValidationException("The execution role you provide must allow AWS EventBridge Scheduler to assume the role.")


@ext.around(EventBridgeSchedulerBackend)
def create_schedule(original: Any, self: Any, *, group_name: str | None, target: dict[str, Any], **given: Any) -> Any:
    check_role(self, group_name, target)
    return original(self, group_name=group_name, target=target, **given)


@ext.around(EventBridgeSchedulerBackend)
def update_schedule(original: Any, self: Any, *, group_name: str | None, target: dict[str, Any], **given: Any) -> Any:
    check_role(self, group_name, target)
    return original(self, group_name=group_name, target=target, **given)
