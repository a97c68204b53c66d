"""What the extensions of ElastiCache share."""

from __future__ import annotations

from typing import Any

from moto.elasticache.models import ElastiCacheBackend

from ._support import ServiceError

#: The versions of each engine, newest first.
ENGINE_VERSIONS = {"redis": ("7.1", "7.0", "6.2", "5.0.6"), "valkey": ("8.1", "8.0", "7.2")}


def store(backend: ElastiCacheBackend, name: str) -> dict[str, Any]:
    """A dictionary that lives and ends with the backend."""
    return backend.__dict__.setdefault(f"_{name}", {})


def arn(backend: ElastiCacheBackend, kind: str, name: str) -> str:
    return f"arn:aws:elasticache:{backend.region_name}:{backend.account_id}:{kind}:{name}"


def find(items: dict[str, Any], name: str | None, error: str, kind: str) -> list[Any]:
    """The item of that name, or all of them."""
    if not name:
        return list(items.values())
    if name not in items:
        raise ServiceError(error, f"{kind} {name} not found.")
    return [items[name]]


def one(items: dict[str, Any], name: str, error: str, kind: str) -> Any:
    return find(items, name or "\0", error, kind)[0]


def family_of(engine: str, version: str) -> str:
    """``redis7``, ``valkey8``; before Redis 7 the minor version matters: ``redis6.x``, ``redis5.0``."""
    major, _, minor = version.partition(".")
    if engine == "redis" and int(major) < 7:
        return f"redis{major}.x" if major == "6" else f"redis{major}.{minor[:1] or 0}"
    return f"{engine}{major}"
