"""S3: bucket policies are evaluated with their conditions, which moto leaves out of account; lifecycle rules keep newer noncurrent versions."""

from __future__ import annotations

import json
from typing import Any

from flask import has_request_context, request
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

from ._support import Extension

ext = Extension()
install = ext.install

#: What is known of a request to the emulator: a client that speaks plain HTTP stands for one that speaks TLS 1.3 with AWS.
CONTEXT = {"aws:SecureTransport": "true", "s3:TlsVersion": "1.3"}


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def known(key: str) -> str | None:
    """The value of a condition key in this request. S3 has a key for each of its own headers, such as ``s3:x-amz-server-side-encryption``."""
    if key.startswith("s3:x-amz-") and has_request_context():
        return request.headers.get(key.removeprefix("s3:"))
    return CONTEXT.get(key)


def holds(operator: str, key: str, expected: list[Any]) -> bool:
    """Whether a condition holds. A key of which nothing is known counts as absent, as IAM has it for most requests."""
    actual = known(key)
    if operator == "Null":
        return str(actual is None).lower() in [str(value).lower() for value in expected]
    if actual is None:
        return operator.startswith(("StringNot", "ArnNot")) or operator.endswith("IfExists")
    if operator == "StringEquals":
        return actual in expected
    if operator == "StringNotEquals":
        return actual not in expected
    if operator == "Bool":
        return actual in [str(value).lower() for value in expected]
    if operator == "NumericLessThan":
        return any(float(actual) < float(value) for value in expected)
    return False


def applies(statement: dict[str, Any]) -> bool:
    conditions = statement.get("Condition") or {}
    return all(holds(operator, key, as_list(values)) for operator, keys in conditions.items() for key, values in keys.items())


@ext.around(FakeBucket)
def get_permission(original: Any, self: Any, action: str, resource: str) -> Any:
    """moto's own evaluation, of the statements whose conditions hold."""
    if self.policy is None:
        return original(self, action, resource)
    whole = self.policy
    document = json.loads(whole)
    statements = [{k: v for k, v in s.items() if k != "Condition"} for s in as_list(document["Statement"]) if applies(s)]
    if not statements:
        from moto.iam.access_control import PermissionResult

        return PermissionResult.NEUTRAL
    try:
        self.policy = json.dumps({**document, "Statement": statements}).encode()
        return original(self, action, resource)
    finally:
        self.policy = whole


def sizes(chosen: dict[str, Any]) -> dict[str, int]:
    return {name: int(chosen[name]) for name in ("ObjectSizeGreaterThan", "ObjectSizeLessThan") if chosen.get(name) is not None}


@ext.around(FakeBucket)
def set_lifecycle(original: Any, self: Any, rules: list[dict[str, Any]]) -> None:
    original(self, rules)
    for kept, asked in zip(self.rules, rules, strict=True):
        chosen = asked.get("Filter") or {}
        kept.sizes, kept.sizes_among_others = sizes(chosen), sizes(chosen.get("And") or {})
        kept.newer_noncurrent_versions = (asked.get("NoncurrentVersionExpiration") or {}).get("NewerNoncurrentVersions")


@ext.around(S3Response)
def serialized(original: Any, self: Any, action_result: Any) -> Any:
    """What moto forgets: the versions that a lifecycle rule's expiry leaves, the sizes that it is for, what a replication rule selects, and that EventBridge is told."""
    answer = action_result.result
    if isinstance(answer, dict) and "TransitionDefaultMinimumObjectSize" in answer:
        for shown, rule in zip(answer["Rules"], self.backend.get_bucket(self.bucket_name).rules, strict=True):
            if rule.sizes:
                shown["Filter"].update(rule.sizes)
            if rule.sizes_among_others:
                shown["Filter"]["And"].update(rule.sizes_among_others)
            if getattr(rule, "newer_noncurrent_versions", None):
                shown["NoncurrentVersionExpiration"]["NewerNoncurrentVersions"] = rule.newer_noncurrent_versions
    if isinstance(answer, dict) and "ReplicationConfiguration" in answer:
        asked = self.backend.get_bucket_replication(self.bucket_name)["Rule"]
        for shown, rule in zip(answer["ReplicationConfiguration"]["Rules"], asked, strict=True):
            shown.update({key: rule[key] for key in ("DeleteMarkerReplication", "SourceSelectionCriteria") if rule.get(key)})
    if isinstance(answer, dict) and "QueueConfigurations" in answer:
        if self.backend.get_bucket_notification_configuration(self.bucket_name).event_bridge is not None:
            answer["EventBridgeConfiguration"] = {}
    return original(self, action_result)
