"""A request's parameters by the operation's model, with what can't be read kept to be refused.

moto's parsers do the work, one per protocol. They turn ``abc`` for a number into a crash, any word but ``true`` for a boolean
into False, and a string for a list into its letters: here such a value becomes ``Unreadable``.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any

from botocore.utils import parse_timestamp
from moto.core.parse import UNDEFINED, EC2QueryParser, JSONParser, QueryParser, RequestParserError, RestJSONParser, RestXMLParser


@dataclass(frozen=True)
class Unreadable:
    """A value that isn't of its member's type."""

    value: Any


class Malformed(Exception):
    """A body that isn't JSON or XML at all."""


#: What the services read as a boolean from text, in any case.
_BOOLEANS = {"true", "false", "1", "0", "yes", "no"}


def _of_text(kind: str, text: Any) -> Any:
    """`text` as a value of the type `kind`: of a form, of XML, of a header, of the query string."""
    if not isinstance(text, str):
        return Unreadable(text)
    try:
        if kind in ("integer", "long", "short", "byte"):
            return int(text)
        if kind in ("float", "double"):
            return float(text)
        if kind == "boolean":
            return text if text.lower() in _BOOLEANS else Unreadable(text)
        if kind == "timestamp":
            parse_timestamp(text)
        if kind == "blob":
            return base64.b64decode(text, validate=True)
    except (ValueError, OverflowError, RuntimeError):
        return Unreadable(text)
    return text


def _of_json(kind: str, value: Any) -> Any:
    """`value` as the services take it from JSON: a number is no string, and a string no number."""
    if isinstance(value, str) and kind in ("string", "boolean", "timestamp", "blob"):
        return _of_text(kind, value)
    if kind in ("float", "double") and value in ("NaN", "Infinity", "-Infinity"):
        return float(value)
    if isinstance(value, bool):
        fits = kind == "boolean"
    else:
        fits = isinstance(value, (int, float)) and kind not in ("string", "boolean", "blob")
    return value if fits else Unreadable(value)


class _Form:
    """Of the query protocols: scalars by their name in the form."""

    def _scalar(self, shape: Any, form: Any, prefix: str = "") -> Any:
        text = self._default_handle(shape, form, prefix)  # type: ignore[attr-defined]
        return text if text is UNDEFINED else _of_text(shape.type_name, text)

    _parse_string = _parse_integer = _parse_long = _parse_float = _parse_double = _parse_boolean = _parse_timestamp = _parse_blob = _scalar


class _Body:
    """Of the other protocols: scalars by their place, and what should be a list, map or structure and isn't."""

    from_json = False
    #: Whether what is read now comes from the path, the query string or a header.
    beside_the_body = False

    def _scalar(self, shape: Any, node: Any) -> Any:
        if node is None:
            return None
        if self.from_json and not self.beside_the_body:
            return _of_json(shape.type_name, node)
        text = (node.text or "") if hasattr(node, "text") else node
        return _of_text(shape.type_name, text)

    _parse_string = _parse_character = _parse_integer = _parse_long = _parse_short = _parse_byte = _scalar
    _parse_float = _parse_double = _parse_boolean = _parse_timestamp = _parse_blob = _scalar

    def _parse_non_payload_attrs(self, *args: Any) -> None:
        self.beside_the_body = True
        super()._parse_non_payload_attrs(*args)  # type: ignore[misc]
        self.beside_the_body = False

    def _parse_body_as_json(self, body: Any) -> Any:
        try:
            content = json.loads(body or "{}")
        except ValueError as error:
            raise Malformed(str(error)) from error
        if not isinstance(content, dict):
            raise Malformed("not an object")
        return content


class _Json(_Body):
    from_json = True

    def _parse_structure(self, shape: Any, value: Any) -> Any:
        if not isinstance(value, dict) and not shape.is_document_type:
            return Unreadable(value)
        return super()._parse_structure(shape, value)  # type: ignore[misc]

    def _parse_map(self, shape: Any, value: Any) -> Any:
        return super()._parse_map(shape, value) if isinstance(value, dict) else Unreadable(value)  # type: ignore[misc]

    def _parse_list(self, shape: Any, value: Any) -> Any:
        if not isinstance(value, list) and not self.beside_the_body:
            return Unreadable(value)
        items = [item for item in value if item is not None] if isinstance(value, list) else value
        return super()._parse_list(shape, items)  # type: ignore[misc]


class _Query(_Form, QueryParser):
    pass


class _Ec2(_Form, EC2QueryParser):
    pass


class _JsonRpc(_Json, JSONParser):
    pass


class _RestJson(_Json, RestJSONParser):
    pass


class _RestXml(_Body, RestXMLParser):
    pass


_READERS: dict[str, Any] = {"query": _Query, "ec2": _Ec2, "json": _JsonRpc, "rest-json": _RestJson, "rest-xml": _RestXml}


def read(operation: Any, protocol: str, request: Any, path: dict[str, Any]) -> Any:
    """The parameters of a request by their names in the model, ``Malformed`` if there is no reading it."""
    parts = {"values": request.values, "headers": request.headers, "url_params": path}
    if protocol not in ("query", "ec2"):
        parts["body"] = request.data
    try:
        return _READERS[protocol](operation).parse(parts)
    except RequestParserError as error:
        raise Malformed(str(error)) from error
