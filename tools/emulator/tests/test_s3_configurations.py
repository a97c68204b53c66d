"""S3: request metrics, Intelligent-Tiering and inventories, each with an id; notifications."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from helpers import code_of

METRICS = {"Id": "EntireBucket"}
TIERING = {"Id": "all", "Status": "Enabled", "Tierings": [{"Days": 90, "AccessTier": "ARCHIVE_ACCESS"}, {"Days": 180, "AccessTier": "DEEP_ARCHIVE_ACCESS"}]}
INVENTORY = {
    "Destination": {"S3BucketDestination": {"Bucket": "arn:aws:s3:::inventories", "Format": "Parquet", "Prefix": "inventory"}},
    "IsEnabled": True,
    "Id": "all",
    "IncludedObjectVersions": "All",
    "OptionalFields": ["Size", "EncryptionStatus"],
    "Schedule": {"Frequency": "Weekly"},
}
#: What each kind is called in boto3's operations and in their parameters.
KINDS = {
    "metrics": ("MetricsConfiguration", METRICS),
    "intelligent_tiering": ("IntelligentTieringConfiguration", TIERING),
    "inventory": ("InventoryConfiguration", INVENTORY),
}


@pytest.fixture
def bucket(client, name):
    for made in (name, "inventories"):
        client("s3").create_bucket(Bucket=made)
    return name


@pytest.mark.parametrize(("kind", "parameter", "configuration"), [(kind, *rest) for kind, rest in KINDS.items()])
def test_a_configuration_is_given_back_listed_and_deleted(client, bucket, kind, parameter, configuration):
    s3, key = client("s3"), {"Bucket": bucket, "Id": configuration["Id"]}
    get = getattr(s3, f"get_bucket_{kind}_configuration")
    getattr(s3, f"put_bucket_{kind}_configuration")(**key, **{parameter: configuration})
    assert get(**key)[parameter] == configuration
    assert getattr(s3, f"list_bucket_{kind}_configurations")(Bucket=bucket)[f"{parameter}List"] == [configuration]
    getattr(s3, f"delete_bucket_{kind}_configuration")(**key)
    with pytest.raises(ClientError) as caught:
        get(**key)
    assert code_of(caught) == "NoSuchConfiguration"
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404


@pytest.mark.parametrize(("tier", "days"), [("ARCHIVE_ACCESS", 89), ("DEEP_ARCHIVE_ACCESS", 179), ("ARCHIVE_ACCESS", 731)])
def test_tiers_are_refused_before_their_least_days_and_after_two_years(client, bucket, tier, days):
    configuration = {**TIERING, "Tierings": [{"Days": days, "AccessTier": tier}]}
    with pytest.raises(ClientError) as caught:
        client("s3").put_bucket_intelligent_tiering_configuration(Bucket=bucket, Id="all", IntelligentTieringConfiguration=configuration)
    assert code_of(caught) == "InvalidArgument"


def test_that_eventbridge_is_told_is_given_back(client, bucket):
    client("s3").put_bucket_notification_configuration(Bucket=bucket, NotificationConfiguration={"EventBridgeConfiguration": {}})
    assert client("s3").get_bucket_notification_configuration(Bucket=bucket)["EventBridgeConfiguration"] == {}
