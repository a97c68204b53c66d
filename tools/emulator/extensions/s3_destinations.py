"""S3: what a bucket writes to must exist and admit it: notifications, replication, inventories; and the keys that objects are encrypted under."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from flask import has_request_context, request
from moto.s3.models import FakeBucket, S3Backend
from moto.s3.responses import S3Response

from ._keys import refusal
from ._policies import admits, as_list
from ._s3 import Refusal
from ._support import Extension

ext = Extension()
install = ext.install

SERVICE = "s3.amazonaws.com"


def invalid_argument(message: str) -> Refusal:
    return Refusal("InvalidArgument", message)


def invalid_request(message: str) -> Refusal:
    return Refusal("InvalidRequest", message)


# --- Notifications ---------------------------------------------------------------------------------------------------
# https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html: S3 sends a test message to each destination.
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html: what the policies must allow, those of keys too.


def queue_admits(region: str, account_id: str, name: str, arn: str, context: dict[str, str]) -> bool:
    from moto.sqs.models import sqs_backends

    queue = sqs_backends[account_id][region].queues.get(name)
    if queue is None or queue.fifo_queue or not admits(queue.policy, SERVICE, "sqs:SendMessage", arn, context):
        return False
    return key_admits(region, account_id, queue.kms_master_key_id, {**context, "kms:EncryptionContext:aws:sqs:arn": arn})


def topic_admits(region: str, account_id: str, name: str, arn: str, context: dict[str, str]) -> bool:
    from moto.sns.models import sns_backends

    topic = sns_backends[account_id][region].topics.get(arn)
    if topic is None or name.endswith(".fifo") or not admits(topic.policy, SERVICE, "sns:Publish", arn, context):
        return False
    return key_admits(region, account_id, topic.kms_master_key_id, {**context, "kms:EncryptionContext:aws:sns:topicArn": arn})


def function_admits(region: str, account_id: str, _: str, arn: str, context: dict[str, str]) -> bool:
    """https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html: a permission of the function, or of the alias or version that is named."""
    from moto.awslambda.exceptions import UnknownFunctionException
    from moto.awslambda.models import lambda_backends

    try:
        function = lambda_backends[account_id][region].get_function(":".join(arn.split(":")[:7]))
    except UnknownFunctionException:
        return False
    return admits({"Statement": function.policy.statements}, SERVICE, "lambda:InvokeFunction", arn, context)


def key_admits(region: str, account_id: str, key_id: str | None, context: dict[str, str]) -> bool:
    """The policies of AWS managed keys admit no service but their own."""
    if not key_id:
        return True
    if ":alias/aws/" in f":{key_id}":
        return False
    actions = ("kms:GenerateDataKey", "kms:Decrypt")
    return refusal(region, account_id, key_id, principal=SERVICE, actions=actions, context=context, by_account=False) is None


DESTINATIONS: dict[str, Callable[[str, str, str, str, dict[str, str]], bool]] = {
    "sqs": queue_admits,
    "sns": topic_admits,
    "lambda": function_admits,
}


def targets(configuration: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for element, member in (("TopicConfiguration", "Topic"), ("QueueConfiguration", "Queue"), ("CloudFunctionConfiguration", "CloudFunction")):
        for one in as_list(configuration.get(element) or []):
            yield one[member], one


def filter_of(one: dict[str, Any]) -> tuple[str, str]:
    """Prefix and suffix."""
    rules = as_list(((one.get("Filter") or {}).get("S3Key") or {}).get("FilterRule") or [])
    values = {rule["Name"].lower(): rule.get("Value") or "" for rule in rules}
    return values.get("prefix", ""), values.get("suffix", "")


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html: the same events, prefixes and suffixes that overlap."""

    def same(a: str, b: str) -> bool:
        a, b = a.removesuffix("*"), b.removesuffix("*")
        return a.startswith(b) or b.startswith(a)

    (prefix, suffix), (other_prefix, other_suffix) = filter_of(one), filter_of(other)
    events = any(same(a, b) for a in as_list(one["Event"]) for b in as_list(other["Event"]))
    prefixes = prefix.startswith(other_prefix) or other_prefix.startswith(prefix)
    return events and prefixes and (suffix.endswith(other_suffix) or other_suffix.endswith(suffix))


@ext.around(FakeBucket)
def set_notification_configuration(original: Callable[..., Any], self: Any, notification_config: dict[str, Any] | None) -> None:
    asked = list(targets(notification_config or {}))
    ids = [one["Id"] for _, one in asked if one.get("Id")]
    if len(set(ids)) < len(ids):
        raise invalid_argument("Same ID used for multiple configurations. IDs must be unique")
    for index, (_, one) in enumerate(asked):
        if any(overlap(one, other) for _, other in asked[index + 1 :]):
            raise invalid_argument(
                "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping."
            )
    skipped = has_request_context() and request.headers.get("x-amz-skip-destination-validation", "").lower() == "true"
    for arn, _ in asked:
        check_destination(self, arn, skipped)
    original(self, notification_config)


def check_destination(bucket: FakeBucket, arn: str, skipped: bool) -> None:
    parts = arn.split(":")
    if len(parts) < 6:
        raise invalid_argument("The ARN could not be parsed")
    _, _, service, region, account_id, name = parts[:6]
    if region != bucket.region_name:
        raise invalid_argument("The notification destination service region is not valid for the bucket location constraint")
    context = {
        "aws:SourceArn": bucket.arn,
        "aws:SourceAccount": bucket.account_id,
        "aws:SecureTransport": "true",
        "kms:ViaService": f"{service}.{region}.amazonaws.com",
    }
    # Nothing is known of the queues and topics of other accounts.
    if account_id != bucket.account_id or skipped or service not in DESTINATIONS:
        return
    if not DESTINATIONS[service](region, account_id, name, arn, context):
        raise invalid_argument("Unable to validate the following destination configurations")


# --- Replication -----------------------------------------------------------------------------------------------------
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html
# https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html


def check_role(account_id: str, arn: str) -> None:
    from moto.iam.models import iam_backends

    match = re.fullmatch(r"arn:aws:iam::(\d{12}):role/.+", arn)
    if match is None:
        raise invalid_argument("Invalid role ARN")
    if match.group(1) == account_id and not any(role.arn == arn for role in iam_backends[account_id]["aws"].roles.values()):
        raise invalid_argument("Invalid Role: it does not exist")


def check_rule(backend: S3Backend, source: str, rule: dict[str, Any]) -> None:
    destination = rule["Destination"]
    name = destination["Bucket"].rsplit(":::", 1)[-1]
    if name == source:
        raise invalid_request("Destination bucket cannot be the same as source bucket.")
    if destination.get("Account") in (None, backend.account_id):
        bucket = backend.buckets.get(name)
        if bucket is None:
            raise invalid_request("Destination bucket must exist.")
        if not bucket.is_versioned:
            raise invalid_request("Destination bucket must have versioning enabled.")
    encrypted = ((rule.get("SourceSelectionCriteria") or {}).get("SseKmsEncryptedObjects") or {}).get("Status") == "Enabled"
    key = (destination.get("EncryptionConfiguration") or {}).get("ReplicaKmsKeyID")
    if encrypted != bool(key):
        raise invalid_request("SseKmsEncryptedObjects must be specified together with ReplicaKmsKeyID.")
    if "Filter" in rule and "DeleteMarkerReplication" not in rule:
        raise invalid_request("DeleteMarkerReplication must be specified for this version of Cross Region Replication configuration schema.")
    if "Filter" in rule and "Priority" not in rule:
        raise invalid_request("Priority must be specified for this version of Cross Region Replication configuration schema.")


@ext.around(S3Backend)
def put_bucket_replication(original: Callable[..., Any], self: Any, bucket_name: str, replication: dict[str, Any]) -> None:
    rules = as_list(replication["Rule"])
    check_role(self.account_id, replication.get("Role") or "")
    for rule in rules:
        check_rule(self, bucket_name, rule)
    for member in ("ID", "Priority"):
        given = [rule[member] for rule in rules if rule.get(member) is not None]
        if len(set(given)) < len(given):
            raise invalid_request(f"Found duplicate {'rule ID' if member == 'ID' else 'priority'} in the replication configuration.")
    original(self, bucket_name, replication)


@ext.around(S3Backend)
def put_bucket_versioning(original: Callable[..., Any], self: Any, bucket_name: str, status: str) -> None:
    if status == "Suspended" and getattr(self.get_bucket(bucket_name), "replication", None):
        raise Refusal("InvalidBucketState", "A replication configuration is present on this bucket, so you cannot change the versioning state.")
    original(self, bucket_name, status)


# --- Inventories -----------------------------------------------------------------------------------------------------


@ext.around(S3Response)
def _bucket_response_put(original: Callable[..., Any], self: Any, http_request: Any, bucket_name: str, querystring: dict[str, Any]) -> Any:
    """https://docs.aws.amazon.com/AmazonS3/latest/userguide/configure-inventory.html: the destination is a bucket of the same region."""
    if "inventory" in querystring:
        body = self.body.decode() if isinstance(self.body, bytes) else self.body
        match = re.search(r"<S3BucketDestination>.*?<Bucket>(.*?)</Bucket>", body, re.DOTALL)
        bucket = self.backend.buckets.get(match.group(1).rsplit(":::", 1)[-1]) if match else None
        if bucket is None or bucket.region_name != self.backend.get_bucket(bucket_name).region_name:
            raise Refusal("InvalidS3DestinationBucket", "The destination bucket must exist in the region of the source bucket.")
    return original(self, http_request, bucket_name, querystring)


# --- Encryption ------------------------------------------------------------------------------------------------------

#: S3 passes on what KMS says. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
KEY_ERRORS = {
    "NotFound": ("KMS.NotFoundException", "Key does not exist"),
    "OtherRegion": ("KMS.NotFoundException", "Invalid arn"),
    "Disabled": ("KMS.DisabledException", "The key is disabled."),
    "PendingDeletion": ("KMS.KMSInvalidStateException", "The key is pending deletion."),
}


@ext.around(S3Backend)
def put_bucket_encryption(original: Callable[..., Any], self: Any, bucket_name: str, encryption: dict[str, Any]) -> None:
    """S3 doesn't look whether the key exists, until an object is put. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html"""
    default = as_list(encryption["Rule"])[0]["ApplyServerSideEncryptionByDefault"]
    if default["SSEAlgorithm"] == "AES256" and default.get("KMSMasterKeyID"):
        raise invalid_argument("a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse")
    original(self, bucket_name, encryption)


@ext.around(S3Backend)
def put_object(original: Callable[..., Any], self: Any, bucket_name: str, *args: Any, **kwargs: Any) -> Any:
    bucket = self.get_bucket(bucket_name)
    default = as_list(bucket.encryption["Rule"])[0]["ApplyServerSideEncryptionByDefault"] if bucket.encryption else {}
    algorithm = kwargs.get("encryption") or default.get("SSEAlgorithm")
    key_id = kwargs.get("kms_key_id") or default.get("KMSMasterKeyID")
    if algorithm in ("aws:kms", "aws:kms:dsse") and key_id:
        reason = refusal(bucket.region_name, self.account_id, key_id)
        if reason in KEY_ERRORS:
            raise Refusal(*KEY_ERRORS[reason])
    return original(self, bucket_name, *args, **kwargs)
