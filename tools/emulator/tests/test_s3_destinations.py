"""S3: notifications, replication and inventories to what exists and admits them; objects under keys that can be used."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError
from helpers import ACCOUNT, code_of, policy_of, trusted_role

ROOT = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "kms:*", "Resource": "*"}
S3_KEY = {"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": ["kms:GenerateDataKey", "kms:Decrypt"], "Resource": "*"}


@pytest.fixture
def s3(client):
    return client("s3")


@pytest.fixture
def bucket(s3, name):
    s3.create_bucket(Bucket=name)
    return name


def versioned(s3, name):
    s3.create_bucket(Bucket=name)
    s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    return f"arn:aws:s3:::{name}"


# --- Notifications ---------------------------------------------------------------------------------------------------


@pytest.fixture
def queue(client, name):
    sqs = client("sqs")
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    arn = f"arn:aws:sqs:us-east-1:{ACCOUNT}:{name}"

    def admit(source=f"arn:aws:s3:::{name}", key=None, **more):
        statement = {"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": arn}
        condition = {"ArnLike": {"aws:SourceArn": source}, "StringEquals": {"aws:SourceAccount": ACCOUNT}}
        attributes = {"Policy": policy_of({**statement, "Condition": condition, **more}), **({"KmsMasterKeyId": key} if key else {})}
        sqs.set_queue_attributes(QueueUrl=url, Attributes=attributes)

    return arn, admit


def notify(s3, bucket, *queues):
    rules = [{"QueueArn": arn, "Events": ["s3:ObjectCreated:*"], **more} for arn, more in queues]
    s3.put_bucket_notification_configuration(Bucket=bucket, NotificationConfiguration={"QueueConfigurations": rules})


def refused(s3, bucket, arn):
    with pytest.raises(ClientError, match="Unable to validate the following destination configurations") as caught:
        notify(s3, bucket, (arn, {}))
    assert code_of(caught) == "InvalidArgument"


def test_a_queue_whose_policy_admits_the_bucket(s3, bucket, queue):
    arn, admit = queue
    refused(s3, bucket, arn)
    admit(source="arn:aws:s3:::another")
    refused(s3, bucket, arn)
    admit(Action="sqs:ReceiveMessage")
    refused(s3, bucket, arn)
    admit()
    notify(s3, bucket, (arn, {}))


def test_a_queue_that_does_not_exist(s3, bucket):
    refused(s3, bucket, f"arn:aws:sqs:us-east-1:{ACCOUNT}:nothing")


def test_the_key_of_a_queue_admits_s3_too(client, s3, bucket, queue):
    arn, admit = queue
    admit(key=client("kms").create_key(Policy=policy_of(ROOT))["KeyMetadata"]["Arn"])
    refused(s3, bucket, arn)
    admit(key="alias/aws/sqs")
    refused(s3, bucket, arn)
    admit(key=client("kms").create_key(Policy=policy_of(ROOT, S3_KEY))["KeyMetadata"]["Arn"])
    notify(s3, bucket, (arn, {}))


@pytest.fixture
def function(client, name):
    """A function that is never run: its code is an empty archive."""
    archive = b"PK\x05\x06" + bytes(18)
    role = trusted_role(client, name, "lambda.amazonaws.com")
    made = client("lambda").create_function(FunctionName=name, Runtime="python3.13", Role=role, Handler="a.b", Code={"ZipFile": archive})
    return made["FunctionArn"]


def notify_function(s3, bucket, arn):
    rule = {"LambdaFunctionArn": arn, "Events": ["s3:ObjectRestore:Completed"]}
    s3.put_bucket_notification_configuration(Bucket=bucket, NotificationConfiguration={"LambdaFunctionConfigurations": [rule]})


def test_a_function_that_lets_s3_invoke_it_for_the_bucket(client, s3, bucket, function):
    def refuses():
        with pytest.raises(ClientError, match="Unable to validate the following destination configurations"):
            notify_function(s3, bucket, function)

    def permit(statement, **more):
        given = {"StatementId": statement, "Action": "lambda:InvokeFunction", "Principal": "s3.amazonaws.com", **more}
        client("lambda").add_permission(FunctionName=function, **given)

    refuses()
    permit("another", SourceArn="arn:aws:s3:::another", SourceAccount=ACCOUNT)
    refuses()
    permit("stranger", SourceArn=f"arn:aws:s3:::{bucket}", SourceAccount="999999999999")
    refuses()
    permit("own", SourceArn=f"arn:aws:s3:::{bucket}", SourceAccount=ACCOUNT)
    notify_function(s3, bucket, function)


def test_a_function_that_does_not_exist(s3, bucket):
    with pytest.raises(ClientError, match="Unable to validate the following destination configurations"):
        notify_function(s3, bucket, f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:nothing")


def test_a_topic_admits_nobody_by_default(client, s3, bucket):
    sns = client("sns")
    topic = sns.create_topic(Name=bucket)["TopicArn"]
    asked = {"TopicConfigurations": [{"TopicArn": topic, "Events": ["s3:ObjectRemoved:*"]}]}
    with pytest.raises(ClientError) as caught:
        s3.put_bucket_notification_configuration(Bucket=bucket, NotificationConfiguration=asked)
    assert code_of(caught) == "InvalidArgument"
    policy = policy_of({"Sid": "S3", "Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": "sns:Publish", "Resource": topic})
    sns.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=policy)
    s3.put_bucket_notification_configuration(Bucket=bucket, NotificationConfiguration=asked)


def test_validation_can_be_skipped(s3, bucket):
    rule = {"QueueArn": f"arn:aws:sqs:us-east-1:{ACCOUNT}:nothing", "Events": ["s3:ObjectCreated:*"]}
    s3.put_bucket_notification_configuration(Bucket=bucket, NotificationConfiguration={"QueueConfigurations": [rule]}, SkipDestinationValidation=True)


def filtered(prefix, suffix):
    return {"Filter": {"Key": {"FilterRules": [{"Name": "prefix", "Value": prefix}, {"Name": "suffix", "Value": suffix}]}}}


def test_notifications_do_not_overlap(s3, bucket, queue):
    arn, admit = queue
    admit()
    notify(s3, bucket, (arn, filtered("images/", ".jpg")), (arn, filtered("images/", ".png")), (arn, filtered("texts/", ".txt")))
    for other in (filtered("images/new/", "g"), {}, {"Events": ["s3:ObjectCreated:Put"]}):
        with pytest.raises(ClientError) as caught:
            notify(s3, bucket, (arn, filtered("images/", ".jpg")), (arn, other))
        assert code_of(caught) == "InvalidArgument"
    with pytest.raises(ClientError) as caught:
        notify(s3, bucket, (arn, {"Id": "a", **filtered("a", ".a")}), (arn, {"Id": "a", **filtered("b", ".b")}))
    assert code_of(caught) == "InvalidArgument"


# --- Replication -----------------------------------------------------------------------------------------------------


@pytest.fixture
def replicate(client, s3, name):
    role = trusted_role(client, f"{name}-replication", "s3.amazonaws.com")
    versioned(s3, f"{name}-source")

    def configure(destination, role=role, **more):
        rule = {
            "Priority": 1,
            "Status": "Enabled",
            "Filter": {"Prefix": ""},
            "DeleteMarkerReplication": {"Status": "Disabled"},
            "Destination": {"Bucket": destination},
        }
        rule = {key: value for key, value in {**rule, **more}.items() if value is not None}
        s3.put_bucket_replication(Bucket=f"{name}-source", ReplicationConfiguration={"Role": role, "Rules": [rule]})

    return configure


def test_replication_to_a_bucket_with_versions(s3, replicate, name):
    replicate(versioned(s3, f"{name}-replica"))
    with pytest.raises(ClientError) as caught:
        s3.put_bucket_versioning(Bucket=f"{name}-source", VersioningConfiguration={"Status": "Suspended"})
    assert code_of(caught) == "InvalidBucketState"
    s3.delete_bucket_replication(Bucket=f"{name}-source")
    s3.put_bucket_versioning(Bucket=f"{name}-source", VersioningConfiguration={"Status": "Suspended"})


def test_replication_from_a_bucket_without_versions(client, s3, bucket):
    rule = {"Status": "Enabled", "Prefix": "", "Destination": {"Bucket": versioned(s3, f"{bucket}-replica")}}
    configuration = {"Role": trusted_role(client, bucket, "s3.amazonaws.com"), "Rules": [rule]}
    with pytest.raises(ClientError) as caught:
        s3.put_bucket_replication(Bucket=bucket, ReplicationConfiguration=configuration)
    assert code_of(caught) == "InvalidRequest"


def test_replication_that_cannot_be(s3, replicate, bucket, name):
    replica = versioned(s3, f"{name}-replica")
    encrypted = {"SseKmsEncryptedObjects": {"Status": "Enabled"}}
    for destination, more in (
        (f"arn:aws:s3:::{bucket}", {}),
        (f"arn:aws:s3:::{name}-nothing", {}),
        (f"arn:aws:s3:::{name}-source", {}),
        (replica, {"SourceSelectionCriteria": encrypted}),
        (replica, {"Destination": {"Bucket": replica, "EncryptionConfiguration": {"ReplicaKmsKeyID": "k"}}}),
        (replica, {"DeleteMarkerReplication": None}),
    ):
        with pytest.raises(ClientError) as caught:
            replicate(destination, **more)
        assert code_of(caught) == "InvalidRequest"
    with pytest.raises(ClientError) as caught:
        replicate(replica, role=f"arn:aws:iam::{ACCOUNT}:role/nobody")
    assert code_of(caught) == "InvalidArgument"


# --- Inventories -----------------------------------------------------------------------------------------------------


def test_an_inventory_goes_to_a_bucket_of_the_region(client, s3, bucket):
    client("s3", "eu-west-1").create_bucket(Bucket=f"{bucket}-eu", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})

    def put(destination):
        target = {"S3BucketDestination": {"Bucket": f"arn:aws:s3:::{destination}", "Format": "CSV"}}
        inventory = {"Id": "all", "IsEnabled": True, "IncludedObjectVersions": "All", "Schedule": {"Frequency": "Daily"}, "Destination": target}
        s3.put_bucket_inventory_configuration(Bucket=bucket, Id="all", InventoryConfiguration=inventory)

    for destination in (f"{bucket}-nothing", f"{bucket}-eu"):
        with pytest.raises(ClientError) as caught:
            put(destination)
        assert code_of(caught) == "InvalidS3DestinationBucket"
    put(bucket)


# --- Encryption ------------------------------------------------------------------------------------------------------


def encrypt(s3, bucket, algorithm, key):
    default = {"SSEAlgorithm": algorithm, "KMSMasterKeyID": key}
    s3.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration={"Rules": [{"ApplyServerSideEncryptionByDefault": default}]})


def test_a_key_is_looked_for_when_an_object_is_put(client, s3, bucket):
    """API reference of PutBucketEncryption: S3 doesn't validate the key."""
    kms = client("kms")
    elsewhere = client("kms", "eu-west-1").create_key()["KeyMetadata"]["Arn"]
    disabled, going = (kms.create_key()["KeyMetadata"] for _ in range(2))
    kms.disable_key(KeyId=disabled["KeyId"])
    kms.schedule_key_deletion(KeyId=going["KeyId"])
    for key, code in (
        (f"arn:aws:kms:us-east-1:{ACCOUNT}:key/00000000-0000-0000-0000-000000000000", "KMS.NotFoundException"),
        (elsewhere, "KMS.NotFoundException"),
        (disabled["Arn"], "KMS.DisabledException"),
        (going["Arn"], "KMS.KMSInvalidStateException"),
    ):
        encrypt(s3, bucket, "aws:kms", key)
        with pytest.raises(ClientError) as caught:
            s3.put_object(Bucket=bucket, Key="a", Body=b"1")
        assert code_of(caught) == code
    encrypt(s3, bucket, "aws:kms", kms.create_key()["KeyMetadata"]["Arn"])
    s3.put_object(Bucket=bucket, Key="a", Body=b"1")


def test_a_key_of_sse_s3(s3, bucket):
    with pytest.raises(ClientError) as caught:
        encrypt(s3, bucket, "AES256", "k")
    assert code_of(caught) == "InvalidArgument"


# --- Object Lock -----------------------------------------------------------------------------------------------------


def test_retention_needs_object_lock(s3, bucket):
    s3.put_object(Bucket=bucket, Key="a", Body=b"1")
    with pytest.raises(ClientError) as caught:
        s3.put_object_retention(Bucket=bucket, Key="a", Retention={"Mode": "GOVERNANCE", "RetainUntilDate": "2035-01-01T00:00:00Z"})
    assert code_of(caught) == "InvalidRequest"


def test_object_lock_needs_versions(s3, bucket):
    rule = {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}}
    with pytest.raises(ClientError) as caught:
        s3.put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": rule})
    assert code_of(caught) == "InvalidBucketState"


@pytest.mark.parametrize(
    ("period", "code"), [({"Days": 1, "Years": 1}, "MalformedXML"), ({"Days": 0}, "InvalidArgument"), ({"Years": 101}, "InvalidArgument")]
)
def test_default_retention_is_days_or_years(s3, name, period, code):
    s3.create_bucket(Bucket=name, ObjectLockEnabledForBucket=True)
    rule = {"DefaultRetention": {"Mode": "GOVERNANCE", **period}}
    with pytest.raises(ClientError) as caught:
        s3.put_object_lock_configuration(Bucket=name, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": rule})
    assert code_of(caught) == code


@pytest.mark.parametrize("operation", ["PutBucketLifecycleConfiguration", "PutBucketReplication", "PutBucketCors", "PutBucketEncryption"])
def test_a_body_that_is_no_xml(client, endpoint, bucket, operation):
    import urllib.error
    import urllib.request

    subresource = operation.removeprefix("PutBucket").removesuffix("Configuration").lower()
    request = urllib.request.Request(
        f"{endpoint}/{bucket}?{subresource}",
        data=b"<not closed",
        method="PUT",
        headers={"Authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request"},
    )
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request)
    assert caught.value.code == 400 and b"MalformedXML" in caught.value.read()
