"""SNS: policies, subscriptions and keys of topics (API reference and developer guide)."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError
from helpers import ACCOUNT, code_of, policy_of


@pytest.fixture
def sns(client):
    return client("sns")


@pytest.fixture
def topic(sns, name):
    return sns.create_topic(Name=name)["TopicArn"]


ALLOW = {"Effect": "Allow", "Principal": {"Service": "cloudwatch.amazonaws.com"}, "Action": "sns:Publish", "Resource": "*"}


@pytest.mark.parametrize(
    ("policy", "message"),
    [
        ("{", "Policy Error"),
        (policy_of({**ALLOW, "Effect": "Grant"}), "Policy Error"),
        (policy_of({**ALLOW, "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/nobody"}}), "PrincipalNotFound"),
        (policy_of({**ALLOW, "Action": "sqs:SendMessage"}), "out of service scope"),
        (policy_of({**ALLOW, "Action": "sns:*"}), "out of service scope"),
    ],
)
def test_policies_that_cannot_be(sns, topic, name, policy, message):
    for call in (
        lambda: sns.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=policy),
        lambda: sns.create_topic(Name=f"{name}-2", Attributes={"Policy": policy}),
    ):
        with pytest.raises(ClientError, match=message) as caught:
            call()
        assert code_of(caught) == "InvalidParameter"


def test_a_policy_that_can_be(sns, topic):
    sns.set_topic_attributes(
        TopicArn=topic, AttributeName="Policy", AttributeValue=policy_of(ALLOW, {**ALLOW, "Sid": "All", "Action": ["sns:Subscribe", "SNS:Get*"]})
    )


def test_one_name_is_one_topic(sns, topic, name):
    assert sns.create_topic(Name=name)["TopicArn"] == topic
    sns.create_topic(Name=f"{name}-2", Attributes={"DisplayName": "a"})
    with pytest.raises(ClientError) as caught:
        sns.create_topic(Name=f"{name}-2", Attributes={"DisplayName": "b"})
    assert code_of(caught) == "InvalidParameter"


@pytest.mark.parametrize(
    ("protocol", "address"), [("email", "nobody"), ("https", "http://example.com"), ("sqs", "https://queue"), ("fax", "1"), ("lambda", "f")]
)
def test_endpoints_are_what_the_protocol_asks_for(sns, topic, protocol, address):
    with pytest.raises(ClientError) as caught:
        sns.subscribe(TopicArn=topic, Protocol=protocol, Endpoint=address)
    assert code_of(caught) == "InvalidParameter"


def test_a_topic_that_does_not_exist(sns):
    with pytest.raises(ClientError) as caught:
        sns.subscribe(TopicArn=f"arn:aws:sns:us-east-1:{ACCOUNT}:nothing", Protocol="email", Endpoint="a@example.com")
    assert code_of(caught) == "NotFound"


def test_an_address_confirms_its_subscription(sns, topic):
    assert sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="a@example.com")["SubscriptionArn"] == "pending confirmation"
    arn = sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="b@example.com", ReturnSubscriptionArn=True)["SubscriptionArn"]
    assert sns.get_subscription_attributes(SubscriptionArn=arn)["Attributes"]["PendingConfirmation"] == "true"
    with pytest.raises(ClientError, match="pending confirmation") as caught:
        sns.unsubscribe(SubscriptionArn=arn)
    assert code_of(caught) == "InvalidParameter"


def test_a_queue_confirms_by_itself(sns, topic):
    arn = sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=f"arn:aws:sqs:us-east-1:{ACCOUNT}:q")["SubscriptionArn"]
    assert sns.get_subscription_attributes(SubscriptionArn=arn)["Attributes"]["PendingConfirmation"].lower() == "false"
    sns.unsubscribe(SubscriptionArn=arn)


def test_a_key_is_looked_for_when_a_message_is_published(client, sns, topic):
    key = client("kms").create_key()["KeyMetadata"]["KeyId"]
    sns.set_topic_attributes(TopicArn=topic, AttributeName="KmsMasterKeyId", AttributeValue=key)
    sns.publish(TopicArn=topic, Message="a")
    client("kms").disable_key(KeyId=key)
    with pytest.raises(ClientError) as caught:
        sns.publish(TopicArn=topic, Message="a")
    assert code_of(caught) == "KMSDisabled"
    sns.set_topic_attributes(TopicArn=topic, AttributeName="KmsMasterKeyId", AttributeValue="alias/nothing")
    with pytest.raises(ClientError) as caught:
        sns.publish(TopicArn=topic, Message="a")
    assert code_of(caught) == "KMSNotFound"
