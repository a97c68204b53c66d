"""Helpers shared by the extensions.

An extension module looks like this::

    from moto.rds.models import RDSBackend
    from moto.rds.responses import RDSResponse
    from ._support import Extension, ServiceError, result

    ext = Extension()
    install = ext.install

    @ext.extend(RDSBackend)
    class _Backend:                      # its methods become methods of moto's class
        def create_thing(self, name): ...

    @ext.extend(RDSResponse)
    class _Responses:                    # one method per operation, in snake_case: CreateThing -> create_thing
        def create_thing(self):
            return result(Thing=self.backend.create_thing(self._get_param("Name")))

    @ext.around(RDSBackend)
    def delete_db_cluster(original, self, *args, **kwargs):   # moto's own, with something before or after
        return original(self, *args, **kwargs)
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult

T = TypeVar("T")

_NOT_COPIED = {"__dict__", "__weakref__", "__module__", "__doc__", "__qualname__", "__firstlineno__", "__static_attributes__", "__annotations__"}


class Extension:
    """Changes to moto's classes, collected when the module is imported and applied by ``install()``."""

    def __init__(self) -> None:
        self._steps: list[Callable[[], None]] = []
        self._installed = False

    def install(self) -> None:
        """Apply the changes, once."""
        if self._installed:
            return
        self._installed = True
        for step in self._steps:
            step()

    def step(self, function: Callable[[], None]) -> Callable[[], None]:
        """Run `function` at installation: for what the other decorators don't cover, such as a URL or a seed."""
        self._steps.append(function)
        return function

    def extend(self, target: type) -> Callable[[type], type]:
        """Class decorator: every attribute of the class becomes an attribute of `target`, in place of one of that name."""

        def decorate(source: type) -> type:
            def apply() -> None:
                for name, value in vars(source).items():
                    if name not in _NOT_COPIED:
                        setattr(target, name, value)

            self._steps.append(apply)
            return source

        return decorate

    def around(self, target: type, name: str | None = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Function decorator: replaces a method of `target`; moto's own is the function's first argument.

        The method is the one called `name`, or else as the function. `target` must have it: a change of moto's that
        renames it is found when the server starts, not in a test that passes for the wrong reason.
        """

        def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
            method = name or function.__name__

            def apply() -> None:
                original = inspect.getattr_static(target, method)
                if isinstance(original, property):

                    def getter(self: Any) -> Any:
                        return function(original.fget, self)

                    setattr(target, method, property(getter, original.fset))
                    return

                def replacement(self: Any, *args: Any, **kwargs: Any) -> Any:
                    return function(original, self, *args, **kwargs)

                replacement.__name__ = method
                replacement.__doc__ = function.__doc__
                setattr(target, method, replacement)

            self._steps.append(apply)
            return function

        return decorate

    def url(self, urls_module: Any, path: str, handler: Callable[..., Any]) -> None:
        """Serve `path` (as in moto's ``urls.py``, ``{0}`` for the host) of a service by `handler`, ``XResponse.dispatch`` as a rule."""
        self._steps.append(lambda: urls_module.url_paths.__setitem__(path, handler))


class ServiceError(ServiceException):
    """An error as the service would answer it: ``ServiceError("DBClusterNotFoundFault", "…")``.

    `code` is the error's code on the wire. moto takes the HTTP status from the service's model where that names the
    error; 400 otherwise. For the services that answer through ``ActionResult`` or raise ``ServiceException``.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)


def result(**members: Any) -> ActionResult:
    """The answer of an operation: its output members by their names in the service's model."""
    return ActionResult(members)


def plain(value: Any) -> Any:
    """`value` with every mapping a dict and every sequence a list: moto's parsed parameters, free of its own mapping types."""
    if hasattr(value, "original_dict"):
        value = value.original_dict()
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def params(response: Any) -> dict[str, Any]:
    """The parameters of the request that `response` handles, by their names in the service's model.

    For the services that moto parses by that model (``automated_parameter_parsing``). Absent parameters are absent.
    """
    return plain(response._get_params())


def tag_map(tags: Iterable[Mapping[str, str]] | None) -> dict[str, str]:
    """``[{"Key": k, "Value": v}]`` as ``{k: v}``."""
    return {tag["Key"]: tag.get("Value") or "" for tag in tags or ()}


def tag_list(tags: Mapping[str, str]) -> list[dict[str, str]]:
    """``{k: v}`` as ``[{"Key": k, "Value": v}]``."""
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def page(items: list[T], limit: int | str | None, token: str | None, most: int = 100) -> tuple[list[T], str | None]:
    """One page of `items` and the token of the next one, ``None`` on the last.

    `limit` is the page length asked for, at most `most`; `token` is what the previous page gave. For operations that
    moto's ``PaginatedResult`` doesn't serve.
    """
    start = 0
    if token:
        if not str(token).isdigit() or int(token) > len(items):
            raise ServiceError("InvalidParameterValue", f"The marker or token {token!r} is not one that was given out.")
        start = int(token)
    end = start + min(int(limit or most), most)
    return items[start:end], str(end) if end < len(items) else None
