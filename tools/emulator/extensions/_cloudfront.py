"""What the extensions of CloudFront share."""

from __future__ import annotations

import datetime
import random
import string
from typing import Any

from moto.cloudfront.models import CloudFrontBackend

from ._support import ServiceError

#: How long a change is on its way to the edge locations: minutes on AWS, enough here for whoever doesn't wait to notice.
DEPLOYMENT = datetime.timedelta(seconds=1)


def random_text(length: int, letters: str) -> str:
    return "".join(random.choices(letters, k=length))


def new_etag() -> str:
    return "E" + random_text(13, string.ascii_uppercase + string.digits)


def new_uuid() -> str:
    digits = string.digits + "abcdef"
    return "-".join(random_text(length, digits) for length in (8, 4, 4, 4, 12))


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)


def store(backend: CloudFrontBackend, name: str) -> dict[str, Any]:
    """A dictionary that lives and ends with the backend."""
    return backend.__dict__.setdefault(f"_{name}", {})


def argument(message: str) -> ServiceError:
    return ServiceError("InvalidArgument", message)


def check_version(etag: str, if_match: str | None) -> None:
    """What is changed or deleted is named with the version that was read.

    https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html
    """
    if not if_match:
        raise ServiceError("InvalidIfMatchVersion", "The If-Match version is missing or not valid for the resource.")
    if if_match != etag:
        raise ServiceError("PreconditionFailed", "The request failed because it didn't meet the preconditions in one or more request-header fields.")


def origins_in_use(backend: Any) -> list[dict[str, Any]]:
    """The origins of all distributions."""
    return [origin for distribution in backend.distributions.values() for origin in distribution.raw_config["Origins"]["Items"]]


def behaviors_of(config: dict[str, Any]) -> list[dict[str, Any]]:
    ordered = (config.get("CacheBehaviors") or {}).get("Items") or []
    return [config["DefaultCacheBehavior"], *ordered]


def vpc_origins(backend: Any) -> dict[str, Any]:
    """The VPC origins by id, without those whose deletion has ended."""
    origins = store(backend, "vpc_origins")
    for origin_id in [origin_id for origin_id, entry in origins.items() if entry["deleting"] and now() >= entry["until"]]:
        del origins[origin_id]
    return origins


def port_is_allowed(port: int) -> bool:
    """https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesHTTPPort"""
    return port in (80, 443) or 1024 <= port <= 65535
