"""Users and user groups that are being created, modified or deleted: for a second, in which nothing else can be done with them.

https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_User.html, API_UserGroup.html
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from ._elasticache import store
from ._support import ServiceError

SECONDS = 1.0

Finish = Callable[[], None]


def status_of(thing: Any) -> str:
    return thing["Status"] if isinstance(thing, dict) else thing.status


def set_status(thing: Any, status: str) -> None:
    if isinstance(thing, dict):
        thing["Status"] = status
    else:
        thing.status = status


def check_active(code: str, kind: str, thing: Any, verb: str) -> None:
    name = thing["UserGroupId"] if isinstance(thing, dict) else thing.id
    if status_of(thing) != "active":
        raise ServiceError(code, f"{kind} {name} has status {status_of(thing)}. Only active {kind.lower()}s can be {verb}.")


def begin(backend: Any, thing: Any, status: str, finish: Finish | None = None) -> None:
    """Gives a user or a group the status; after a second `finish` is done and it is active."""
    waiting = store(backend, "transitions")
    _, _, before = waiting.get(id(thing), (0, thing, []))
    set_status(thing, status)
    waiting[id(thing)] = (time.monotonic() + SECONDS, thing, [*before, *([finish] if finish else [])])


def settle(backend: Any) -> None:
    """Ends what has taken its second."""
    waiting = store(backend, "transitions")
    for key, (until, thing, finishes) in list(waiting.items()):
        if until <= time.monotonic():
            del waiting[key]
            set_status(thing, "active")
            for finish in finishes:
                finish()
