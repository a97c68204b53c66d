"""S3: configurations that a bucket has several of, each with an id: request metrics, Intelligent-Tiering and inventories.

moto knows none of the first two and keeps a part of the third. S3 answers with the document that it was given, so that is what is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from moto.s3.exceptions import S3ClientError
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

from ._s3 import not_found
from ._support import Extension

ext = Extension()
install = ext.install

#: Subresource in the query → the element of one configuration, and of a list of them.
ELEMENTS = {
    "metrics": ("MetricsConfiguration", "ListMetricsConfigurationsResult"),
    "intelligent-tiering": ("IntelligentTieringConfiguration", "ListBucketIntelligentTieringConfigurationsOutput"),
    "inventory": ("InventoryConfiguration", "ListInventoryConfigurationsResult"),
}
#: Least days without access of each archive tier of Intelligent-Tiering.
LEAST_TIERING_DAYS = {"ARCHIVE_ACCESS": 90, "DEEP_ARCHIVE_ACCESS": 180}
MOST_TIERING_DAYS = 730


class InvalidArgument(S3ClientError):
    code = "InvalidArgument"


def configurations(bucket: FakeBucket, subresource: str) -> dict[str, str]:
    """The documents of a bucket, by their ids."""
    kept: dict[str, dict[str, str]] = bucket.__dict__.setdefault("configurations_with_ids", {})
    return kept.setdefault(subresource, {})


def asked(querystring: dict[str, Any]) -> str | None:
    return next((name for name in ELEMENTS if name in querystring), None)


def missing() -> tuple[int, dict[str, str], str]:
    return not_found("NoSuchConfiguration", "The specified configuration does not exist.")


def without_declaration(document: str) -> str:
    return re.sub(r"^\s*<\?xml.*?\?>\s*", "", document)


def check_tiering(document: str) -> None:
    for tiering in re.findall(r"<Tiering>(.*?)</Tiering>", document, re.DOTALL):
        tier = re.search(r"<AccessTier>(\w+)</AccessTier>", tiering)
        days = re.search(r"<Days>(\d+)</Days>", tiering)
        least = LEAST_TIERING_DAYS.get(tier.group(1)) if tier else None
        if least is None or days is None or not least <= int(days.group(1)) <= MOST_TIERING_DAYS:
            raise InvalidArgument("InvalidArgument", "'Days' in the tiering configuration is out of the range of its access tier.")


@ext.around(S3Response)
def _bucket_response_get(original: Callable[..., Any], self: S3Response, bucket_name: str, querystring: dict[str, Any]) -> Any:
    subresource = asked(querystring)
    if subresource is None:
        return original(self, bucket_name, querystring)
    kept = configurations(self.backend.get_bucket(bucket_name), subresource)
    if "id" in querystring:
        document = kept.get(querystring["id"][0])
        return missing() if document is None else (200, {"Content-Type": "application/xml"}, document)
    _, many = ELEMENTS[subresource]
    listed = "".join(document for _, document in sorted(kept.items()))
    return 200, {"Content-Type": "application/xml"}, f"<{many}>{listed}<IsTruncated>false</IsTruncated></{many}>"


@ext.around(S3Response)
def _bucket_response_put(original: Callable[..., Any], self: S3Response, request: Any, bucket_name: str, querystring: dict[str, Any]) -> Any:
    subresource = asked(querystring)
    if subresource is None:
        return original(self, request, bucket_name, querystring)
    document = without_declaration(self.body.decode() if isinstance(self.body, bytes) else self.body)
    if subresource == "intelligent-tiering":
        check_tiering(document)
    configurations(self.backend.get_bucket(bucket_name), subresource)[querystring["id"][0]] = document
    return 200, {}, ""


@ext.around(S3Response)
def _bucket_response_delete(original: Callable[..., Any], self: S3Response, bucket_name: str, querystring: dict[str, Any]) -> Any:
    subresource = asked(querystring)
    if subresource is None:
        return original(self, bucket_name, querystring)
    kept = configurations(self.backend.get_bucket(bucket_name), subresource)
    return missing() if kept.pop(querystring["id"][0], None) is None else (204, {}, "")
