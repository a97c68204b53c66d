"""KMS: the rotation period, which moto forgets, and keys by their ARNs."""

from __future__ import annotations

import json
from typing import Any

from moto.kms.models import KmsBackend
from moto.kms.responses import KmsResponse

from ._support import Extension

ext = Extension()
install = ext.install

DEFAULT_PERIOD_DAYS = 365


def key_of(response: Any) -> Any:
    backend = response.kms_backend
    return backend.keys[backend.get_key_id(response._get_param("KeyId"))]


@ext.around(KmsResponse)
def enable_key_rotation(original: Any, self: Any) -> str:
    answer = original(self)
    key_of(self).rotation_period_days = self._get_param("RotationPeriodInDays") or DEFAULT_PERIOD_DAYS
    return answer


@ext.around(KmsResponse)
def get_key_rotation_status(original: Any, self: Any) -> str:
    answer = json.loads(original(self))
    if answer["KeyRotationEnabled"]:
        answer["RotationPeriodInDays"] = getattr(key_of(self), "rotation_period_days", DEFAULT_PERIOD_DAYS)
    return json.dumps(answer)


def by_any_id(method: str) -> None:
    """moto's backend knows a key by its id alone in what these do; KMS takes its ARN too."""

    @ext.around(KmsBackend, method)
    def by_id(original: Any, self: Any, key_id: str, *args: Any, **kwargs: Any) -> Any:
        return original(self, self.get_key_id(key_id), *args, **kwargs)


for _method in ("enable_key", "disable_key", "enable_key_rotation", "disable_key_rotation", "get_key_rotation_status", "put_key_policy", "get_key_policy"):
    by_any_id(_method)
for _method in ("schedule_key_deletion", "cancel_key_deletion", "update_key_description"):
    by_any_id(_method)
