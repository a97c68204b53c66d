"""S3 Object Lock: retention of buckets and objects."""

from __future__ import annotations

import datetime
import json

import pytest
from botocore.exceptions import ClientError

from helpers import code_of

DAY = datetime.timedelta(days=1)


def retention(days: int) -> dict:
    return {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": days}}}


@pytest.fixture
def bucket(client, name):
    client("s3").create_bucket(Bucket=name, ObjectLockEnabledForBucket=True)
    return name


def test_an_object_shows_the_retention_that_its_bucket_gave_it(client, bucket):
    client("s3").put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration=retention(30))
    client("s3").put_object(Bucket=bucket, Key="a", Body=b"1")
    shown = client("s3").get_object_retention(Bucket=bucket, Key="a")["Retention"]
    assert shown["Mode"] == "GOVERNANCE"
    left = shown["RetainUntilDate"] - datetime.datetime.now(datetime.timezone.utc)
    assert 29 * DAY < left <= 30 * DAY


def test_an_object_without_retention_says_so(client, bucket):
    client("s3").put_object(Bucket=bucket, Key="a", Body=b"1")
    with pytest.raises(ClientError) as caught:
        client("s3").get_object_retention(Bucket=bucket, Key="a")
    assert code_of(caught) == "NoSuchObjectLockConfiguration"
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404


def test_the_retention_of_a_bucket_with_objects_can_change_and_end(client, bucket):
    client("s3").put_object(Bucket=bucket, Key="a", Body=b"1")
    client("s3").put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration=retention(60))
    assert client("s3").get_object_lock_configuration(Bucket=bucket)["ObjectLockConfiguration"] == retention(60)
    client("s3").put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled"})
    assert client("s3").get_object_lock_configuration(Bucket=bucket)["ObjectLockConfiguration"] == {"ObjectLockEnabled": "Enabled"}


def test_object_lock_needs_versioning(client, name):
    client("s3").create_bucket(Bucket=name)
    with pytest.raises(ClientError) as caught:
        client("s3").put_object_lock_configuration(Bucket=name, ObjectLockConfiguration=retention(1))
    assert code_of(caught) == "InvalidBucketState"


@pytest.mark.parametrize(
    ("period", "message"),
    [
        ({"Days": 0}, "Default retention period must be a positive integer value."),
        ({"Days": 36_501}, "Default retention period too large."),
        ({"Years": 0}, "Default retention period must be a positive integer value."),
        ({"Years": 101}, "Default retention period too large."),
    ],
)
def test_a_default_retention_is_of_1_day_to_100_years(client, bucket, period, message):
    locked = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", **period}}}
    with pytest.raises(ClientError) as caught:
        client("s3").put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration=locked)
    assert (code_of(caught), caught.value.response["Error"]["Message"]) == ("InvalidArgument", message)


def test_versioning_of_a_locked_bucket_cannot_be_suspended(client, bucket):
    with pytest.raises(ClientError) as caught:
        client("s3").put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Suspended"})
    assert code_of(caught) == "InvalidBucketState"


def test_versions_are_deleted_one_by_one_after_versioning_was_suspended(client, name):
    s3 = client("s3")
    s3.create_bucket(Bucket=name)
    s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    first = s3.put_object(Bucket=name, Key="a", Body=b"1")["VersionId"]
    marker = s3.delete_object(Bucket=name, Key="a")["VersionId"]
    s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Suspended"})
    s3.delete_object(Bucket=name, Key="a", VersionId=first)
    assert [m["VersionId"] for m in s3.list_object_versions(Bucket=name)["DeleteMarkers"]] == [marker]
    s3.delete_objects(Bucket=name, Delete={"Objects": [{"Key": "a", "VersionId": marker}]})
    s3.delete_bucket(Bucket=name)


def test_governance_is_bypassed_unless_the_bucket_policy_denies_it(client, bucket):
    s3 = client("s3")
    s3.put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration=retention(30))
    versions = [s3.put_object(Bucket=bucket, Key="a", Body=b"1")["VersionId"] for _ in range(2)]
    statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:BypassGovernanceRetention", "Resource": f"arn:aws:s3:::{bucket}/*"}
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
    with pytest.raises(ClientError) as caught:
        s3.delete_object(Bucket=bucket, Key="a", VersionId=versions[0], BypassGovernanceRetention=True)
    assert code_of(caught) == "AccessDenied"
    s3.delete_bucket_policy(Bucket=bucket)
    s3.delete_object(Bucket=bucket, Key="a", VersionId=versions[0], BypassGovernanceRetention=True)
    assert [v["VersionId"] for v in s3.list_object_versions(Bucket=bucket)["Versions"]] == versions[1:]
