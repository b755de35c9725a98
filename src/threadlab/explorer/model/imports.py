"""Modules that programs import to ask something, and of which the rest can't be explored."""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import platform
import sysconfig
import types
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.model.base import Models, Primitive
from threadlab.explorer.model.missing import Missing


def rest_of(module: str, models: Models) -> Callable[[str], Any]:
    """The `__getattr__` of a module of which no more is modelled than it has."""

    def find(name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Missing(f"{module}.{name}", models.world)

    return find


def _importlib(models: Models) -> dict[str, Any]:
    """The names of `importlib`."""

    def import_module(name: str, package: str | None = None) -> Any:
        """Import a module by its name, and return it."""
        if name.startswith("."):
            if not package:
                text = "the 'package' argument is required to perform a relative import for"
                raise TypeError(f"{text} {name!r}")
            name = importlib.util.resolve_name(name, package)
        return models.module(name)

    return {
        "import_module": import_module,
        "invalidate_caches": lambda: None,
        "__path__": [],
        "__getattr__": rest_of("importlib", models),
    }


def _util(models: Models) -> dict[str, Any]:
    """The names of `importlib.util`: whether there is a module can be asked."""

    def find_spec(name: str, package: str | None = None) -> Any:
        """Something of a module that there is, and None of one that there is not."""
        if importlib.util.find_spec(name, package) is None:
            return None
        return types.SimpleNamespace(name=importlib.util.resolve_name(name, package or ""))

    return {
        "find_spec": find_spec,
        "resolve_name": importlib.util.resolve_name,
        "__getattr__": rest_of("importlib.util", models),
    }


def _metadata(models: Models) -> dict[str, Any]:
    """The names of `importlib.metadata`: the versions of packages."""
    return {
        "version": lambda distribution_name: importlib.metadata.version(distribution_name),
        "PackageNotFoundError": importlib.metadata.PackageNotFoundError,
        "__getattr__": rest_of("importlib.metadata", models),
    }


def _platform(models: Models) -> dict[str, Any]:
    """The names of `platform`: what is asked for to tell one Python from another."""
    return {
        "python_implementation": lambda: platform.python_implementation(),
        "python_version": lambda: platform.python_version(),
        "python_version_tuple": lambda: platform.python_version_tuple(),
        "system": lambda: platform.system(),
        "machine": lambda: platform.machine(),
        "node": lambda: platform.node(),
        "platform": lambda aliased=False, terse=False: platform.platform(aliased, terse),
        "processor": lambda: platform.processor(),
        "release": lambda: platform.release(),
        "version": lambda: platform.version(),
        "python_build": lambda: platform.python_build(),
        "python_compiler": lambda: platform.python_compiler(),
        "__getattr__": rest_of("platform", models),
    }


def _sysconfig(models: Models) -> dict[str, Any]:
    """The names of `sysconfig`: how this Python was built, with a GIL or without one, say."""
    return {
        "get_config_var": lambda name: sysconfig.get_config_var(name),
        "get_platform": lambda: sysconfig.get_platform(),
        "get_python_version": lambda: sysconfig.get_python_version(),
        "__getattr__": rest_of("sysconfig", models),
    }


def _asyncio(models: Models) -> dict[str, Any]:
    """The names of `asyncio` that look for coroutines, of which there are none."""
    asyncio = importlib.import_module("asyncio")
    inspect = models.module("inspect")

    def no_loop(*_: Any) -> Any:
        raise RuntimeError("no running event loop")

    errors = ("CancelledError", "InvalidStateError", "TimeoutError", "QueueEmpty", "QueueFull")
    return {
        **{name: getattr(asyncio, name) for name in errors},
        "iscoroutinefunction": inspect.iscoroutinefunction,
        "iscoroutine": lambda obj: asyncio.iscoroutine(obj),
        "isfuture": lambda obj: asyncio.isfuture(obj),
        "get_running_loop": no_loop,
        "current_task": no_loop,
        "__path__": [],
        "__getattr__": rest_of("asyncio", models),
    }


def _urllib(models: Models) -> dict[str, Any]:
    """The package `urllib`, of which `parse` only computes."""
    return {"__path__": [], "__getattr__": rest_of("urllib", models)}


IMPORTLIB = Primitive("importlib", _importlib)
UTIL = Primitive("importlib.util", _util)
METADATA = Primitive("importlib.metadata", _metadata)
ASYNCIO = Primitive("asyncio", _asyncio)
PLATFORM = Primitive("platform", _platform)
SYSCONFIG = Primitive("sysconfig", _sysconfig)
URLLIB = Primitive("urllib", _urllib)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
