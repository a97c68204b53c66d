"""S3: bucket policies with conditions, lifecycle and replication rules."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError
from helpers import trusted_role


def deny(bucket: str, condition: dict) -> str:
    statement = {"Sid": "No", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": f"arn:aws:s3:::{bucket}/*", "Condition": condition}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


@pytest.fixture
def bucket(client, name):
    client("s3").create_bucket(Bucket=name)
    return name


@pytest.mark.parametrize(
    "condition",
    [
        {"Bool": {"aws:SecureTransport": "false"}},
        {"NumericLessThan": {"s3:TlsVersion": "1.2"}},
        {"StringEquals": {"aws:SourceAccount": "999999999999"}},
    ],
)
def test_a_deny_whose_condition_does_not_hold_denies_nothing(client, bucket, condition):
    client("s3").put_bucket_policy(Bucket=bucket, Policy=deny(bucket, condition))
    client("s3").put_object(Bucket=bucket, Key="a", Body=b"1")
    assert client("s3").get_object(Bucket=bucket, Key="a")["Body"].read() == b"1"


def test_a_deny_whose_condition_holds_denies(client, bucket):
    client("s3").put_bucket_policy(Bucket=bucket, Policy=deny(bucket, {"Bool": {"aws:SecureTransport": "true"}}))
    with pytest.raises(ClientError) as caught:
        client("s3").put_object(Bucket=bucket, Key="a", Body=b"1")
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403


def test_the_policy_itself_is_kept_whole(client, bucket):
    policy = deny(bucket, {"Bool": {"aws:SecureTransport": "false"}})
    client("s3").put_bucket_policy(Bucket=bucket, Policy=policy)
    client("s3").put_object(Bucket=bucket, Key="a", Body=b"1")
    assert json.loads(client("s3").get_bucket_policy(Bucket=bucket)["Policy"]) == json.loads(policy)


def test_a_deny_of_other_encryption_refuses_it_and_lets_the_default_through(client, bucket):
    condition = {"Null": {"s3:x-amz-server-side-encryption": "false"}, "StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}}
    client("s3").put_bucket_policy(Bucket=bucket, Policy=deny(bucket, condition))
    client("s3").put_object(Bucket=bucket, Key="by-default", Body=b"1")
    client("s3").put_object(Bucket=bucket, Key="by-kms", Body=b"1", ServerSideEncryption="aws:kms")
    with pytest.raises(ClientError) as caught:
        client("s3").put_object(Bucket=bucket, Key="by-s3", Body=b"1", ServerSideEncryption="AES256")
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403


def test_a_lifecycle_rule_keeps_the_number_of_versions_that_its_expiry_leaves(client, bucket):
    expiration = {"NoncurrentDays": 90, "NewerNoncurrentVersions": 30}
    rule = {"ID": "noncurrent", "Status": "Enabled", "Filter": {"Prefix": ""}, "NoncurrentVersionExpiration": expiration}
    client("s3").put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": [rule]})
    assert client("s3").get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"][0]["NoncurrentVersionExpiration"] == expiration


def test_a_replication_rule_keeps_what_it_selects(client, bucket):
    client("s3").put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    client("s3").create_bucket(Bucket=f"{bucket}-replica")
    client("s3").put_bucket_versioning(Bucket=f"{bucket}-replica", VersioningConfiguration={"Status": "Enabled"})
    key = client("kms").create_key()["KeyMetadata"]["Arn"]
    rule = {
        "ID": "all",
        "Priority": 0,
        "Status": "Enabled",
        "Filter": {"Prefix": ""},
        "DeleteMarkerReplication": {"Status": "Enabled"},
        "SourceSelectionCriteria": {"SseKmsEncryptedObjects": {"Status": "Enabled"}},
        "Destination": {"Bucket": f"arn:aws:s3:::{bucket}-replica", "EncryptionConfiguration": {"ReplicaKmsKeyID": key}},
    }
    configuration = {"Role": trusted_role(client, f"{bucket}-replication", "s3.amazonaws.com"), "Rules": [rule]}
    client("s3").put_bucket_replication(Bucket=bucket, ReplicationConfiguration=configuration)
    assert client("s3").get_bucket_replication(Bucket=bucket)["ReplicationConfiguration"]["Rules"] == [rule]
