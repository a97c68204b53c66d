"""Whether a KMS key can be used: by another service's request, or by the service itself under the key's policy.

    why_not = refusal("us-east-1", "123456789012", key_id, principal="logs.us-east-1.amazonaws.com", actions=("kms:Encrypt",), context={…})

Key ids as the services take them: https://docs.aws.amazon.com/kms/latest/developerguide/find-cmk-id-arn.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ._policies import admits

#: What a service does with a key that it encrypts under, in CloudWatch Logs' and most services' guides.
ENCRYPTION_ACTIONS = ("kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:DescribeKey")


def parts(key_id: str, region: str, account_id: str) -> tuple[str, str, str]:
    """Region, account and the rest (id or ``alias/…``) of an ARN, id or alias."""
    match = re.fullmatch(r"arn:aws[a-z-]*:kms:([a-z0-9-]+):(\d{12}):(?:key/)?(.+)", key_id)
    return (match.group(1), match.group(2), match.group(3)) if match else (region, account_id, key_id)


def find_key(region: str, account_id: str, key_id: str) -> Any | None:
    """The key of an id, ARN, alias or alias' ARN, or None. AWS managed keys come into being when they are first asked for."""
    from moto.kms.models import kms_backends

    key_region, key_account, name = parts(key_id, region, account_id)
    backend = kms_backends[key_account][key_region]
    if name.startswith("alias/"):
        name = backend.get_key_id_from_alias(name) or ""
    return backend.keys.get(name)


def refusal(
    region: str,
    account_id: str,
    key_id: str,
    *,
    principal: str | None = None,
    actions: Sequence[str] = (),
    context: Mapping[str, Any] | None = None,
    by_account: bool = True,
) -> str | None:
    """Why the key can't be used in the region: "NotFound", "OtherRegion", "Disabled", "PendingDeletion", "Denied"; None if it can.

    Nothing is known of the keys of other accounts: those can be used. `principal` must be allowed all `actions` by the key's policy.
    """
    key_region, key_account, _ = parts(key_id, region, account_id)
    if key_region != region:
        return "OtherRegion"
    if key_account != account_id:
        return None
    key = find_key(region, account_id, key_id)
    if key is None:
        return "NotFound"
    if key.key_state != "Enabled" or not key.enabled:
        return "PendingDeletion" if key.key_state == "PendingDeletion" else "Disabled"
    if principal and not admits(key.policy, principal, list(actions), key.arn, context, by_account=by_account):
        return "Denied"
    return None
