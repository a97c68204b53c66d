"""CloudWatch Logs: the keys of log groups, which moto never looks at, and what the service refuses of groups, policies and filters."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from moto.logs.models import LogsBackend
from moto.logs.responses import LogsResponse

from ._keys import ENCRYPTION_ACTIONS, refusal
from ._policies import Malformed, parse, unknown_principal
from ._support import Extension, ServiceError

ext = Extension()
install = ext.install

#: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
RETENTION_DAYS = {1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653}
#: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html, for a policy of the account.
MOST_POLICY_CHARACTERS = 5120
#: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
MOST_METRIC_FILTERS = 100


def invalid(message: str) -> ServiceError:
    return ServiceError("InvalidParameterException", message)


def check_key(backend: LogsBackend, group: str, key_id: str) -> None:
    """https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html"""
    region, account_id = backend.region_name, backend.account_id
    arn = f"arn:aws:logs:{region}:{account_id}:log-group:{group}"
    context = {"kms:EncryptionContext:aws:logs:arn": arn, "kms:EncryptionContextKeys": ["aws:logs:arn"]}
    if not key_id.startswith("arn:"):
        raise invalid(f"Specified KMS key is not an ARN: {key_id}")
    if refusal(region, account_id, key_id, principal=f"logs.{region}.amazonaws.com", actions=ENCRYPTION_ACTIONS, context=context):
        raise ServiceError("AccessDeniedException", f"The specified KMS key does not exist or is not allowed to be used with Arn '{arn}'")


@ext.around(LogsBackend)
def create_log_group(original: Callable[..., Any], self: Any, log_group_name: str, tags: Any, **kwargs: Any) -> Any:
    # https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
    if log_group_name.startswith("aws/"):
        raise invalid("Log groups starting with AWS/ are reserved for AWS.")
    if kwargs.get("kmsKeyId") and log_group_name not in self.groups:
        check_key(self, log_group_name, kwargs["kmsKeyId"])
    return original(self, log_group_name, tags, **kwargs)


def group_asked_for(response: Any) -> Any:
    """By its name, or by the ARN that the provider gives."""
    name = response._get_param("logGroupName") or response._get_param("resourceIdentifier").split(":log-group:", 1)[-1].removesuffix(":*")
    if name not in response.logs_backend.groups:
        raise ServiceError("ResourceNotFoundException", "The specified log group does not exist.")
    return response.logs_backend.groups[name]


@ext.extend(LogsResponse)
class _Keys:
    def associate_kms_key(self: Any) -> str:
        group = group_asked_for(self)
        check_key(self.logs_backend, group.name, self._get_param("kmsKeyId"))
        group.kms_key_id = self._get_param("kmsKeyId")
        return ""

    def disassociate_kms_key(self: Any) -> str:
        group_asked_for(self).kms_key_id = None
        return ""


@ext.around(LogsBackend)
def put_retention_policy(original: Callable[..., Any], self: Any, log_group_name: str, retention_in_days: Any) -> None:
    if int(retention_in_days) not in RETENTION_DAYS:
        raise invalid(
            f"1 validation error detected: Value '{retention_in_days}' at 'retentionInDays' failed to satisfy constraint: "
            f"Member must satisfy enum value set: {sorted(RETENTION_DAYS)}"
        )
    original(self, log_group_name, retention_in_days)


@ext.around(LogsBackend)
def put_resource_policy(original: Callable[..., Any], self: Any, policy_name: str, policy_doc: str) -> Any:
    try:
        policy = parse(policy_doc or "")
    except Malformed as error:
        raise invalid(f"The policy document is invalid: {error}.") from None
    if len(policy_doc) > MOST_POLICY_CHARACTERS:
        raise ServiceError("LimitExceededException", f"Resource policies have at most {MOST_POLICY_CHARACTERS} characters.")
    if unknown_principal(policy, self.account_id):
        raise invalid("The policy document has an invalid principal.")
    return original(self, policy_name, policy_doc)


@ext.around(LogsBackend)
def put_metric_filter(original: Callable[..., Any], self: Any, filter_name: str, filter_pattern: str, log_group_name: str, *args: Any) -> Any:
    """https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html"""
    if log_group_name not in self.groups:
        raise ServiceError("ResourceNotFoundException", "The specified log group does not exist.")
    others = [kept for kept in self.filters.metric_filters if kept["logGroupName"] == log_group_name and kept["filterName"] != filter_name]
    if len(others) >= MOST_METRIC_FILTERS:
        raise ServiceError("LimitExceededException", "Resource limit exceeded.")
    return original(self, filter_name, filter_pattern, log_group_name, *args)


@ext.around(LogsResponse)
def describe_log_groups(original: Callable[..., Any], self: Any) -> str:
    """A group without a key has no `kmsKeyId`, also after it had one."""
    answer = json.loads(original(self))
    for group in answer["logGroups"]:
        if not group.get("kmsKeyId"):
            group.pop("kmsKeyId", None)
    return json.dumps(answer)
