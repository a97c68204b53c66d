"""How AWS's log delivery comes to write to a bucket.

Where the bucket's policy doesn't let it and the caller may change the policy (the emulator's callers may everything), AWS adds its own
statements, which a plan then shows as a change of the policy. It can't add them to a policy with NotAction or NotPrincipal.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html
"""

from __future__ import annotations

import json
from typing import Any

from ._policies import decide, statements

SERVICE = "delivery.logs.amazonaws.com"


def bucket_of(account_id: str, name: str) -> Any | None:
    from moto.s3.models import s3_backends

    return s3_backends[account_id]["aws"].buckets.get(name)


def context(source_arn: str, account_id: str) -> dict[str, str]:
    return {
        "aws:SourceArn": source_arn,
        "aws:SourceAccount": account_id,
        "aws:SecureTransport": "true",
        "s3:TlsVersion": "1.3",
        "s3:x-amz-acl": "bucket-owner-full-control",
    }


def own_statements(bucket: str, path: str, source_arn: str, account_id: str) -> list[dict[str, Any]]:
    """The statements of the page."""
    condition = {"StringEquals": {"aws:SourceAccount": account_id}, "ArnLike": {"aws:SourceArn": source_arn}}
    write = {**condition, "StringEquals": {**condition["StringEquals"], "s3:x-amz-acl": "bucket-owner-full-control"}}
    principal = {"Service": SERVICE}
    return [
        {
            "Sid": "AWSLogDeliveryWrite",
            "Effect": "Allow",
            "Principal": principal,
            "Action": "s3:PutObject",
            "Resource": f"arn:aws:s3:::{bucket}/{path}/*",
            "Condition": write,
        },
        {
            "Sid": "AWSLogDeliveryAclCheck",
            "Effect": "Allow",
            "Principal": principal,
            "Action": "s3:GetBucketAcl",
            "Resource": f"arn:aws:s3:::{bucket}",
            "Condition": condition,
        },
    ]


def admit(account_id: str, name: str, path: str, source_arn: str, pattern: str, *, reads_acl: bool = True) -> str | None:
    """Lets log delivery write under the path; the reason why it can't is "missing" or "denied".

    `source_arn` is what delivers, `pattern` what AWS's own statement has in its place.
    """
    bucket = bucket_of(account_id, name)
    if bucket is None:
        return "missing"
    key = f"arn:aws:s3:::{name}/{path}/file"
    asked = [("s3:PutObject", key), *([("s3:GetBucketAcl", f"arn:aws:s3:::{name}")] if reads_acl else [])]
    said = {decide(bucket.policy, SERVICE, action, resource, context(source_arn, account_id)) for action, resource in asked}
    if "Deny" in said:
        return "denied"
    if None not in said:
        return None
    policy = json.loads(bucket.policy) if bucket.policy else {"Version": "2012-10-17", "Statement": []}
    if any("NotAction" in statement or "NotPrincipal" in statement for statement in statements(policy)):
        return "denied"
    own = own_statements(name, path, pattern, account_id)
    taken = {statement["Sid"] for statement in own}
    others = [statement for statement in statements(policy) if statement.get("Sid") not in taken]
    bucket.policy = json.dumps({**policy, "Statement": [*others, *own]}).encode()
    return None
