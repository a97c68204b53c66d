"""SQS: what SetQueueAttributes, CreateQueue and DeleteQueue refuse (API reference)."""

from __future__ import annotations

import json
import time

import pytest
from botocore.exceptions import ClientError
from helpers import ACCOUNT, code_of, policy_of


@pytest.fixture
def sqs(client):
    return client("sqs")


@pytest.fixture
def queue(sqs, name):
    return sqs.create_queue(QueueName=name)["QueueUrl"]


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("DelaySeconds", 901),
        ("MaximumMessageSize", 1023),
        ("MaximumMessageSize", 1_048_577),
        ("MessageRetentionPeriod", 59),
        ("MessageRetentionPeriod", 1_209_601),
        ("ReceiveMessageWaitTimeSeconds", 21),
        ("VisibilityTimeout", 43_201),
        ("KmsDataKeyReusePeriodSeconds", 59),
        ("Policy", "{"),
        ("Policy", policy_of({"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"})),
        ("Policy", policy_of({"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/nobody"}, "Action": "sqs:*", "Resource": "*"})),
    ],
)
def test_values_of_attributes(sqs, queue, name, attribute, value):
    for call in (
        lambda: sqs.set_queue_attributes(QueueUrl=queue, Attributes={attribute: str(value)}),
        lambda: sqs.create_queue(QueueName=f"{name}-2", Attributes={attribute: str(value)}),
    ):
        with pytest.raises(ClientError) as caught:
            call()
        assert code_of(caught) == "InvalidAttributeValue"


def test_a_policy_stays_when_another_attribute_is_set(sqs, queue):
    policy = policy_of({"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "*"})
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": policy})
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"VisibilityTimeout": "60"})
    assert json.loads(sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["Policy"])["Attributes"]["Policy"]) == json.loads(policy)
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": ""})
    assert "Policy" not in sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["Policy"]).get("Attributes", {})


def test_one_kind_of_encryption_at_a_time(sqs, queue, name):
    sqs.create_queue(QueueName=f"{name}-kms", Attributes={"KmsMasterKeyId": "alias/aws/sqs"})
    with pytest.raises(ClientError) as caught:
        sqs.set_queue_attributes(QueueUrl=queue, Attributes={"KmsMasterKeyId": "alias/aws/sqs", "SqsManagedSseEnabled": "true"})
    assert code_of(caught) == "InvalidAttributeValue"


def redrive(target, receives=5):
    return {"RedrivePolicy": json.dumps({"deadLetterTargetArn": f"arn:aws:sqs:us-east-1:{ACCOUNT}:{target}", "maxReceiveCount": receives})}


def test_dead_letters_go_to_a_queue_of_the_same_kind(sqs, queue, name):
    sqs.create_queue(QueueName=f"{name}-dead")
    sqs.create_queue(QueueName=f"{name}-dead.fifo", Attributes={"FifoQueue": "true"})
    sqs.set_queue_attributes(QueueUrl=queue, Attributes=redrive(f"{name}-dead"))
    for attributes in (
        redrive("nothing"),
        redrive(f"{name}-dead.fifo"),
        redrive(f"{name}-dead", 0),
        redrive(f"{name}-dead", 1001),
        {"RedrivePolicy": '{"maxReceiveCount": 1}'},
    ):
        with pytest.raises(ClientError) as caught:
            sqs.set_queue_attributes(QueueUrl=queue, Attributes=attributes)
        assert code_of(caught) == "InvalidParameterValue"


def test_dead_letters_of_the_sources_that_are_allowed(sqs, queue, name):
    allowed = json.dumps({"redrivePermission": "byQueue", "sourceQueueArns": [f"arn:aws:sqs:us-east-1:{ACCOUNT}:another"]})
    sqs.create_queue(QueueName=f"{name}-dead", Attributes={"RedriveAllowPolicy": allowed})
    with pytest.raises(ClientError) as caught:
        sqs.set_queue_attributes(QueueUrl=queue, Attributes=redrive(f"{name}-dead"))
    assert code_of(caught) == "InvalidParameterValue"


@pytest.mark.parametrize("name", ["a" * 81, "a.b", "a b"])
def test_names_of_queues(sqs, name):
    with pytest.raises(ClientError) as caught:
        sqs.create_queue(QueueName=name)
    assert code_of(caught) == "InvalidParameterValue"


def test_a_queue_that_is_there_with_other_attributes(sqs, queue, name):
    assert sqs.create_queue(QueueName=name)["QueueUrl"] == queue
    with pytest.raises(ClientError) as caught:
        sqs.create_queue(QueueName=name, Attributes={"VisibilityTimeout": "60"})
    assert code_of(caught) == "QueueAlreadyExists"


def test_attributes_of_fifo_queues(sqs, name):
    with pytest.raises(ClientError) as caught:
        sqs.create_queue(QueueName=name, Attributes={"ContentBasedDeduplication": "true"})
    assert code_of(caught) == "InvalidAttributeName"


def test_the_name_of_a_deleted_queue_is_free_after_a_while(sqs, queue, name):
    sqs.delete_queue(QueueUrl=queue)
    with pytest.raises(ClientError) as caught:
        sqs.create_queue(QueueName=name)
    assert code_of(caught) == "AWS.SimpleQueueService.QueueDeletedRecently"
    time.sleep(1.1)
    sqs.create_queue(QueueName=name)
