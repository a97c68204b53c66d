"""S3: bucket policies are evaluated with their conditions, which moto leaves out of account."""

from __future__ import annotations

import json
from typing import Any

from moto.s3.models import FakeBucket

from ._support import Extension

ext = Extension()
install = ext.install

#: What is known of a request to the emulator: a client that speaks plain HTTP stands for one that speaks TLS 1.3 with AWS.
CONTEXT = {"aws:SecureTransport": "true", "s3:TlsVersion": "1.3"}


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def holds(operator: str, key: str, expected: list[Any]) -> bool:
    """Whether a condition holds. A key of which nothing is known counts as absent, as IAM has it for most requests."""
    actual = CONTEXT.get(key)
    if actual is None:
        return operator.startswith(("StringNot", "Null")) or operator.endswith("IfExists")
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
