"""SQS: attributes out of their ranges, redrive to what isn't there, policies that can't be, and names that were just given up."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import Any

from moto.sqs.exceptions import SQSException
from moto.sqs.models import Queue, SQSBackend

from ._policies import Malformed, action_matches, as_list, parse, statements, unknown_principal
from ._support import Extension

ext = Extension()
install = ext.install

#: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
RANGES = {
    "DelaySeconds": (0, 900),
    "KmsDataKeyReusePeriodSeconds": (60, 86_400),
    "MaximumMessageSize": (1_024, 1_048_576),
    "MessageRetentionPeriod": (60, 1_209_600),
    "ReceiveMessageWaitTimeSeconds": (0, 20),
    "VisibilityTimeout": (0, 43_200),
}
MOST_RECEIVES = 1_000
FIFO_ATTRIBUTES = ("ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit")
#: AWS waits 60 seconds before it gives a deleted queue's name again; here it is a moment. API_DeleteQueue.html
SECONDS_BETWEEN_QUEUES = 1.0


def invalid_attribute(name: str) -> SQSException:
    return SQSException("InvalidAttributeValue", f"Invalid value for the parameter {name}.")


def invalid_redrive(value: Any, reason: str) -> SQSException:
    return SQSException("InvalidParameterValue", f"Value {json.dumps(value)} for parameter RedrivePolicy is invalid. Reason: {reason}")


def check_policy(account_id: str, text: str) -> None:
    """https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-creating-custom-policies.html"""
    try:
        policy = parse(text)
    except Malformed:
        raise invalid_attribute("Policy") from None
    if unknown_principal(policy, account_id):
        raise invalid_attribute("Policy")
    for statement in statements(policy):
        if not all(
            action_matches(action, "sqs:x") or action.lower().startswith("sqs:")
            for action in as_list(statement.get("Action", statement.get("NotAction")))
        ):
            raise invalid_attribute("Policy")


def check_redrive(queue: Queue, text: Any) -> None:
    """https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"""
    from moto.sqs.models import sqs_backends

    given = json.loads(text) if isinstance(text, str) else text
    if not isinstance(given, dict) or "deadLetterTargetArn" not in given or "maxReceiveCount" not in given:
        raise invalid_redrive(given, "Redrive policy must have deadLetterTargetArn and maxReceiveCount.")
    if not str(given["maxReceiveCount"]).isdigit() or not 1 <= int(given["maxReceiveCount"]) <= MOST_RECEIVES:
        raise invalid_redrive(
            given, f"Invalid value for maxReceiveCount: {given['maxReceiveCount']}, valid values are from 1 to {MOST_RECEIVES} both inclusive."
        )
    targets = sqs_backends[queue.account_id][queue.region].queues.values()
    target = next((other for other in targets if other.queue_arn == given["deadLetterTargetArn"]), None)
    if target is None:
        raise invalid_redrive(given, "Dead letter target does not exist.")
    if bool(target.fifo_queue) != bool(queue.fifo_queue):
        raise invalid_redrive(given, "Dead-letter queue must be same type of queue as the source.")
    if not admits_source(target, queue.queue_arn):
        raise invalid_redrive(given, "The dead-letter queue's redrive allow policy does not allow this source queue.")


def admits_source(target: Queue, source_arn: str) -> bool:
    text = getattr(target, "redrive_allow_policy", None)
    allowed = (json.loads(text) if isinstance(text, str) else text) or {}
    permission = allowed.get("redrivePermission", "allowAll")
    return permission == "allowAll" or (permission == "byQueue" and source_arn in allowed.get("sourceQueueArns", []))


@ext.around(Queue)
def _set_attributes(original: Callable[..., Any], self: Any, attributes: dict[str, Any], now: float | None = None) -> None:
    """moto takes the policy away where another attribute is set."""
    for name, value in attributes.items():
        if name in RANGES and value is not None:
            low, high = RANGES[name]
            if not re.fullmatch(r"-?\d+", str(value)) or not low <= int(value) <= high:
                raise invalid_attribute(name)
    if attributes.get("Policy"):
        check_policy(self.account_id, attributes["Policy"])
    if attributes.get("RedrivePolicy") and json.loads(attributes["RedrivePolicy"]) != {}:
        check_redrive(self, attributes["RedrivePolicy"])
    kept = getattr(self, "_policy_json", None)
    original(self, attributes, now)
    if kept is not None and "Policy" not in attributes:
        self._policy_json = kept


def check_encryption(attributes: dict[str, Any]) -> None:
    """Of what a request gives: a key takes the place of SQS's own encryption, which is on by default."""
    if attributes.get("KmsMasterKeyId") and str(attributes.get("SqsManagedSseEnabled", "")).lower() == "true":
        raise SQSException(
            "InvalidAttributeValue", "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE."
        )


@ext.around(SQSBackend)
def set_queue_attributes(original: Callable[..., Any], self: Any, queue_name: str, attributes: dict[str, Any]) -> Any:
    check_encryption(attributes)
    return original(self, queue_name, attributes)


@ext.around(SQSBackend)
def create_queue(original: Callable[..., Any], self: Any, name: str, tags: Any = None, **kwargs: Any) -> Any:
    """https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html"""
    if len(name) > 80 or not re.fullmatch(r"[A-Za-z0-9_-]+(\.fifo)?", name):
        raise SQSException("InvalidParameterValue", "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length")
    deleted = self.__dict__.get("_deleted_queues", {}).get(name)
    if deleted is not None and time.monotonic() - deleted < SECONDS_BETWEEN_QUEUES:
        raise SQSException(
            "AWS.SimpleQueueService.QueueDeletedRecently",
            "You must wait 60 seconds after deleting a queue before you can create another with the same name.",
        )
    check_encryption(kwargs)
    fifo = str(kwargs.get("FifoQueue", "")).lower() == "true"
    for attribute in FIFO_ATTRIBUTES:
        if not fifo and str(kwargs.get(attribute) or "false").lower() != "false":
            raise SQSException("InvalidAttributeName", f"Unknown Attribute {attribute}.")
    return original(self, name, tags, **kwargs)


@ext.around(SQSBackend)
def delete_queue(original: Callable[..., Any], self: Any, queue_name: str) -> None:
    original(self, queue_name)
    self.__dict__.setdefault("_deleted_queues", {})[queue_name] = time.monotonic()
