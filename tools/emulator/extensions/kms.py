"""KMS: the rotation period, which moto forgets."""

from __future__ import annotations

import json
from typing import Any

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
