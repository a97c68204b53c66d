"""RDS: event subscriptions: changed in place, of sources that exist and categories that their type has."""

from __future__ import annotations

from typing import Any

from moto.rds.responses import RDSResponse
from moto.sns.models import sns_backends

from ._support import Extension, ServiceError, params, result

ext = Extension()
install = ext.install

#: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Events.Messages.html
CATEGORIES = {
    "db-cluster": {
        *("backup", "configuration change", "creation", "deletion", "failover", "failure", "global-failover", "maintenance", "migration"),
        *("notification", "serverless"),
    },
    "db-instance": {
        *("availability", "backtrack", "backup", "configuration change", "creation", "deletion", "failover", "failure", "low storage"),
        *("maintenance", "notification", "read replica", "recovery", "restoration", "security", "security patching"),
    },
    "db-parameter-group": {"configuration change"},
    "db-security-group": {"configuration change", "failure"},
}


def check_topic(response: Any, arn: str | None) -> None:
    if arn is not None and arn not in sns_backends[response.current_account][response.region].topics:
        raise ServiceError("SNSTopicArnNotFound", f"The SNS topic ARN {arn} does not exist")


def check_categories(source_type: str | None, categories: list[str]) -> None:
    known = CATEGORIES.get(source_type or "")
    unknown = [category for category in categories if known is not None and category not in known]
    if unknown or (categories and not source_type):
        raise ServiceError("SubscriptionCategoryNotFound", f"The specified categories don't exist for {source_type}: {', '.join(unknown)}")


def check_source(backend: Any, source_type: str | None, name: str) -> None:
    sources = {"db-cluster": backend.clusters, "db-instance": backend.databases, "db-parameter-group": backend.db_parameter_groups}
    if source_type == "db-security-group" or name not in sources.get(source_type or "", {name: None}):
        raise ServiceError("SourceNotFound", f"Could not find source: {name}")


@ext.around(RDSResponse)
def create_event_subscription(original: Any, self: Any) -> Any:
    """https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateEventSubscription.html"""
    given = params(self)
    check_topic(self, given["SnsTopicArn"])
    check_categories(given.get("SourceType"), given.get("EventCategories") or [])
    if given.get("SourceIds") and not given.get("SourceType"):
        raise ServiceError("InvalidParameterCombination", "The source type must be given with source identifiers")
    for name in given.get("SourceIds") or []:
        check_source(self.backend, given["SourceType"], name)
    return original(self)


def subscription_of(response: Any, given: dict[str, Any]) -> Any:
    subscription = response.backend.event_subscriptions.get(given["SubscriptionName"])
    if subscription is None:
        raise ServiceError("SubscriptionNotFound", f"Subscription {given['SubscriptionName']} not found.")
    return subscription


@ext.extend(RDSResponse)
class _Subscriptions:
    def modify_event_subscription(self: Any) -> Any:
        given = params(self)
        subscription = subscription_of(self, given)
        check_topic(self, given.get("SnsTopicArn"))
        check_categories(given.get("SourceType", subscription.source_type), given.get("EventCategories") or [])
        for member, attribute in {
            "SnsTopicArn": "sns_topic_arn",
            "SourceType": "source_type",
            "EventCategories": "event_categories",
            "Enabled": "enabled",
        }.items():
            if member in given:
                setattr(subscription, attribute, given[member])
        return result(EventSubscription=subscription)

    def add_source_identifier_to_subscription(self: Any) -> Any:
        given = params(self)
        subscription = subscription_of(self, given)
        check_source(self.backend, subscription.source_type, given["SourceIdentifier"])
        subscription.source_ids = [*(subscription.source_ids or []), given["SourceIdentifier"]]
        return result(EventSubscription=subscription)

    def remove_source_identifier_from_subscription(self: Any) -> Any:
        given = params(self)
        subscription = subscription_of(self, given)
        if given["SourceIdentifier"] not in (subscription.source_ids or []):
            raise ServiceError("SourceNotFound", f"Could not find source: {given['SourceIdentifier']}")
        subscription.source_ids = [name for name in subscription.source_ids if name != given["SourceIdentifier"]]
        return result(EventSubscription=subscription)
