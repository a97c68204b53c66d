"""SNS: policies that can't be, endpoints that aren't what the protocol asks for, and subscriptions that nobody has confirmed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from moto.sns.exceptions import SNSException
from moto.sns.models import SNSBackend
from moto.sns.responses import SNSResponse

from ._keys import refusal
from ._policies import Malformed, action_matches, as_list, parse, statements, unknown_principal
from ._support import Extension

ext = Extension()
install = ext.install

#: Protocol → what its endpoints look like. https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
ENDPOINTS = {
    "http": r"http://.+",
    "https": r"https://.+",
    "email": r"[^@\s]+@[^@\s]+",
    "email-json": r"[^@\s]+@[^@\s]+",
    "sms": r".+",
    "sqs": r"arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:.+",
    "application": r"arn:aws[a-z-]*:sns:.+",
    "lambda": r"arn:aws[a-z-]*:lambda:.+",
    "firehose": r"arn:aws[a-z-]*:firehose:.+",
}
#: What a topic's policy can allow. https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
TOPIC_ACTIONS = {
    "AddPermission", "DeleteTopic", "GetDataProtectionPolicy", "GetTopicAttributes", "ListSubscriptionsByTopic", "ListTagsForResource", "Publish",
    "PutDataProtectionPolicy", "Receive", "RemovePermission", "SetTopicAttributes", "Subscribe",
}  # fmt: skip
#: Those whose owner confirms a subscription.
CONFIRMED = ("http", "https", "email", "email-json")
#: What KMS says, as SNS passes it on when a message is published; a topic's key is not looked at before.
KEY_ERRORS = {"NotFound": "KMSNotFound", "OtherRegion": "KMSNotFound", "Disabled": "KMSDisabled", "PendingDeletion": "KMSInvalidState"}


def invalid(message: str) -> SNSException:
    return SNSException("InvalidParameter", f"Invalid parameter: {message}")


def in_scope(action: str) -> bool:
    """``sns:*`` isn't: it has operations that no topic is asked for."""
    return action.lower() not in ("*", "sns:*") and any(action_matches(action, f"sns:{known}") for known in TOPIC_ACTIONS)


def check_policy(account_id: str, text: str) -> None:
    """https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-special-information.html"""
    try:
        policy = parse(text)
    except Malformed:
        raise invalid("Policy Error: null") from None
    for statement in statements(policy):
        actions = as_list(statement.get("Action", statement.get("NotAction")))
        if not all(in_scope(action) for action in actions):
            raise invalid("Policy statement action out of service scope!")
    if unknown_principal(policy, account_id):
        raise invalid("Policy Error: PrincipalNotFound")


@ext.around(SNSResponse)
def set_topic_attributes(original: Callable[..., Any], self: Any) -> Any:
    if self._get_param("AttributeName") == "Policy":
        check_policy(self.backend.account_id, self._get_param("AttributeValue") or "")
    return original(self)


@ext.around(SNSBackend)
def create_topic(original: Callable[..., Any], self: Any, name: str, attributes: dict[str, str] | None = None, tags: Any = None) -> Any:
    """https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html"""
    if (attributes or {}).get("Policy"):
        check_policy(self.account_id, (attributes or {})["Policy"])
    existing = self.topics.get(f"arn:{self.partition}:sns:{self.region_name}:{self.account_id}:{name}")
    given = (dict(attributes or {}), dict(tags or {}))
    if existing is not None and hasattr(existing, "given_at_creation"):
        for word, new, old in zip(("attributes", "tags"), given, existing.given_at_creation, strict=True):
            if new and new != old:
                raise invalid(f"Attributes Reason: Topic already exists with different {word}")
    topic = original(self, name, attributes, tags)
    if existing is None:
        topic.given_at_creation = given
    return topic


@ext.around(SNSBackend)
def subscribe(original: Callable[..., Any], self: Any, topic_arn: str, endpoint: str, protocol: str) -> Any:
    self.get_topic(topic_arn)
    if protocol not in ENDPOINTS:
        raise invalid(f"Does not support this protocol string: {protocol}")
    if not re.fullmatch(ENDPOINTS[protocol], endpoint or ""):
        raise invalid(f"Invalid endpoint for protocol {protocol}: {endpoint}")
    new = self._find_subscription(topic_arn, endpoint, protocol) is None
    subscription = original(self, topic_arn, endpoint, protocol)
    if new and protocol in CONFIRMED:
        subscription.attributes["PendingConfirmation"] = "true"
    return subscription


def is_pending(subscription: Any) -> bool:
    return str(subscription.attributes.get("PendingConfirmation")).lower() == "true"


@ext.around(SNSResponse, "subscribe")
def subscribe_with_arn(original: Callable[..., Any], self: Any) -> Any:
    """The ARN of a subscription that isn't confirmed is told to those who ask for it alone."""
    answer = original(self)
    asked = str(self._get_param("ReturnSubscriptionArn") or "").lower() == "true"
    subscription = self.backend.subscriptions.get(answer.result["SubscriptionArn"])
    if subscription is not None and is_pending(subscription) and not asked:
        answer.result["SubscriptionArn"] = "pending confirmation"
    return answer


@ext.around(SNSBackend)
def unsubscribe(original: Callable[..., Any], self: Any, subscription_arn: str) -> None:
    """https://docs.aws.amazon.com/sns/latest/dg/sns-delete-subscription-topic.html: one that is pending can't be deleted; it goes after 48 hours."""
    subscription = self.subscriptions.get(subscription_arn)
    if subscription is not None and is_pending(subscription):
        raise invalid("SubscriptionArn Reason: Cannot unsubscribe a subscription that is pending confirmation")
    original(self, subscription_arn)


@ext.around(SNSBackend)
def publish(original: Callable[..., Any], self: Any, *args: Any, **kwargs: Any) -> Any:
    topic = self.topics.get(kwargs.get("arn") or (args[1] if len(args) > 1 else ""))
    if topic is not None and topic.kms_master_key_id:
        reason = refusal(self.region_name, self.account_id, topic.kms_master_key_id)
        if reason in KEY_ERRORS:
            raise SNSException(KEY_ERRORS[reason], "The topic's KMS key can't be used.")
    return original(self, *args, **kwargs)


@ext.around(SNSBackend)
def set_subscription_attributes(original: Callable[..., Any], self: Any, arn: str, name: str, value: Any) -> None:
    """https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html: a queue of the topic's account and region."""
    if name == "RedrivePolicy" and value:
        given = json.loads(value)
        target = str(given.get("deadLetterTargetArn", ""))
        if not re.fullmatch(rf"arn:aws[a-z-]*:sqs:{self.region_name}:{self.account_id}:.+", target):
            raise invalid("RedrivePolicy: deadLetterTargetArn must be a queue of the topic's account and region")
    original(self, arn, name, value)
