"""What the extensions of ElastiCache share."""

from __future__ import annotations

from typing import Any

from moto.elasticache.models import ElastiCacheBackend

from ._support import ServiceError

#: The versions of each engine, newest first: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
ENGINE_VERSIONS = {"redis": ("7.1", "7.0", "6.2", "6.0", "5.0.6", "4.0.10"), "valkey": ("9.1", "9.0", "8.2", "8.1", "8.0", "7.2")}
#: What an engine starts with that no version is named for.
DEFAULT_VERSIONS = {"redis": "7.1", "valkey": "8.1"}
#: The patches that are known of AWS's pages and of the provider's tests. DescribeCacheClusters shows the patch, requests name none.
PATCHES = {"redis": {"6.0": "6.0.5", "6.2": "6.2.6", "7.0": "7.0.7"}, "valkey": {"7.2": "7.2.6", "8.0": "8.0.1"}}


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


def full_version(engine: str, version: str) -> str:
    """The version with its patch, as ElastiCache shows it of a node."""
    return PATCHES[engine].get(version) or (f"{version}.0" if version.count(".") == 1 else version)


def default_group(engine: str, version: str, clustered: bool) -> str:
    """The parameter group that a family has by itself."""
    return f"default.{family_of(engine, version)}{'.cluster.on' if clustered else ''}"


def numbers(version: str) -> tuple[int, ...]:
    """What versions are compared by."""
    return tuple(int(part) for part in version.split("."))


def bad_value(message: str) -> ServiceError:
    return ServiceError("InvalidParameterValue", message)


def bad_combination(message: str) -> ServiceError:
    return ServiceError("InvalidParameterCombination", message)


def resolve(engine: str, version: str | None) -> str:
    """The version that a request gets: 6.x is the newest 6, none is the default."""
    if engine not in ENGINE_VERSIONS:
        raise bad_value(f"Invalid Engine: {engine}. Valid values are: {', '.join(ENGINE_VERSIONS)}.")
    if not version:
        return DEFAULT_VERSIONS[engine]
    if version == "6.x" and engine == "redis":
        return "6.2"
    if version not in ENGINE_VERSIONS[engine]:
        raise bad_combination(f"Cannot find version {version} for {engine}")
    return version


def lowered(given: dict[str, Any], member: str) -> list[str]:
    """The ids of users or user groups of a request: "This value is stored as a lowercase string." """
    return [each.lower() for each in given.get(member) or []]
