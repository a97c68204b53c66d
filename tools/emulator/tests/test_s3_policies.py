"""S3: bucket policies, block of public access, Object Ownership and names of buckets (S3 User Guide)."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError
from helpers import ACCOUNT, code_of, policy_of


@pytest.fixture
def s3(client):
    return client("s3")


@pytest.fixture
def bucket(s3, name):
    s3.create_bucket(Bucket=name)
    return name


def statement(bucket, **more):
    usual = {"Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{bucket}/*"}
    return {key: value for key, value in {**usual, **more}.items() if value is not None}


@pytest.mark.parametrize(
    "more",
    [
        {"Action": "s3:ReadObject"},
        {"Action": "ec2:RunInstances"},
        {"Principal": None},
        {"Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/nobody"}},
        {"Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/*"}},
        {"Principal": {"Service": "no-such-service.amazonaws.com"}},
        {"Resource": "arn:aws:s3:::another/*"},
        {"Resource": None},
        {"Effect": "Maybe"},
        {"Action": "s3:ListBucket"},
        {"Condition": {"StringIs": {"aws:SourceAccount": ACCOUNT}}},
    ],
)
def test_a_policy_that_cannot_be(s3, bucket, more):
    with pytest.raises(ClientError) as caught:
        s3.put_bucket_policy(Bucket=bucket, Policy=policy_of(statement(bucket, **more)))
    assert code_of(caught) == "MalformedPolicy"


def test_a_policy_that_is_no_json(s3, bucket):
    with pytest.raises(ClientError) as caught:
        s3.put_bucket_policy(Bucket=bucket, Policy="allow all")
    assert code_of(caught) == "MalformedPolicy"


@pytest.mark.parametrize(
    "more",
    [
        {"Action": ["s3:Get*", "s3:PutObject"]},
        {"Action": "s3:*", "Resource": "*"},
        {"Action": "s3:ListBucket", "Resource": True},
        {"Action": "*", "Effect": "Deny", "Principal": "*"},
        {"Principal": {"Service": "delivery.logs.amazonaws.com"}, "Action": "s3:PutObject"},
        {"Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}},
        {"Principal": {"AWS": "arn:aws:iam::210987654321:role/theirs"}},
    ],
)
def test_policies_that_can_be(s3, bucket, more):
    if more.get("Resource") is True:
        more = {**more, "Resource": f"arn:aws:s3:::{bucket}"}
    s3.put_bucket_policy(Bucket=bucket, Policy=policy_of(statement(bucket, **more)))


def test_a_policy_has_20_kilobytes_without_its_white_space(s3, bucket):
    resources = [f"arn:aws:s3:::{bucket}/{index:05}" for index in range(550)]
    policy = json.loads(policy_of(statement(bucket, Resource=resources)))
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy, indent=8))
    policy["Statement"].append(statement(bucket, Sid="More", Resource=[f"{resource}-and-more" for resource in resources]))
    with pytest.raises(ClientError) as caught:
        s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy))
    assert code_of(caught) == "MalformedPolicy"


@pytest.mark.parametrize(
    ("more", "public"),
    [
        ({}, True),
        ({"Principal": {"AWS": "*"}}, True),
        ({"Condition": {"StringLike": {"aws:SourceVpc": "*"}}}, True),
        ({"Condition": {"StringNotEquals": {"aws:SourceVpc": "vpc-1"}}}, True),
        ({"Condition": {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}}, True),
        ({"Condition": {"Bool": {"aws:SecureTransport": "true"}}}, True),
        ({"Condition": {"StringEquals": {"aws:SourceVpc": "vpc-1"}}}, False),
        ({"Condition": {"IpAddress": {"aws:SourceIp": "54.1.2.0/24"}}}, False),
        ({"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}}, False),
        ({"Effect": "Deny"}, False),
        ({"Principal": {"Service": "cloudfront.amazonaws.com"}}, False),
    ],
)
def test_a_public_policy_is_refused_under_the_block(s3, bucket, more, public):
    policy = policy_of(statement(bucket, **{"Principal": "*", **more}))
    if public:
        with pytest.raises(ClientError) as caught:
            s3.put_bucket_policy(Bucket=bucket, Policy=policy)
        assert code_of(caught) == "AccessDenied"
        s3.delete_public_access_block(Bucket=bucket)
    s3.put_bucket_policy(Bucket=bucket, Policy=policy)


def test_a_new_bucket_is_closed(s3, bucket):
    """FAQ of the changes of April 2023: all four settings are on and access control lists are off."""
    block = s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
    assert set(block.values()) == {True} and len(block) == 4
    assert s3.get_bucket_ownership_controls(Bucket=bucket)["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}]


def test_access_control_lists(s3, bucket):
    s3.put_bucket_acl(Bucket=bucket, ACL="private")
    with pytest.raises(ClientError) as caught:
        s3.put_bucket_acl(Bucket=bucket, ACL="log-delivery-write")
    assert code_of(caught) == "AccessControlListNotSupported"
    s3.put_bucket_ownership_controls(Bucket=bucket, OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerPreferred"}]})
    s3.put_bucket_acl(Bucket=bucket, ACL="log-delivery-write")
    with pytest.raises(ClientError) as caught:
        s3.put_bucket_acl(Bucket=bucket, ACL="public-read")
    assert code_of(caught) == "AccessDenied"


@pytest.mark.parametrize(
    "name",
    ["ab", "Upper-case", "under_score", "-hyphen", "hyphen-", "two..dots", "192.168.5.4", "xn--a", "sthree-a", "a-s3alias", "a--ol-s3", "a" * 64],
)
def test_names_of_buckets(s3, name):
    with pytest.raises(ClientError) as caught:
        # The SDK would refuse some of these itself.
        s3._make_api_call("CreateBucket", {"Bucket": name})
    assert code_of(caught) == "InvalidBucketName"


def test_a_bucket_with_objects_stays(s3, bucket):
    s3.put_object(Bucket=bucket, Key="a", Body=b"1")
    with pytest.raises(ClientError) as caught:
        s3.delete_bucket(Bucket=bucket)
    assert code_of(caught) == "BucketNotEmpty"


# --- Server access logs ----------------------------------------------------------------------------------------------


def test_access_logs_go_to_a_bucket_that_admits_them(client, s3, bucket):
    asked = {"LoggingEnabled": {"TargetBucket": f"{bucket}-logs", "TargetPrefix": "s3/"}}
    with pytest.raises(ClientError) as caught:
        s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus=asked)
    assert code_of(caught) == "InvalidTargetBucketForLogging"
    s3.create_bucket(Bucket=f"{bucket}-logs")
    with pytest.raises(ClientError) as caught:
        s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus=asked)
    assert code_of(caught) == "InvalidTargetBucketForLogging"
    service = {"Service": "logging.s3.amazonaws.com"}
    admitting = statement(
        f"{bucket}-logs", Principal=service, Action="s3:PutObject", Condition={"ArnLike": {"aws:SourceArn": f"arn:aws:s3:::{bucket}*"}}
    )
    s3.put_bucket_policy(Bucket=f"{bucket}-logs", Policy=policy_of(admitting))
    s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus=asked)
    client("s3", "eu-west-1").create_bucket(Bucket=f"{bucket}-eu", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    with pytest.raises(ClientError) as caught:
        client("s3", "eu-west-1").put_bucket_logging(Bucket=f"{bucket}-eu", BucketLoggingStatus=asked)
    assert code_of(caught) == "CrossLocationLoggingProhibited"
