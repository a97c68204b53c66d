"""The caller's credentials, which expire when a test asks for it: what stops a long apply half-way on AWS.

    POST /moto-api/credentials    {"expireAfter": 100}                   valid for that many more changes
    POST /moto-api/credentials    {"expireAfter": "rds:CreateDBCluster"}  valid until that has been served
    POST /moto-api/credentials    {}                                     valid again
    GET  /moto-api/credentials

Each answers with what has been asked since the last POST, as ``service:Operation`` in order: the ``changes`` that were served and the requests that were
``refused``; and whether the credentials have ``expired``. From then on every request but a HEAD is refused, reads as well, with the service's code.

https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html
"""

from __future__ import annotations

import json
import warnings
from typing import Any

from moto.core.model import OperationModel
from moto.core.request import determine_request_protocol, normalize_request
from moto.core.serialize import get_serializer_class
from moto.core.utils import convert_to_flask_response
from moto.moto_api._internal import urls

from ._support import Extension, ServiceError
from .request_validation import operation_of

ext = Extension()
install = ext.install

#: What an operation that changes nothing is called.
READS = ("BatchGet", "Check", "Describe", "Get", "Head", "List", "Lookup", "Search", "Simulate")

#: Service or protocol → status, code and message: the common errors of each API reference; S3: "Error responses"; EC2: as its users and the SDKs know it.
EXPIRED = {
    "s3": (400, "ExpiredToken", "The provided token has expired."),
    "ec2": (400, "RequestExpired", "Request has expired."),
    "query": (403, "ExpiredToken", "The security token included in the request is expired"),
    "rest-xml": (403, "ExpiredToken", "The security token included in the request is expired"),
}
EXPIRED_IN_JSON = (403, "ExpiredTokenException", "The security token included in the request is expired")


class Credentials:
    """Whether the one caller that the emulator knows is still let in."""

    def __init__(self) -> None:
        self.expire_after(None)

    def expire_after(self, limit: int | str | None) -> None:
        self.limit = limit
        self.changes: list[str] = []
        self.refused: list[str] = []

    @property
    def expired(self) -> bool:
        return self.limit in self.changes if isinstance(self.limit, str) else self.limit is not None and len(self.changes) >= self.limit

    def admit(self, service: str, operation: str) -> bool:
        """Counts a request; False where the credentials have expired."""
        if self.expired:
            self.refused.append(f"{service}:{operation}")
            return False
        if not operation.startswith(READS):
            self.changes.append(f"{service}:{operation}")
        return True


credentials = Credentials()


def refusal(operation: OperationModel, request: Any) -> tuple[int, dict[str, str], str]:
    """Status, headers and body with which a service refuses expired credentials."""
    service = operation.service_model.service_name
    protocol = determine_request_protocol(operation.service_model, request.content_type)
    status, code, message = EXPIRED.get(service) or EXPIRED.get(protocol) or EXPIRED_IN_JSON
    with warnings.catch_warnings():
        # The codes that all services share are in no service's model, which moto warns of.
        warnings.simplefilter("ignore")
        serialized = get_serializer_class(service, protocol)(operation_model=operation).serialize(ServiceError(code, message))
    return status, dict(serialized["headers"]), str(serialized["body"])


@ext.around(convert_to_flask_response, "__call__")
def refuse_expired_credentials(original: Any, self: Any, *args: Any, **kwargs: Any) -> Any:
    from flask import Response, current_app, request

    normalized = normalize_request(request)  # type: ignore[arg-type]
    found = operation_of(current_app.service, normalized)  # type: ignore[attr-defined]
    # The answer to a HEAD has no body and no code: Terraform would wait 20 minutes for the bucket that it has just created, and no test has them.
    if found is None or request.method == "HEAD" or credentials.admit(found[0].service_model.service_name, found[0].name):
        return original(self, *args, **kwargs)
    status, headers, body = refusal(found[0], normalized)
    return Response(response=body, status=status, headers=headers)


def switch(request: Any, full_url: str, headers: Any) -> tuple[int, dict[str, str], str]:
    """A handler of moto's."""
    status, content = 200, {}
    if request.method == "POST":
        limit = json.loads(request.get_data() or b"{}").get("expireAfter")
        if not (limit is None or isinstance(limit, str) or (type(limit) is int and limit >= 0)):
            status, content = 400, {"error": "expireAfter must be a number of changes, 0 or more, or an operation such as rds:CreateDBCluster"}
        else:
            credentials.expire_after(limit)
    shown = {"expired": credentials.expired, "refused": credentials.refused, "changes": credentials.changes}
    return status, {"content-type": "application/json"}, json.dumps(content or shown)


ext.url(urls, "{0}/moto-api/credentials", switch)
