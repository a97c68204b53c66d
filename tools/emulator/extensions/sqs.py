"""SQS: a queue's redrive policy is given back as it was sent, which moto writes anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.sqs.models import Queue

from ._support import Extension

ext = Extension()
install = ext.install


@ext.around(Queue)
def _setup_dlq(original: Callable[..., Any], self: Any, policy: Any) -> None:
    original(self, policy)
    self.redrive_policy_as_sent = policy if isinstance(policy, str) else None


@ext.around(Queue)
def attributes(original: Callable[..., Any], self: Any) -> dict[str, Any]:
    answer = original(self)
    sent = getattr(self, "redrive_policy_as_sent", None)
    return {**answer, "RedrivePolicy": sent} if sent and "RedrivePolicy" in answer else answer
