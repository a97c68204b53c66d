"""S3: bodies that aren't the XML that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.parsers.expat import ExpatError

import xmltodict
from moto.s3.exceptions import MalformedXML
from moto.s3.responses import S3Response

from ._support import Extension

ext = Extension()
install = ext.install

#: Subresources whose body is XML. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList: MalformedXML.
XML_BODIES = {
    "accelerate", "cors", "encryption", "intelligent-tiering", "inventory", "lifecycle", "logging", "metrics", "notification", "object-lock",
    "ownershipControls", "publicAccessBlock", "replication", "tagging", "versioning", "website",
}  # fmt: skip


@ext.around(S3Response)
def _bucket_response_put(original: Callable[..., Any], self: Any, http_request: Any, bucket_name: str, querystring: dict[str, Any]) -> Any:
    if XML_BODIES.isdisjoint(querystring):
        return original(self, http_request, bucket_name, querystring)
    try:
        xmltodict.parse(self.body)
    except ExpatError:
        raise MalformedXML() from None
    return original(self, http_request, bucket_name, querystring)
