"""KMS: key policies that can't be, and what a key's state forbids."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.iam.models import iam_backends
from moto.kms.models import KmsBackend
from moto.kms.responses import KmsResponse

from ._policies import Malformed, admits, as_list, named_principals, parse, unknown_principal
from ._support import Extension, ServiceError

ext = Extension()
install = ext.install

#: https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
MOST_POLICY_BYTES = 32 * 1024

# What each state forbids. https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
#: Refused for a disabled key and for one that is pending deletion.
CRYPTOGRAPHY = ("create_grant", "encrypt", "generate_data_key", "generate_data_key_without_plaintext", "sign", "verify", "generate_mac", "verify_mac")
ROTATION = ("enable_key_rotation", "disable_key_rotation", "rotate_key_on_demand")
#: Refused for a key that is pending deletion alone.
ADMINISTRATION = ("disable_key", "enable_key", "schedule_key_deletion", "tag_resource", "untag_resource", "update_key_description", "get_public_key")


def malformed(message: str) -> ServiceError:
    return ServiceError("MalformedPolicyDocumentException", message)


def check_policy(backend: KmsBackend, text: str, bypass: bool) -> None:
    """https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html#KMS-CreateKey-request-Policy"""
    if len(text.encode()) > MOST_POLICY_BYTES:
        raise ServiceError("LimitExceededException", f"The key policy is longer than {MOST_POLICY_BYTES} bytes.")
    try:
        policy = parse(text)
    except Malformed as error:
        raise malformed(f"The new key policy is malformed: {error}.") from None
    # A principal in a key policy must exist and be visible to KMS.
    if unknown_principal(policy, backend.account_id):
        raise malformed("Policy contains a statement with one or more invalid principals.")
    # https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html: BypassPolicyLockoutSafetyCheck.
    if not bypass and not somebody_can_change(policy, backend.account_id):
        raise malformed("The new key policy will not allow you to update the key policy in the future.")


def somebody_can_change(policy: dict[str, Any], account_id: str) -> bool:
    """The emulator's callers have no identity: the check is for any user or role of the account, not for the one that asks."""
    root = f"arn:aws:iam::{account_id}:root"
    named = {value.replace(":assumed-role/", ":role/") for kind, value in named_principals(policy) if kind == "AWS" and account_id in value}
    existing = [entity.arn for entity in iam_backends[account_id]["aws"].roles.values() if entity.arn in named]
    return any(admits(policy, principal, "kms:PutKeyPolicy", "*") for principal in (root, *named, *existing))


@ext.around(KmsResponse)
def create_key(original: Callable[..., Any], self: Any) -> Any:
    if self._get_param("Policy"):
        check_policy(self.kms_backend, self._get_param("Policy"), bool(self._get_param("BypassPolicyLockoutSafetyCheck")))
    return original(self)


@ext.around(KmsResponse)
def put_key_policy(original: Callable[..., Any], self: Any) -> Any:
    check_policy(self.kms_backend, self._get_param("Policy") or "", bool(self._get_param("BypassPolicyLockoutSafetyCheck")))
    return original(self)


def key_in(response: Any) -> Any | None:
    """The key that a request is about, by its id, ARN or alias."""
    from ._keys import find_key

    given = response._get_param("KeyId") or response._get_param("TargetKeyId")
    backend = response.kms_backend
    return find_key(backend.region_name, backend.account_id, given) if given else None


def check_state(response: Any, disabled: bool) -> None:
    key = key_in(response)
    if key is not None and key.key_state == "PendingDeletion":
        raise ServiceError("KMSInvalidStateException", f"{key.arn} is pending deletion.")
    if key is not None and disabled and not key.enabled:
        raise ServiceError("DisabledException", f"{key.arn} is disabled.")


def guard(operation: str, disabled: bool) -> None:
    @ext.around(KmsResponse, operation)
    def guarded(original: Callable[..., Any], self: Any) -> Any:
        check_state(self, disabled)
        return original(self)


for _operation in CRYPTOGRAPHY + ROTATION:
    guard(_operation, disabled=True)
for _operation in ADMINISTRATION:
    guard(_operation, disabled=False)


@ext.around(KmsResponse, "schedule_key_deletion")
def wait_for_deletion(original: Callable[..., Any], self: Any) -> Any:
    """https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html"""
    days = self._get_param("PendingWindowInDays")
    if days is not None and not 7 <= days <= 30:
        raise ServiceError("ValidationException", "PendingWindowInDays must be between 7 and 30.")
    return original(self)


@ext.around(KmsResponse)
def cancel_key_deletion(original: Callable[..., Any], self: Any) -> Any:
    key = key_in(self)
    if key is not None and key.key_state != "PendingDeletion":
        raise ServiceError("KMSInvalidStateException", f"{key.arn} is not pending deletion.")
    return original(self)


@ext.around(KmsResponse)
def _set_alias(original: Callable[..., Any], self: Any, update: bool = False) -> Any:
    """https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html"""
    target, name = self._get_param("TargetKeyId"), self._get_param("AliasName")
    if name.startswith("alias/aws/"):
        raise ServiceError("NotAuthorizedException", "The alias/aws/ prefix is reserved for AWS managed keys.")
    if name == "alias/":
        raise ServiceError("ValidationException", "Invalid identifier")
    if not target.startswith("alias/"):
        self._validate_cmk_id(target)
    check_state(self, disabled=False)
    return original(self, update)


@ext.around(KmsResponse, "enable_key_rotation")
def rotate_symmetric_keys(original: Callable[..., Any], self: Any) -> Any:
    """https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html: symmetric keys with material of AWS' own."""
    key = key_in(self)
    if key is not None and (key.key_spec != "SYMMETRIC_DEFAULT" or key.origin != "AWS_KMS"):
        raise ServiceError("UnsupportedOperationException", f"{key.arn} can't be rotated automatically.")
    return original(self)


@ext.around(KmsResponse, "create_grant")
def grant_to_those_that_exist(original: Callable[..., Any], self: Any) -> Any:
    """https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html: InvalidArnException."""
    from ._policies import is_service, principal_exists

    for name in ("GranteePrincipal", "RetiringPrincipal"):
        for principal in as_list(self._get_param(name) or []):
            if not is_service(principal) and not principal_exists("AWS", principal, self.kms_backend.account_id):
                raise ServiceError("InvalidArnException", f"{name} {principal} is invalid.")
    return original(self)
