"""Secrets Manager: keys that can't encrypt, names, and resource policies that can't be."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from moto.secretsmanager.models import SecretsManagerBackend
from moto.secretsmanager.responses import SecretsManagerResponse

from ._keys import refusal
from ._policies import Malformed, parse, unknown_principal
from ._support import Extension, ServiceError
from .s3_policies import is_public

ext = Extension()
install = ext.install

MOST_POLICY_CHARACTERS = 20_480


def check_key(backend: SecretsManagerBackend, key_id: str | None) -> None:
    """https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html#API_CreateSecret_Errors: EncryptionFailure."""
    if not key_id or key_id.endswith("alias/aws/secretsmanager"):
        return
    reason = refusal(backend.region_name, backend.account_id, key_id)
    if reason:
        raise ServiceError("EncryptionFailure", f"The secret can't be encrypted under the KMS key {key_id}: {reason}.")


@ext.around(SecretsManagerResponse)
def create_secret(original: Callable[..., Any], self: Any) -> Any:
    name = self._get_param("Name") or ""
    if not re.fullmatch(r"[A-Za-z0-9/_+=.@!-]{1,512}", name):
        raise ServiceError(
            "ValidationException", "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!"
        )
    kept = self.backend.secrets.get(name)
    if kept is not None and kept.is_deleted():
        raise ServiceError(
            "InvalidRequestException", "You can't create this secret because a secret with this name is already scheduled for deletion."
        )
    check_key(self.backend, self._get_param("KmsKeyId"))
    return original(self)


@ext.around(SecretsManagerResponse)
def update_secret(original: Callable[..., Any], self: Any) -> Any:
    check_key(self.backend, self._get_param("KmsKeyId"))
    return original(self)


@ext.around(SecretsManagerResponse)
def put_resource_policy(original: Callable[..., Any], self: Any) -> Any:
    """https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html"""
    text = self._get_param("ResourcePolicy") or ""
    try:
        policy = parse(text)
    except Malformed as error:
        raise ServiceError("MalformedPolicyDocumentException", f"This resource policy contains a syntax error: {error}.") from None
    if len(json.dumps(policy, separators=(",", ":"))) > MOST_POLICY_CHARACTERS:
        raise ServiceError("InvalidParameterException", f"The resource policy is longer than {MOST_POLICY_CHARACTERS} characters.")
    if unknown_principal(policy, self.backend.account_id):
        raise ServiceError("MalformedPolicyDocumentException", "This resource policy contains an unsupported principal.")
    if self._get_param("BlockPublicPolicy") and is_public(policy):
        raise ServiceError("PublicPolicyException", "You can't attach a resource policy that allows broad access to the secret.")
    return original(self)
