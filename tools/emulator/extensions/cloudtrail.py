"""CloudTrail: a trail's bucket and key must exist and let CloudTrail use them.

https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

from moto.cloudtrail.exceptions import InvalidTrailNameException, S3BucketDoesNotExistException
from moto.cloudtrail.models import CloudTrailBackend
from moto.core.exceptions import JsonRESTError

from ._keys import refusal
from ._policies import admits
from ._support import Extension

ext = Extension()
install = ext.install

SERVICE = "cloudtrail.amazonaws.com"
KEY_ERRORS = {"NotFound": "KmsKeyNotFoundException", "Disabled": "KmsKeyDisabledException"}


def check_bucket(account_id: str, name: str, prefix: str | None, trail_arn: str) -> str:
    """The region of the bucket, which lets CloudTrail read its ACL and write under the trail's prefix."""
    from moto.s3.models import s3_backends

    bucket = s3_backends[account_id]["aws"].buckets.get(name)
    if bucket is None:
        raise S3BucketDoesNotExistException(f"S3 bucket {name} does not exist!")
    context = {
        "aws:SourceArn": trail_arn,
        "aws:SourceAccount": account_id,
        "aws:SecureTransport": "true",
        "s3:TlsVersion": "1.3",
        "s3:x-amz-acl": "bucket-owner-full-control",
    }
    key = "/".join(part for part in (name, prefix, "AWSLogs", account_id, "CloudTrail", "x.json.gz") if part)
    asked = (("s3:GetBucketAcl", bucket.arn), ("s3:PutObject", f"arn:aws:s3:::{key}"))
    if not all(admits(bucket.policy, SERVICE, action, resource, context) for action, resource in asked):
        raise JsonRESTError("InsufficientS3BucketPolicyException", f"Incorrect S3 bucket policy is detected for bucket: {name}")
    return str(bucket.region_name)


def check_key(account_id: str, region: str, key_id: str, trail_arn: str) -> None:
    """A key of the bucket's region, whose policy lets CloudTrail encrypt for the trail."""
    context = {"aws:SourceArn": trail_arn, "kms:EncryptionContext:aws:cloudtrail:arn": trail_arn}
    asked = {"principal": SERVICE, "actions": ("kms:GenerateDataKey", "kms:DescribeKey"), "context": context}
    reason = refusal(region, account_id, key_id, by_account=False, **asked)
    if reason is not None:
        raise JsonRESTError(KEY_ERRORS.get(reason, "InsufficientEncryptionPolicyException"), f"Insufficient permissions to access KMS key {key_id}.")


def checked(original: Callable[..., Any], self: Any, *args: Any, **kwargs: Any) -> Any:
    given = inspect.signature(original).bind(self, *args, **kwargs).arguments
    name = str(given["name"]).rsplit("/", 1)[-1]
    if re.search(r"[._-]{2}", name):
        raise InvalidTrailNameException("Trail name cannot have two adjacent characters of periods, underscores or dashes")
    trail_arn = f"arn:{self.partition}:cloudtrail:{self.region_name}:{self.account_id}:trail/{name}"
    known = self.trails.get(name)
    bucket = given.get("bucket_name") or given.get("s3_bucket_name") or (known and known.bucket_name)
    prefix = given.get("s3_key_prefix") or (known and known.s3_key_prefix)
    region = check_bucket(self.account_id, bucket, prefix, trail_arn)
    if given.get("kms_key_id"):
        check_key(self.account_id, region, given["kms_key_id"], trail_arn)
    return original(self, *args, **kwargs)


ext.around(CloudTrailBackend, "create_trail")(checked)
ext.around(CloudTrailBackend, "update_trail")(checked)
