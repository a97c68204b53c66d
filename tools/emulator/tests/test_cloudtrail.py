"""CloudTrail: trails deliver to buckets, and encrypt under keys, that let them."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError
from helpers import ACCOUNT, code_of, policy_of

SERVICE = {"Service": "cloudtrail.amazonaws.com"}
ROOT = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "kms:*", "Resource": "*"}


@pytest.fixture
def bucket(client, name):
    s3 = client("s3")
    s3.create_bucket(Bucket=name)

    def admit(prefix="", trail=name):
        condition = {"StringEquals": {"aws:SourceArn": f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/{trail}"}}
        own = {"Effect": "Allow", "Principal": SERVICE, "Condition": condition}
        s3.put_bucket_policy(
            Bucket=name,
            Policy=policy_of(
                {**own, "Action": "s3:GetBucketAcl", "Resource": f"arn:aws:s3:::{name}"},
                {**own, "Action": "s3:PutObject", "Resource": f"arn:aws:s3:::{name}/{prefix}AWSLogs/{ACCOUNT}/*"},
            ),
        )

    return name, admit


def refused(client, code, **trail):
    with pytest.raises(ClientError) as caught:
        client("cloudtrail").create_trail(**trail)
    assert code_of(caught) == code


def test_a_bucket_that_lets_the_trail_deliver_under_its_prefix(client, bucket):
    name, admit = bucket
    trail = {"Name": name, "S3BucketName": name, "S3KeyPrefix": "audit"}
    refused(client, "InsufficientS3BucketPolicyException", **trail)
    admit("audit/", trail="another")
    refused(client, "InsufficientS3BucketPolicyException", **trail)
    admit()
    refused(client, "InsufficientS3BucketPolicyException", **trail)
    admit("audit/")
    client("cloudtrail").create_trail(**trail)


def test_a_key_that_lets_the_trail_encrypt(client, bucket):
    name, admit = bucket
    admit()

    def key(*statements):
        return client("kms").create_key(Policy=policy_of(ROOT, *statements))["KeyMetadata"]["Arn"]

    trail_arn = f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/{name}"
    encrypt = {"Effect": "Allow", "Principal": SERVICE, "Action": ["kms:GenerateDataKey*", "kms:DescribeKey"], "Resource": "*"}
    context = {"StringLike": {"kms:EncryptionContext:aws:cloudtrail:arn": f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/*"}}
    source = {"StringEquals": {"aws:SourceArn": trail_arn}}
    describe = {**encrypt, "Action": "kms:DescribeKey", "Condition": source}
    trail = {"Name": name, "S3BucketName": name}
    refused(client, "InsufficientEncryptionPolicyException", **trail, KmsKeyId=key())
    refused(client, "InsufficientEncryptionPolicyException", **trail, KmsKeyId=key(describe))
    refused(client, "KmsKeyNotFoundException", **trail, KmsKeyId=f"arn:aws:kms:us-east-1:{ACCOUNT}:key/0d3c0d3c-0d3c-0d3c-0d3c-0d3c0d3c0d3c")
    client("cloudtrail").create_trail(**trail, KmsKeyId=key({**encrypt, "Condition": {**source, **context}}))


def test_a_name_without_adjacent_dashes(client, bucket):
    name, admit = bucket
    admit()
    refused(client, "InvalidTrailNameException", Name=f"{name}--x", S3BucketName=name)
