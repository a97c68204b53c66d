"""Every request is held against botocore's model of the service before moto handles it, as AWS does.

Required members, types, lengths, ranges, patterns, sets of values and unions; the answer is worded as the service words it.
What a service doesn't enforce is listed in ``_validation/exceptions.py``.
"""

from __future__ import annotations

import warnings
from typing import Any

from botocore.exceptions import UnknownServiceError
from moto.core.model import OperationModel
from moto.core.request import determine_request_protocol, normalize_request
from moto.core.routing import NotFound, get_service_router
from moto.core.serialize import get_serializer_class
from moto.core.utils import convert_to_flask_response, service_name_from_moto_package_name

from ._support import Extension, ServiceError
from ._validation.checks import Refusal, checks_of
from ._validation.exceptions import EXCEPTIONS
from ._validation.reading import Malformed, read
from ._validation.refusals import answer, malformed

ext = Extension()
install = ext.install

#: moto's name of a service → botocore's, where one isn't the other without its hyphens or where moto serves two at one address.
MODELS = {"apigateway": ("apigateway", "apigatewayv2"), "awslambda": ("lambda",), "elb": ("elbv2", "elb"), "es": ("opensearch", "es")}


def operation_of(backend: str, request: Any) -> tuple[OperationModel, dict[str, Any]] | None:
    """The operation that a request calls, with what its path says; None for one that no model has."""
    for name in MODELS.get(backend) or (service_name_from_moto_package_name(backend),):
        try:
            operation, path = get_service_router(name).match(request)
        except (NotFound, NotImplementedError, UnknownServiceError):
            continue
        version = request.values.get("Version", operation.service_model.api_version) if backend == "elb" else None
        if version in (None, operation.service_model.api_version):
            return operation, path
    return None


def is_readable(operation: OperationModel, protocol: str, request: Any) -> bool:
    """Whether the body is there to be read: not compressed, not a stream of events, and no browser's form."""
    is_form = protocol.startswith("rest-") and bool(request.form)
    return request.content_encoding != "gzip" and not operation.has_event_stream_input and not is_form


def refusal_of(backend: str, request: Any) -> tuple[int, dict[str, str], str] | None:
    """Status, headers and body with which the service refuses the request; None if its model accepts it."""
    found = operation_of(backend, request)
    if found is None:
        return None
    operation, path = found
    service, shape = operation.service_model.service_name, operation.input_shape
    protocol = determine_request_protocol(operation.service_model, request.content_type)
    if shape is None or (service, operation.name) in EXCEPTIONS or not is_readable(operation, protocol, request):
        return None
    refusals: list[Refusal] = []
    try:
        checks_of(service).of(shape)(read(operation, protocol, request, path), (), refusals)
    except Malformed:
        code, message = malformed(service, protocol)
    else:
        if not refusals:
            return None
        code, message = answer(operation, protocol, refusals)
    with warnings.catch_warnings():
        # The codes that all services share are in no service's model, which moto warns of.
        warnings.simplefilter("ignore")
        serialized = get_serializer_class(service, protocol)(operation_model=operation).serialize(ServiceError(code, message))
    return serialized["status_code"], dict(serialized["headers"]), str(serialized["body"])


@ext.around(convert_to_flask_response, "__call__")
def refuse_by_the_model(original: Any, self: Any, *args: Any, **kwargs: Any) -> Any:
    from flask import Response, current_app, request

    refused = refusal_of(current_app.service, normalize_request(request))  # type: ignore[attr-defined, arg-type]
    if refused is None:
        return original(self, *args, **kwargs)
    status, headers, body = refused
    return Response(response=body, status=status, headers=headers)
