"""RDS: event subscriptions."""

import pytest
from botocore.exceptions import ClientError

from helpers import code_of


@pytest.fixture
def topic(client, name):
    return client("sns").create_topic(Name=name)["TopicArn"]


def refusal(call):
    with pytest.raises(ClientError) as caught:
        call()
    return code_of(caught)


def subscribe(rds, name, topic, **given):
    return rds.create_event_subscription(SubscriptionName=name, SnsTopicArn=topic, **given)["EventSubscription"]


def test_a_subscription_is_changed_in_place(rds, cluster, name, topic):
    cluster()
    subscribe(rds, name, topic, SourceType="db-cluster", SourceIds=[name], EventCategories=["failure"], Enabled=True)
    rds.modify_event_subscription(SubscriptionName=name, SourceType="db-cluster", EventCategories=["failover", "failure"], Enabled=False)
    rds.remove_source_identifier_from_subscription(SubscriptionName=name, SourceIdentifier=name)
    shown = rds.describe_event_subscriptions(SubscriptionName=name)["EventSubscriptionsList"][0]
    assert (shown["EventCategoriesList"], shown["SourceIdsList"], shown["Enabled"]) == (["failover", "failure"], [], False)
    assert (shown["SnsTopicArn"], shown["SourceType"], shown["Status"]) == (topic, "db-cluster", "active")
    assert refusal(lambda: rds.remove_source_identifier_from_subscription(SubscriptionName=name, SourceIdentifier=name)) == "SourceNotFound"
    rds.add_source_identifier_to_subscription(SubscriptionName=name, SourceIdentifier=name)
    assert rds.describe_event_subscriptions(SubscriptionName=name)["EventSubscriptionsList"][0]["SourceIdsList"] == [name]


def test_sources_and_topics_exist(rds, cluster, name, topic):
    cluster()
    assert refusal(lambda: subscribe(rds, name, topic, SourceType="db-cluster", SourceIds=[f"{name}-other"])) == "SourceNotFound"
    assert refusal(lambda: subscribe(rds, name, f"{topic}-other", SourceType="db-cluster")) == "SNSTopicArnNotFound"
    subscribe(rds, name, topic, SourceType="db-cluster")
    assert refusal(lambda: rds.add_source_identifier_to_subscription(SubscriptionName=name, SourceIdentifier="other")) == "SourceNotFound"


@pytest.mark.parametrize(
    ("source", "category"), [("db-cluster", "low storage"), ("db-parameter-group", "failure"), ("db-security-group", "maintenance")]
)
def test_each_type_has_categories_of_its_own(rds, name, topic, source, category):
    assert refusal(lambda: subscribe(rds, name, topic, SourceType=source, EventCategories=[category])) == "SubscriptionCategoryNotFound"


def test_there_is_something_to_change(rds, name):
    assert refusal(lambda: rds.modify_event_subscription(SubscriptionName=name, Enabled=False)) == "SubscriptionNotFound"
