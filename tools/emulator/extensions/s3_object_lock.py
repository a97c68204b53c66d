"""S3 Object Lock: the retention of an object can be read, and that of a bucket changed while objects are in it (since November 2023).

A locked bucket's versioning can't be suspended; where it can, versions are still versions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.iam.access_control import PermissionResult
from moto.s3.exceptions import InvalidBucketState
from moto.s3.models import FakeBucket, S3Backend
from moto.s3.responses import S3Response

from ._s3 import Refusal, not_found
from ._support import Extension

ext = Extension()
install = ext.install

#: Longest default retention.
MOST_DAYS, MOST_YEARS = 36_500, 100


@ext.extend(S3Backend)
class _Backend:
    def put_object_lock_configuration(
        self: Any, bucket_name: str, lock_enabled: bool, mode: str | None = None, days: int | None = None, years: int | None = None
    ) -> None:
        bucket = self.get_bucket(bucket_name)
        if not bucket.is_versioned:
            raise InvalidBucketState("Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration")
        # https://docs.aws.amazon.com/AmazonS3/latest/API/API_DefaultRetention.html
        if mode and max(days or 0, years or 0) < 1:
            raise Refusal("InvalidArgument", "Default retention period must be a positive integer value.")
        if mode and ((days or 0) > MOST_DAYS or (years or 0) > MOST_YEARS):
            raise Refusal("InvalidArgument", "Default retention period too large.")
        bucket.object_lock_enabled = bucket.object_lock_enabled or lock_enabled
        bucket.default_lock_mode, bucket.default_lock_days, bucket.default_lock_years = mode, days, years


@ext.around(S3Backend)
def get_object_lock_configuration(original: Callable[..., Any], self: Any, bucket_name: str) -> tuple[Any, ...]:
    enabled, mode, days, years = original(self, bucket_name)
    # S3 names the one that was given.
    return enabled, mode, days or None, years or None


@ext.around(S3Backend)
def put_bucket_versioning(original: Callable[..., Any], self: Any, bucket_name: str, status: str) -> None:
    if status == "Suspended" and self.get_bucket(bucket_name).object_lock_enabled:
        raise InvalidBucketState("An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.")
    original(self, bucket_name, status)


def denies_bypass(bucket: FakeBucket, key_name: str) -> bool:
    """https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html: a bypass needs ``s3:BypassGovernanceRetention``."""
    answer = bucket.get_permission("s3:BypassGovernanceRetention", f"{bucket.arn}/{key_name}")
    return answer == PermissionResult.DENIED


@ext.around(S3Backend)
def delete_object(original: Callable[..., Any], self: Any, bucket_name: str, *args: Any, **kwargs: Any) -> Any:
    """moto takes a bucket whose versioning is suspended for one that never had versions, and asks nobody who may bypass governance."""
    bucket = self.get_bucket(bucket_name)
    if kwargs.get("bypass") and denies_bypass(bucket, args[0] if args else kwargs["key_name"]):
        kwargs["bypass"] = False
    status = bucket.versioning_status
    if status != "Suspended":
        return original(self, bucket_name, *args, **kwargs)
    bucket.versioning_status = "Enabled"
    try:
        return original(self, bucket_name, *args, **kwargs)
    finally:
        bucket.versioning_status = status


@ext.around(S3Response)
def _key_response_get(original: Callable[..., Any], self: Any, query: dict[str, Any], key_name: str) -> Any:
    if "retention" not in query:
        return original(self, query, key_name)
    key, _ = self._get_key()
    if key.lock_mode is None:
        return not_found("NoSuchObjectLockConfiguration", "The specified object does not have a ObjectLock configuration")
    body = f"<Retention><Mode>{key.lock_mode}</Mode><RetainUntilDate>{key.lock_until}</RetainUntilDate></Retention>"
    return 200, {"Content-Type": "application/xml"}, body
