"""Holds the values of a request against the constraints of the service's model.

A check is made of a shape once and kept: ``check(value, path, refusals)`` adds what the model refuses. Values that the model
doesn't name are ignored, as the services ignore them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from .exceptions import Exempt, exempt
from .patterns import compiled
from .reading import Unreadable

#: The steps to a value, as Coral names them: members with a small initial, ``1.member`` in a list, ``key.member`` in a map.
Path = tuple[str, ...]

#: Services to which an empty string is a required member that is missing.
BLANK_IS_MISSING = {"docdb", "elasticache", "neptune", "rds"}

#: Kind of constraint → how Coral, the framework of most services, words it.
SENTENCES = {
    "type": "Member must be of type {}",
    "required": "Member must not be null",
    "max length": "Member must have length less than or equal to {}",
    "min length": "Member must have length greater than or equal to {}",
    "max value": "Member must have value less than or equal to {}",
    "min value": "Member must have value greater than or equal to {}",
    "pattern": "Member must satisfy regular expression pattern: {}",
    "enum": "Member must satisfy enum value set: [{}]",
    "union": "Member must have exactly one of these set: [{}]",
}


@dataclass(frozen=True)
class Refusal:
    """A value that a constraint refuses. `limit` is the constraint's own: the length, the pattern, the set of values."""

    kind: str
    path: Path
    value: Any
    shape: Any
    limit: Any
    sentence: str


Check = Callable[[Any, Path, list[Refusal]], None]


@dataclass(frozen=True)
class Constraint:
    kind: str
    limit: Any
    holds: Callable[[Any], bool]

    @property
    def sentence(self) -> str:
        return SENTENCES[self.kind].format(", ".join(self.limit) if isinstance(self.limit, list) else self.limit)


def _constraints(service: str, shape: Any, exception: Exempt | None = None) -> list[Constraint]:
    """The constraints of a shape on its own value, in Coral's order; `exception` is that of a single member of it."""
    sized = shape.type_name in ("string", "blob", "list", "map")
    unit = "length" if sized else "value"
    exception = exception or exempt(service, shape.name)
    found: list[Constraint] = []

    def measure(value: Any) -> Any:
        return len(value) if sized else value

    def add(name: str, kind: str, holds: Callable[[Any], bool]) -> None:
        limit = shape.metadata.get(name)
        if limit not in (None, []) and kind not in exception.kinds:
            found.append(Constraint(kind, limit, holds))

    def matches(value: str) -> bool:
        expression = compiled(shape.metadata["pattern"])
        return expression is None or expression.fullmatch(value) is not None

    values = frozenset((*shape.metadata.get("enum", ()), *exception.values))
    add("max", f"max {unit}", lambda value: measure(value) <= shape.metadata["max"])
    add("min", f"min {unit}", lambda value: measure(value) >= shape.metadata["min"])
    add("pattern", "pattern", matches)
    add("enum", "enum", values.__contains__)
    return found


class Checks:
    """The checks of one service's shapes."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._known: dict[str, Check] = {}

    def of(self, shape: Any) -> Check:
        if shape.name not in self._known:
            # A shape that contains itself finds this until its own check is made.
            self._known[shape.name] = lambda value, path, refusals: self._known[shape.name](value, path, refusals)
            make = {"structure": self._structure, "list": self._list, "map": self._map}.get(shape.type_name, self._scalar)
            self._known[shape.name] = make(shape)
        return self._known[shape.name]

    def _own(self, shape: Any, exception: Exempt | None = None) -> Check:
        """The constraints of a shape on its own value, not on what is in it."""
        constraints = _constraints(self._service, shape, exception)

        def check(value: Any, path: Path, refusals: list[Refusal]) -> None:
            for constraint in constraints:
                if not constraint.holds(value):
                    refusals.append(Refusal(constraint.kind, path, value, shape, constraint.limit, constraint.sentence))

        return check

    def _scalar(self, shape: Any, exception: Exempt | None = None) -> Check:
        return _typed(shape, self._own(shape, exception))

    def _structure(self, shape: Any) -> Check:
        exceptions = {name: exempt(self._service, f"{shape.name}.{name}") for name in shape.members}
        members = {
            # Exceptions of a member's own value are of scalars.
            name: (initial(name), self._scalar(member, exceptions[name]) if exceptions[name].of_value else self.of(member), member)
            for name, member in shape.members.items()
        }
        required = [name for name in shape.required_members if "required" not in exceptions[name].kinds]
        missing = (None, "") if self._service in BLANK_IS_MISSING else (None,)
        union = list(members) if getattr(shape, "is_tagged_union", False) else []

        def check(value: Any, path: Path, refusals: list[Refusal]) -> None:
            for name in required:
                if value.get(name) in missing:
                    step, _, member = members[name]
                    refusals.append(Refusal("required", (*path, step), None, member, name, SENTENCES["required"]))
            for name, item in value.items():
                if item is not None and name in members:
                    step, of_member, _ = members[name]
                    of_member(item, (*path, step), refusals)
            if union and len(value) != 1:
                refusals.append(Refusal("union", path, value, shape, union, SENTENCES["union"].format(", ".join(union))))

        return _typed(shape, check) if not shape.is_document_type else lambda value, path, refusals: None

    def _list(self, shape: Any) -> Check:
        own = self._own(shape)
        of_items = self._entries(shape, shape.member, "Member must satisfy constraint: [{}]")

        def check(value: Any, path: Path, refusals: list[Refusal]) -> None:
            own(value, path, refusals)
            of_items(value, list(enumerate(value, 1)), path, refusals)

        return _typed(shape, check)

    def _map(self, shape: Any) -> Check:
        own = self._own(shape)
        of_keys = self._entries(shape, shape.key, "Map keys must satisfy constraint: [{}]")
        of_values = self._entries(shape, shape.value, "Map value must satisfy constraint: [{}]")

        def check(value: Any, path: Path, refusals: list[Refusal]) -> None:
            own(value, path, refusals)
            of_keys(value, [(key, key) for key in value], path, refusals)
            of_values(value, list(value.items()), path, refusals)

        return _typed(shape, check)

    def _entries(self, container: Any, shape: Any, sentence: str) -> Callable[[Any, list[tuple[Any, Any]], Path, list[Refusal]], None]:
        """The check of all items of a list, keys of a map or values of a map: `entries` as (index or key, item).

        Coral refuses the container for a scalar in it, and names all constraints of such a scalar.
        """
        if shape.type_name in ("structure", "list", "map"):
            of_entry = self.of(shape)

            def nested(_: Any, entries: list[tuple[Any, Any]], path: Path, refusals: list[Refusal]) -> None:
                for step, item in entries:
                    if item is not None:
                        of_entry(item, (*path, f"{step}.member"), refusals)

            return nested
        constraints = _constraints(self._service, shape)
        worded = sentence.format(", ".join(constraint.sentence for constraint in constraints))

        def scalars(value: Any, entries: list[tuple[Any, Any]], path: Path, refusals: list[Refusal]) -> None:
            for step, item in entries:
                if isinstance(item, Unreadable):
                    refusals.append(_type_refusal(item, (*path, f"{step}.member"), shape))
                    continue
                broken = next((constraint for constraint in constraints if item is not None and not constraint.holds(item)), None)
                if broken:
                    refusals.append(Refusal(broken.kind, path, value, container, broken.limit, worded))
                    return

        return scalars


def initial(name: str) -> str:
    """The name of a member as Coral writes it."""
    return name[:1].lower() + name[1:]


def _type_refusal(value: Unreadable, path: Path, shape: Any) -> Refusal:
    return Refusal("type", path, value.value, shape, shape.type_name, SENTENCES["type"].format(shape.type_name))


def _typed(shape: Any, check: Check) -> Check:
    def typed(value: Any, path: Path, refusals: list[Refusal]) -> None:
        if isinstance(value, Unreadable):
            refusals.append(_type_refusal(value, path, shape))
        else:
            check(value, path, refusals)

    return typed


@cache
def checks_of(service: str) -> Checks:
    return Checks(service)
