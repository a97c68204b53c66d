"""Systems Manager: parameters that are too long or under a key that can't be used."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from moto.ssm.responses import SimpleSystemManagerResponse

from ._keys import refusal
from ._support import Extension, ServiceError

ext = Extension()
install = ext.install

#: Characters by tier. https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html
MOST_CHARACTERS = {"Standard": 4_096, "Advanced": 8_192, "Intelligent-Tiering": 8_192}
MOST_LEVELS = 15


@ext.around(SimpleSystemManagerResponse)
def put_parameter(original: Callable[..., Any], self: Any) -> Any:
    """https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html"""
    given = json.loads(self.body)
    tier = given.get("Tier") or "Standard"
    most = MOST_CHARACTERS.get(tier, MOST_CHARACTERS["Standard"])
    if len(given.get("Value") or "") > most:
        raise ServiceError("ValidationException", f"{tier} tier parameters support a maximum parameter value of {most} characters.")
    name = given.get("Name") or ""
    if name.count("/") > MOST_LEVELS:
        raise ServiceError("HierarchyLevelLimitExceededException", f"A hierarchy can have a maximum of {MOST_LEVELS} levels.")
    if "/" in name and not name.startswith("/"):
        raise ServiceError("ValidationException", "Parameter name must be a fully qualified name.")
    key_id = given.get("KeyId")
    if given.get("Type") == "SecureString" and key_id and not key_id.endswith("alias/aws/ssm"):
        backend = self.ssm_backend
        reason = refusal(backend.region_name, backend.account_id, key_id)
        if reason:
            raise ServiceError("InvalidKeyId", f"The key {key_id} can't be used: {reason}.")
    return original(self)
