"""S3: rules of a lifecycle that can't be: transitions that S3 doesn't support, ages that are too low, actions that their filter has no place for.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-filters.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.s3.models import FakeBucket

from ._policies import as_list
from ._s3 import Refusal
from ._support import Extension

ext = Extension()
install = ext.install

#: The waterfall: objects go down, never up, and from ONEZONE_IA not to GLACIER_IR.
CLASSES = ("STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE")
UNSUPPORTED = {("ONEZONE_IA", "GLACIER_IR")}
#: Least age for a transition, and least time in the class before the next one.
LEAST_DAYS = {"STANDARD_IA": 30, "ONEZONE_IA": 30}
ACTIONS = ("Expiration", "Transition", "NoncurrentVersionExpiration", "NoncurrentVersionTransition", "AbortIncompleteMultipartUpload")
MOST_NEWER_VERSIONS = 100
MOST_ID_LENGTH = 255


def invalid(message: str) -> Refusal:
    return Refusal("InvalidArgument", message)


def days_of(action: dict[str, Any] | None, member: str) -> int | None:
    value = (action or {}).get(member)
    return None if value is None else int(value)


def check_transitions(transitions: list[dict[str, Any]], member: str, name: str) -> None:
    dated = [(days_of(t, member), t.get("StorageClass")) for t in transitions]
    known = sorted((CLASSES.index(storage), days) for days, storage in dated if days is not None and storage in CLASSES)
    for days, storage in dated:
        least = LEAST_DAYS.get(str(storage), 0)
        if days is not None and days < least:
            raise invalid(f"'{member}' in {name} action must be greater than or equal to {least} for storageClass '{storage}'")
    if len({rank for rank, _ in known}) < len(known):
        raise invalid(f"'StorageClass' must be different for '{name}' actions in same 'Rule'")
    for (rank, days), (next_rank, next_days) in zip(known, known[1:], strict=False):
        if (CLASSES[rank], CLASSES[next_rank]) in UNSUPPORTED:
            raise invalid(f"The {name} action from StorageClass '{CLASSES[rank]}' to StorageClass '{CLASSES[next_rank]}' is not supported")
        gap = LEAST_DAYS.get(CLASSES[rank], 1)
        if next_days < days + gap:
            raise invalid(
                f"'{member}' in the {name} action for StorageClass '{CLASSES[next_rank]}' must be {gap} days more than "
                f"'{member}' in the {name} action for StorageClass '{CLASSES[rank]}'"
            )


def check_expiration(expiration: dict[str, Any] | None, transitions: list[dict[str, Any]], member: str, name: str) -> None:
    days = days_of(expiration, member)
    if days is not None and days < 1:
        raise invalid(f"'{member}' for {name} action must be a positive integer")
    latest = max((days_of(t, member) or 0 for t in transitions), default=None)
    if days is not None and latest is not None and days <= latest:
        raise invalid(f"'{member}' in the {name} action must be greater than '{member}' in the Transition action")


def check_filter(rule: dict[str, Any]) -> None:
    chosen = rule.get("Filter") or {}
    conditions = {**chosen, **(chosen.get("And") or {})}
    if isinstance(chosen.get("And"), dict) and sum(len(as_list(value)) for value in chosen["And"].values()) < 2:
        raise Refusal("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema")
    by_tags, by_size = "Tag" in conditions, "ObjectSizeGreaterThan" in conditions or "ObjectSizeLessThan" in conditions
    actions = [action for action in ("AbortIncompleteMultipartUpload",) if action in rule]
    actions += [action for action in ("ExpiredObjectDeleteMarker",) if action in (rule.get("Expiration") or {})]
    for action in actions:
        if by_tags:
            raise Refusal("InvalidRequest", f"{action} cannot be specified with Tags.")
        if by_size:
            raise Refusal("InvalidRequest", f"{action} cannot be specified with Object Size.")
    keys = [tag["Key"] for tag in as_list(conditions.get("Tag") or [])]
    if len(set(keys)) < len(keys):
        raise Refusal("InvalidRequest", "Duplicate Tag Keys are not allowed.")
    greater, less = days_of(conditions, "ObjectSizeGreaterThan"), days_of(conditions, "ObjectSizeLessThan")
    if less is not None and less < 1:
        raise Refusal("InvalidRequest", "'ObjectSizeLessThan' should be between 1 and 1099511627776000.")
    if greater is not None and less is not None and less <= greater:
        raise Refusal("InvalidRequest", "'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.")


def check_rule(rule: dict[str, Any]) -> None:
    if not any(action in rule for action in ACTIONS):
        raise Refusal("InvalidRequest", "At least one action needs to be specified in a rule")
    if len(rule.get("ID") or "") > MOST_ID_LENGTH:
        raise invalid(f"ID length should not exceed allowed limit of {MOST_ID_LENGTH}")
    current, noncurrent = as_list(rule.get("Transition") or []), as_list(rule.get("NoncurrentVersionTransition") or [])
    check_transitions(current, "Days", "Transition")
    check_transitions(noncurrent, "NoncurrentDays", "NoncurrentVersionTransition")
    check_expiration(rule.get("Expiration"), current, "Days", "Expiration")
    check_expiration(rule.get("NoncurrentVersionExpiration"), noncurrent, "NoncurrentDays", "NoncurrentVersionExpiration")
    for action in (*noncurrent, rule.get("NoncurrentVersionExpiration") or {}):
        newer = days_of(action, "NewerNoncurrentVersions")
        if newer is not None and not 1 <= newer <= MOST_NEWER_VERSIONS:
            raise invalid(f"'NewerNoncurrentVersions' must be between 1 and {MOST_NEWER_VERSIONS}")
    check_filter(rule)


@ext.around(FakeBucket)
def set_lifecycle(original: Callable[..., Any], self: Any, rules: list[dict[str, Any]]) -> None:
    ids = [rule["ID"] for rule in rules if rule.get("ID")]
    if len(set(ids)) < len(ids):
        raise invalid("Rule ID must be unique. Found same ID for more than one rule")
    for rule in rules:
        check_rule(rule)
    original(self, rules)
