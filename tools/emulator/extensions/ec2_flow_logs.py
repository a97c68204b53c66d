"""EC2: flow logs to a bucket (or a folder of it) that lets them in, and to a log group by a role that may write there.

https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-troubleshooting.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from moto.ec2.models import EC2Backend
from moto.ec2.models.flow_logs import FlowLogs

from ._log_delivery import admit
from ._policies import decide
from ._support import Extension, ServiceError

ext = Extension()
install = ext.install

SERVICE = "vpc-flow-logs.amazonaws.com"


@ext.around(EC2Backend)
def create_flow_logs(
    original: Callable[..., Any],
    self: Any,
    resource_type: str,
    resource_ids: list[str],
    traffic_type: str,
    deliver_logs_permission_arn: str | None,
    log_destination_type: str | None,
    log_destination: str | None,
    *args: Any,
    **kwargs: Any,
) -> Any:
    """moto takes `bucket/folder` for the name of a bucket."""
    given: list[Any] = [resource_type, resource_ids, traffic_type, deliver_logs_permission_arn, log_destination_type, log_destination, *args]
    if log_destination_type != "s3" or not log_destination:
        return original(self, *given, **kwargs)
    match = re.fullmatch(r"arn:aws[a-z-]*:s3:::([^/]+)(?:/(.*))?", log_destination)
    if match is None:
        raise ServiceError("InvalidParameter", f"LogDestination: {log_destination} is not the ARN of a bucket")
    bucket, folder = match.group(1), (match.group(2) or "").strip("/")
    if folder.split("/")[0] == "AWSLogs":
        raise ServiceError("InvalidParameter", "LogDestination: AWSLogs is a reserved word and can't be the name of a folder")
    reason = reason_against(self, bucket, folder)
    if reason:
        return [], [(resource_id, "400", reason) for resource_id in resource_ids]
    given[5] = f"arn:aws:s3:::{bucket}"
    for kept in self.flow_logs.values():
        if kept.resource_id in resource_ids and kept.log_destination == log_destination:
            raise ServiceError("FlowLogAlreadyExists", "Error. There is an existing Flow Log with the same configuration and log destination.")
    hidden = {
        flow_log.id: flow_log.log_destination for flow_log in self.flow_logs.values() if flow_log.log_destination == given[5] != log_destination
    }
    for flow_log_id in hidden:
        self.flow_logs[flow_log_id].log_destination = None
    try:
        made, unsuccessful = original(self, *given, **kwargs)
    finally:
        for flow_log_id, destination in hidden.items():
            self.flow_logs[flow_log_id].log_destination = destination
    for flow_log in made:
        flow_log.log_destination = log_destination
    return made, unsuccessful


def reason_against(backend: Any, bucket: str, folder: str) -> str | None:
    """Log delivery is let in, by AWS's own statements where there are no others, or the reason why it can't be."""
    from flask import has_request_context, request

    hive = has_request_context() and request.form.get("DestinationOptions.HiveCompatiblePartitions", "").lower() == "true"
    place = f"AWSLogs/{'aws-account-id=' if hive else ''}{backend.account_id}"
    source = f"arn:aws:logs:{backend.region_name}:{backend.account_id}"
    reason = admit(backend.account_id, bucket, "/".join(part for part in (folder, place) if part), f"{source}:flow-log", f"{source}:*")
    if reason == "missing":
        return f"LogDestination: {bucket} does not exist."
    return f"Access Denied for LogDestination: {bucket}. Please check LogDestination permission" if reason else None


# --- To a log group: whether it can is shown, never refused ----------------------------------------------------------


def documents_of(role: Any) -> Iterator[str]:
    yield from role.policies.values()
    for policy in role.managed_policies.values():
        yield next(version.document for version in policy.versions if version.version_id == policy.default_version_id)


def can_write(flow_log: FlowLogs) -> bool:
    """The role exists, trusts the service and may write; it makes the group where there is none."""
    from moto.iam.models import iam_backends
    from moto.logs.models import logs_backends

    backend: Any = flow_log.ec2_backend
    role = next((role for role in iam_backends[backend.account_id]["aws"].roles.values() if role.arn == flow_log.deliver_logs_permission_arn), None)
    if role is None:
        return False
    source = f"arn:aws:ec2:{backend.region_name}:{backend.account_id}:vpc-flow-log/{flow_log.id}"
    context = {"aws:SourceAccount": backend.account_id, "aws:SourceArn": source}
    if decide(role.assume_role_policy_document, SERVICE, "sts:AssumeRole", "*", context) != "Allow":
        return False
    name = flow_log.log_group_name or (flow_log.log_destination or "").split(":log-group:", 1)[-1].removesuffix(":*")
    group = f"arn:aws:logs:{backend.region_name}:{backend.account_id}:log-group:{name}"
    needed = [("logs:CreateLogStream", f"{group}:log-stream:eni"), ("logs:PutLogEvents", f"{group}:log-stream:eni")]
    if name not in logs_backends[backend.account_id][backend.region_name].groups:
        needed.append(("logs:CreateLogGroup", group))
    documents = list(documents_of(role))
    return all(any(decide(document, role.arn, action, resource) == "Allow" for document in documents) for action, resource in needed)


@ext.extend(FlowLogs)
class _Status:
    """As it is now: a role that is let in later is an error no more."""

    @property
    def deliver_logs_status(self: Any) -> str:
        return "FAILED" if self.log_destination_type == "cloud-watch-logs" and not can_write(self) else "SUCCESS"

    @deliver_logs_status.setter
    def deliver_logs_status(self: Any, value: str) -> None:
        """moto's is decided once."""

    @property
    def deliver_logs_error_message(self: Any) -> str | None:
        return "Access error" if self.deliver_logs_status == "FAILED" else None

    @deliver_logs_error_message.setter
    def deliver_logs_error_message(self: Any, value: str | None) -> None:
        """moto's is decided once."""
