"""S3: lifecycle rules that AWS refuses (S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle")."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError
from helpers import code_of


@pytest.fixture
def put(client, name):
    s3 = client("s3")
    s3.create_bucket(Bucket=name)

    def configure(*rules):
        usual = {"Status": "Enabled", "Filter": {"Prefix": ""}}
        s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": [{**usual, **rule} for rule in rules]})

    return configure


def transitions(*pairs):
    return [{"Days": days, "StorageClass": storage} for days, storage in pairs]


def noncurrent(*pairs):
    return [{"NoncurrentDays": days, "StorageClass": storage} for days, storage in pairs]


@pytest.mark.parametrize(
    "rule",
    [
        {"Transitions": transitions((29, "STANDARD_IA"))},
        {"Transitions": transitions((0, "ONEZONE_IA"))},
        {"Transitions": transitions((30, "STANDARD_IA"), (59, "GLACIER"))},
        {"Transitions": transitions((90, "GLACIER"), (60, "DEEP_ARCHIVE"))},
        {"Transitions": transitions((60, "STANDARD_IA"), (30, "GLACIER"))},
        {"Transitions": transitions((30, "GLACIER"), (60, "GLACIER"))},
        {"Transitions": transitions((30, "ONEZONE_IA"), (60, "GLACIER_IR"))},
        {"Transitions": transitions((90, "GLACIER")), "Expiration": {"Days": 90}},
        {"Expiration": {"Days": 0}},
        {"NoncurrentVersionTransitions": noncurrent((7, "STANDARD_IA"))},
        {"NoncurrentVersionTransitions": noncurrent((30, "ONEZONE_IA"), (120, "GLACIER_IR"))},
        {"NoncurrentVersionTransitions": noncurrent((90, "GLACIER")), "NoncurrentVersionExpiration": {"NoncurrentDays": 30}},
        {"NoncurrentVersionExpiration": {"NoncurrentDays": 30, "NewerNoncurrentVersions": 101}},
        {"ID": "x" * 256, "Expiration": {"Days": 1}},
    ],
)
def test_rules_with_invalid_arguments(put, rule):
    with pytest.raises(ClientError) as caught:
        put(rule)
    assert code_of(caught) == "InvalidArgument"


@pytest.mark.parametrize(
    "rule",
    [
        {"Transitions": transitions((30, "STANDARD_IA"), (60, "GLACIER"), (150, "DEEP_ARCHIVE")), "Expiration": {"Days": 151}},
        {"Transitions": transitions((0, "INTELLIGENT_TIERING"))},
        {"Transitions": transitions((0, "GLACIER_IR"))},
        {"Transitions": transitions((0, "GLACIER"))},
        {
            "NoncurrentVersionTransitions": noncurrent((30, "STANDARD_IA")),
            "NoncurrentVersionExpiration": {"NoncurrentDays": 90, "NewerNoncurrentVersions": 100},
        },
        {"Filter": {"Prefix": "a/"}, "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}},
        {"Filter": {"And": {"ObjectSizeGreaterThan": 0, "ObjectSizeLessThan": 1024}}, "Expiration": {"Days": 7}},
        {"Filter": {"And": {"Prefix": "a/", "Tags": [{"Key": "a", "Value": "b"}]}}, "Transitions": transitions((30, "STANDARD_IA"), (60, "GLACIER_IR"))},
        {"Expiration": {"ExpiredObjectDeleteMarker": True}, "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}},
    ],
)
def test_rules_that_can_be(put, rule):
    put(rule)


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"Filter": {"Tag": {"Key": "a", "Value": "b"}}, "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}},
        {"Filter": {"ObjectSizeGreaterThan": 1024}, "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}},
        {"Filter": {"ObjectSizeLessThan": 1024}, "Expiration": {"ExpiredObjectDeleteMarker": True}},
        {"Filter": {"And": {"ObjectSizeGreaterThan": 1024, "ObjectSizeLessThan": 1024}}, "Expiration": {"Days": 7}},
        {"Filter": {"And": {"Tags": [{"Key": "a", "Value": "b"}, {"Key": "a", "Value": "c"}]}}, "Expiration": {"Days": 7}},
        {"Filter": {"And": {"Prefix": "a", "Tags": [{"Key": "a", "Value": "b"}]}}, "Expiration": {"ExpiredObjectDeleteMarker": True}},
    ],
)
def test_requests_that_cannot_be(put, rule):
    with pytest.raises(ClientError) as caught:
        put(rule)
    assert code_of(caught) == "InvalidRequest"


def test_ids_are_unique(put):
    with pytest.raises(ClientError) as caught:
        put({"ID": "a", "Expiration": {"Days": 1}}, {"ID": "a", "Filter": {"Prefix": "b"}, "Expiration": {"Days": 1}})
    assert code_of(caught) == "InvalidArgument"


@pytest.mark.parametrize(
    "chosen",
    [
        {"Prefix": "a/"},
        {"Tag": {"Key": "a", "Value": "b"}},
        {"ObjectSizeGreaterThan": 0},
        {"ObjectSizeLessThan": 1024},
        {"And": {"ObjectSizeGreaterThan": 0, "ObjectSizeLessThan": 1024}},
        {"And": {"Prefix": "a/", "Tags": [{"Key": "a", "Value": "b"}], "ObjectSizeGreaterThan": 1024}},
    ],
)
def test_a_filter_is_shown_as_it_was_given(client, name, put, chosen):
    put({"Filter": chosen, "Expiration": {"Days": 7}})
    [shown] = client("s3").get_bucket_lifecycle_configuration(Bucket=name)["Rules"]
    assert shown["Filter"] == chosen
