"""CloudWatch Logs: keys of log groups, and what the service refuses (API reference and user guide)."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError
from helpers import ACCOUNT, code_of, policy_of

ROOT = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "kms:*", "Resource": "*"}
#: The statement of the user guide's page "Encrypt log data in CloudWatch Logs using AWS Key Management Service".
LOGS = {
    "Effect": "Allow",
    "Principal": {"Service": "logs.us-east-1.amazonaws.com"},
    "Action": ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    "Resource": "*",
}


@pytest.fixture
def logs(client):
    return client("logs")


@pytest.fixture
def key(client):
    def make(*statements, region="us-east-1"):
        return client("kms", region).create_key(Policy=policy_of(ROOT, *statements))["KeyMetadata"]["Arn"]

    return make


def for_groups(pattern, service="logs.us-east-1.amazonaws.com"):
    arn = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:{pattern}"
    return {**LOGS, "Principal": {"Service": service}, "Condition": {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": arn}}}


def shown(logs, name):
    return logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"][0]


def test_a_key_whose_policy_admits_the_log_group(logs, key, name):
    logs.create_log_group(logGroupName=name, kmsKeyId=key(for_groups(f"{name[:4]}*")))
    other = key(LOGS)
    logs.associate_kms_key(logGroupName=name, kmsKeyId=other)
    assert shown(logs, name)["kmsKeyId"] == other
    logs.disassociate_kms_key(logGroupName=name)
    assert "kmsKeyId" not in shown(logs, name)


@pytest.mark.parametrize(
    "statements",
    [
        (),
        (for_groups("another"),),
        (for_groups("*", "logs.eu-west-1.amazonaws.com"),),
        ({**LOGS, "Action": "kms:Decrypt"},),
        (LOGS, {**LOGS, "Effect": "Deny", "Action": "kms:GenerateDataKey"}),
    ],
)
def test_a_key_whose_policy_does_not_admit_the_log_group(logs, key, name, statements):
    arn = key(*statements)
    with pytest.raises(ClientError, match="does not exist or is not allowed to be used with") as caught:
        logs.create_log_group(logGroupName=name, kmsKeyId=arn)
    assert code_of(caught) == "AccessDeniedException"
    logs.create_log_group(logGroupName=name)
    with pytest.raises(ClientError) as caught:
        logs.associate_kms_key(logGroupName=name, kmsKeyId=arn)
    assert code_of(caught) == "AccessDeniedException"


def test_keys_that_cannot_be_used(client, logs, key, name):
    disabled = key(LOGS)
    client("kms").disable_key(KeyId=disabled)
    elsewhere = key({**LOGS, "Principal": {"Service": "logs.eu-west-1.amazonaws.com"}}, region="eu-west-1")
    for arn in (disabled, elsewhere, f"arn:aws:kms:us-east-1:{ACCOUNT}:key/00000000-0000-0000-0000-000000000000"):
        with pytest.raises(ClientError) as caught:
            logs.create_log_group(logGroupName=name, kmsKeyId=arn)
        assert code_of(caught) == "AccessDeniedException"


@pytest.mark.parametrize("days", [2, 10, 364, 4000])
def test_a_retention_that_does_not_exist(logs, name, days):
    logs.create_log_group(logGroupName=name)
    with pytest.raises(ClientError) as caught:
        logs.put_retention_policy(logGroupName=name, retentionInDays=days)
    assert code_of(caught) == "InvalidParameterException"


def test_names_of_log_groups(logs, name):
    with pytest.raises(ClientError) as caught:
        logs.create_log_group(logGroupName=f"aws/{name}")
    assert code_of(caught) == "InvalidParameterException"
    logs.create_log_group(logGroupName=f"/aws/{name}")
    with pytest.raises(ClientError) as caught:
        logs.create_log_group(logGroupName=f"/aws/{name}")
    assert code_of(caught) == "ResourceAlreadyExistsException"


def test_resource_policies(logs, name):
    statement = {"Effect": "Allow", "Principal": {"Service": "route53.amazonaws.com"}, "Action": "logs:PutLogEvents", "Resource": "*"}
    logs.put_resource_policy(policyName=name, policyDocument=policy_of(statement))
    for document in (
        "{",
        policy_of({**statement, "Effect": "Yes"}),
        policy_of({**statement, "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/nobody"}}),
    ):
        with pytest.raises(ClientError) as caught:
            logs.put_resource_policy(policyName=name, policyDocument=document)
        assert code_of(caught) == "InvalidParameterException"
    with pytest.raises(ClientError) as caught:
        logs.put_resource_policy(policyName=name, policyDocument=policy_of({**statement, "Resource": ["x" * 5120]}))
    assert code_of(caught) == "LimitExceededException"
    logs.delete_resource_policy(policyName=name)


def test_a_region_has_ten_resource_policies(client, name):
    logs = client("logs", "ap-south-1")
    statement = {"Effect": "Allow", "Principal": {"Service": "es.amazonaws.com"}, "Action": "logs:PutLogEvents", "Resource": "*"}
    for index in range(10):
        logs.put_resource_policy(policyName=f"{name}{index}", policyDocument=policy_of(statement))
    with pytest.raises(ClientError) as caught:
        logs.put_resource_policy(policyName=name, policyDocument=policy_of(statement))
    assert code_of(caught) == "LimitExceededException"


def test_a_metric_filter_of_no_log_group(logs, name):
    with pytest.raises(ClientError) as caught:
        logs.put_metric_filter(
            logGroupName=name,
            filterName="f",
            filterPattern="",
            metricTransformations=[{"metricName": "m", "metricNamespace": "n", "metricValue": "1"}],
        )
    assert code_of(caught) == "ResourceNotFoundException"


# --- Deliveries ------------------------------------------------------------------------------------------------------


@pytest.fixture
def distribution(client, name):
    config = {
        "CallerReference": name,
        "Comment": "",
        "Enabled": True,
        "Origins": {
            "Quantity": 1,
            "Items": [
                {
                    "Id": "o",
                    "DomainName": "example.com",
                    "CustomOriginConfig": {"HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "https-only"},
                }
            ],
        },
        "DefaultCacheBehavior": {
            "TargetOriginId": "o",
            "ViewerProtocolPolicy": "https-only",
            "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
        },
    }
    return client("cloudfront").create_distribution(DistributionConfig=config)["Distribution"]["ARN"]


@pytest.fixture
def delivery(client, logs, name, distribution):
    """Delivers a distribution's access logs to a bucket under `logs/`; the argument is the bucket's policy."""

    def make(policy=None):
        client("s3").create_bucket(Bucket=name)
        if policy:
            client("s3").put_bucket_policy(Bucket=name, Policy=policy)
        logs.put_delivery_source(name=name, resourceArn=distribution, logType="ACCESS_LOGS")
        made = logs.put_delivery_destination(name=name, deliveryDestinationConfiguration={"destinationResourceArn": f"arn:aws:s3:::{name}/logs"})
        return logs.create_delivery(deliverySourceName=name, deliveryDestinationArn=made["deliveryDestination"]["arn"])["delivery"]

    return make


def write(name, **more):
    return {
        "Effect": "Allow",
        "Principal": {"Service": "delivery.logs.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": f"arn:aws:s3:::{name}/logs/*",
        "Condition": {
            "StringEquals": {"aws:SourceAccount": ACCOUNT, "s3:x-amz-acl": "bucket-owner-full-control"},
            "ArnLike": {"aws:SourceArn": f"arn:aws:logs:us-east-1:{ACCOUNT}:delivery-source:*"},
        },
        **more,
    }


def test_a_policy_that_lets_deliveries_in_stays_as_it_is(client, delivery, name):
    policy = policy_of(write(name))
    delivery(policy)
    assert json.loads(client("s3").get_bucket_policy(Bucket=name)["Policy"]) == json.loads(policy)


def test_a_policy_that_does_not_gets_the_statement_of_aws(client, delivery, name):
    """User guide, "Logs sent to Amazon S3": the statement is appended to the bucket's policy."""
    mine = {
        "Sid": "Mine",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": f"arn:aws:s3:::{name}/*",
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    delivery(policy_of(mine))
    statements = json.loads(client("s3").get_bucket_policy(Bucket=name)["Policy"])["Statement"]
    assert statements[0] == mine
    assert "AWSLogDeliveryWrite" in [statement["Sid"] for statement in statements]


@pytest.mark.parametrize("effect", ["denies", "has NotPrincipal"])
def test_a_policy_that_aws_cannot_complete(delivery, name, effect):
    deny = {"Effect": "Deny", "Action": "s3:PutObject", "Resource": f"arn:aws:s3:::{name}/*"}
    if effect == "denies":
        policy = policy_of(write(name), {**deny, "Principal": "*"})
    else:
        policy = policy_of(
            {**deny, "NotPrincipal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Condition": {"StringEquals": {"aws:SourceAccount": "210987654321"}}}
        )
    with pytest.raises(ClientError) as caught:
        delivery(policy)
    assert code_of(caught) == "AccessDeniedException"


def test_sources_and_destinations_in_use_stay(logs, delivery, name):
    made = delivery()
    for delete in (logs.delete_delivery_source, logs.delete_delivery_destination):
        with pytest.raises(ClientError) as caught:
            delete(name=name)
        assert code_of(caught) == "ConflictException"
    logs.delete_delivery(id=made["id"])
    logs.delete_delivery_source(name=name)
    logs.delete_delivery_destination(name=name)


def test_sources_of_cloudfront_are_made_in_us_east_1(client, name, distribution):
    with pytest.raises(ClientError) as caught:
        client("logs", "eu-west-1").put_delivery_source(name=name, resourceArn=distribution, logType="ACCESS_LOGS")
    assert caught.value.response["Error"] == {
        "Code": "ValidationException",
        "Message": "PutDeliverySource action is not supported for this LogType in region eu-west-1",
    }


def test_deliveries_from_and_to_what_does_not_exist(logs, name, distribution):
    with pytest.raises(ClientError) as caught:
        logs.put_delivery_source(name=name, resourceArn=distribution[:-3] + "XYZ", logType="ACCESS_LOGS")
    assert code_of(caught) == "ResourceNotFoundException"
    for log_type in ("LOGS", "ERROR_LOGS"):
        with pytest.raises(ClientError) as caught:
            logs.put_delivery_source(name=name, resourceArn=distribution, logType=log_type)
        assert code_of(caught) == "ValidationException"
    logs.put_delivery_source(name=name, resourceArn=distribution, logType="ACCESS_LOGS")
    for index, arn in enumerate((f"arn:aws:s3:::{name}", f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:{name}:*")):
        made = logs.put_delivery_destination(name=f"{name}-{index}", deliveryDestinationConfiguration={"destinationResourceArn": arn})
        with pytest.raises(ClientError) as caught:
            logs.create_delivery(deliverySourceName=name, deliveryDestinationArn=made["deliveryDestination"]["arn"])
        assert code_of(caught) == "ResourceNotFoundException"
