"""What moto's server lacks of the services that the platform uses.

One module per service. Each has a function ``install()`` that adds operations to moto's own backend and response
classes, or corrects what they forget; ``install_all()`` calls them all. Nothing changes in moto before that.
"""

from __future__ import annotations

import importlib
import pkgutil


def names() -> list[str]:
    """The extension modules, in alphabetical order. A name that begins with an underscore is a helper, not an extension."""
    return sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))


def install_all() -> list[str]:
    """Install every extension; returns their names. Calling it again changes nothing."""
    for name in names():
        module = importlib.import_module(f"{__name__}.{name}")
        if not callable(getattr(module, "install", None)):
            raise TypeError(f"extensions/{name}.py has no install(): every extension module needs one")
        module.install()
    return names()
