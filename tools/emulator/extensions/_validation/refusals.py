"""The code and the message with which a service refuses a request.

Most services are built on Coral, which words all of them alike: only the code differs. EC2, RDS and ElastiCache, SQS, S3 and
Route 53 speak for themselves. What is sure of each is said beside it; a service that is in no table answers as Coral does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .checks import Path, Refusal, initial

Answer = tuple[str, str]

#: Services on Coral that have another code than ``ValidationException`` (JSON) or ``ValidationError`` (query), by their API
#: reference's errors.
CODES = {
    "apigateway": "BadRequestException",
    "apigatewayv2": "BadRequestException",
    "backup": "InvalidParameterValueException",
    "cloudfront": "MalformedXML",
    "cognito-idp": "InvalidParameterException",
    "ecr": "InvalidParameterException",
    "ecs": "InvalidParameterException",
    "eks": "InvalidParameterException",
    "guardduty": "BadRequestException",
    "logs": "InvalidParameterException",
    "sesv2": "BadRequestException",
}
#: As many as Coral names at once.
MOST_NAMED = 10


def _text(value: Any) -> str:
    """A value as Java prints it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}={_text(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_text, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_sensitive(shape: Any) -> bool:
    return bool(shape.metadata.get("sensitive")) or shape.type_name == "blob" or (shape.type_name == "list" and _is_sensitive(shape.member))


def _coral_sentence(refusal: Refusal) -> str:
    if refusal.value is None:
        shown = "Value null"
    elif _is_sensitive(refusal.shape):
        shown = "Value"
    else:
        shown = f"Value '{_text(refusal.value)}'"
    return f"{shown} at '{'.'.join(refusal.path)}' failed to satisfy constraint: {refusal.sentence}"


def _coral_message(refusals: list[Refusal]) -> str:
    named = [_coral_sentence(refusal) for refusal in refusals[:MOST_NAMED]]
    return f"{len(named)} validation error{'s' if len(named) > 1 else ''} detected: {'; '.join(named)}"


def _place(operation: Any, refusal: Refusal) -> dict[str, Any]:
    """Where the value is in the request: ``location`` if not in its body, and its ``name`` there."""
    return next(member.serialization for name, member in operation.input_shape.members.items() if initial(name) == refusal.path[0])


def _member(path: Path) -> str:
    """The last member of a path, with the capital that the members of these services have in the model."""
    name = next(step for step in reversed(path) if not step.endswith(".member"))
    return name[:1].upper() + name[1:]


#: Python's type → what Coral's JSON parser calls a token of it.
_TOKENS: dict[type, Callable[[Any], str]] = {
    str: lambda _: "STRING_VALUE",
    int: lambda _: "NUMBER_VALUE",
    float: lambda _: "DECIMAL_VALUE",
    bool: lambda value: "TRUE_VALUE" if value else "FALSE_VALUE",
}


def _json_type(refusal: Refusal) -> Answer:
    """``SerializationException``, before any constraint is looked at."""
    wanted = refusal.shape.type_name
    if isinstance(refusal.value, list):
        message = "Start of list found where not expected"
    elif isinstance(refusal.value, dict):
        message = "Start of structure or map found where not expected"
    elif wanted in ("structure", "list", "map"):
        message = "Unexpected field type"
    else:
        article = "an" if wanted[0] in "aeiou" else "a"
        message = f"{_TOKENS[type(refusal.value)](refusal.value)} can not be converted to {article} {wanted.capitalize()}"
    return "SerializationException", message


def _coral(operation: Any, protocol: str, refusals: list[Refusal]) -> Answer:
    is_json = protocol in ("json", "rest-json")
    if refusals[0].kind == "type":
        return _json_type(refusals[0]) if is_json else ("MalformedInput", _coral_message(refusals[:1]))
    service = operation.service_model.service_name
    return CODES.get(service, "ValidationException" if is_json else "ValidationError"), _coral_message(refusals)


def _ec2(_: Any, __: str, refusals: list[Refusal]) -> Answer:
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html#CommonErrors"""
    first = refusals[0]
    name = _member(first.path)
    if first.kind == "required":
        return "MissingParameter", f"The request must contain the parameter {name}"
    message = f"Value ({_text(first.value)}) for parameter {initial(name)} is invalid."
    return "InvalidParameterValue", message if first.kind in ("enum", "type") else f"{message} {first.sentence}"


def _rds(_: Any, __: str, refusals: list[Refusal]) -> Answer:
    """https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/CommonErrors.html"""
    first = refusals[0]
    if first.kind == "required":
        return "InvalidParameterValue", f"The parameter {_member(first.path)} must be provided and must not be blank."
    if first.kind == "type":
        return "InvalidParameterValue", f"Invalid value {_text(first.value)} for parameter {_member(first.path)}."
    return "ValidationError", _coral_message(refusals)


def _sqs(operation: Any, protocol: str, refusals: list[Refusal]) -> Answer:
    """https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html"""
    first = refusals[0]
    if first.kind == "required":
        return "MissingParameter", f"The request must contain the parameter {_member(first.path)}."
    if first.kind == "enum":
        unknown = [item for item in first.value if item not in first.limit]
        return "InvalidAttributeName", f"Unknown Attribute {unknown[0]}."
    return _coral(operation, protocol, refusals)


def _s3(operation: Any, _: str, refusals: list[Refusal]) -> Answer:
    """https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html: what is in the body has one answer for all."""
    first = refusals[0]
    member, place = _member(first.path), _place(operation, first)
    if member == "LocationConstraint":
        return "InvalidLocationConstraint", "The specified location-constraint is not valid"
    if "location" not in place:
        if first.kind == "required" and len(first.path) == 1:
            return "MissingRequestBodyError", "Request Body is empty"
        return MALFORMED["s3"]
    if member == "StorageClass":
        return "InvalidStorageClass", "The storage class you specified is not valid"
    return "InvalidArgument", f"Invalid value for {place['name']}: {first.sentence}"


def _route53(operation: Any, _: str, refusals: list[Refusal]) -> Answer:
    """https://docs.aws.amazon.com/Route53/latest/APIReference/CommonErrors.html: the body is held against an XML schema."""
    first = refusals[0]
    if "location" in _place(operation, first):
        return "InvalidInput", _coral_message(refusals)
    return "InvalidInput", f"Invalid XML ; {_xml_sentence(operation, first)}"


_ROUTE53_NAMES = "https://route53.amazonaws.com/doc/2013-04-01/"
#: Kind of constraint → what of the XML schema's facets it is, as Xerces names them.
_FACETS = {"max length": "maxLength", "min length": "minLength", "max value": "maxInclusive", "min value": "minInclusive", "pattern": "pattern"}


def _incomplete(element: str, expected: str) -> str:
    fault = f"cvc-complex-type.2.4.b: The content of element '{element}' is not complete."
    return f"{fault} One of '{{\"{_ROUTE53_NAMES}\":{expected}}}' is expected."


def _xml_sentence(operation: Any, refusal: Refusal) -> str:
    """What Xerces, the parser before Route 53, says of a value."""
    if refusal.kind == "required":
        return _incomplete(_member((f"{operation.name}Request", *refusal.path[:-1])), refusal.limit)
    if refusal.kind == "min length" and refusal.shape.type_name == "list":
        return _incomplete(_member(refusal.path), refusal.shape.member.serialization.get("name"))
    value, limit = _text(refusal.value), refusal.limit
    if refusal.kind == "type":
        return f"cvc-datatype-valid.1.2.1: '{value}' is not a valid value for '{limit}'."
    if refusal.kind == "enum":
        fault = f"cvc-enumeration-valid: Value '{value}' is not facet-valid with respect to enumeration '{_text(limit)}'."
        return f"{fault} It must be a value from the enumeration."
    facet = _FACETS[refusal.kind]
    length = f" with length = '{len(value)}'" if facet.endswith("Length") else ""
    fault = f"cvc-{facet}-valid: Value '{value}'{length} is not facet-valid"
    return f"{fault} with respect to {facet} '{limit}' for type '{refusal.shape.name}'."


_OF_SERVICE: dict[str, Callable[[Any, str, list[Refusal]], Answer]] = {
    "docdb": _rds,
    "ec2": _ec2,
    "elasticache": _rds,
    "neptune": _rds,
    "rds": _rds,
    "route53": _route53,
    "s3": _s3,
    "sqs": _sqs,
}

_NO_JSON = ("SerializationException", "The request body is not a JSON object.")
#: A body that isn't JSON or XML at all. For JSON the services say no more than the code.
MALFORMED: dict[str, Answer] = {
    "json": _NO_JSON,
    "rest-json": _NO_JSON,
    "rest-xml": ("MalformedInput", "The request body is not well-formed XML."),
    "route53": ("InvalidInput", "Invalid XML ; Premature end of file or content that is not well-formed."),
    "s3": ("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema"),
}


def answer(operation: Any, protocol: str, refusals: list[Refusal]) -> Answer:
    """Code and message. A value of the wrong type comes first: it is found when the request is read."""
    refusals = sorted(refusals, key=lambda refusal: refusal.kind != "type")
    return _OF_SERVICE.get(operation.service_model.service_name, _coral)(operation, protocol, refusals)


def malformed(service: str, protocol: str) -> Answer:
    return MALFORMED.get(service) or MALFORMED[protocol]
