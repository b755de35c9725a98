"""The modules that tell about the machine: `sys`, `os`, `io` and `threadlab`, as far as it goes."""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Callable
from copy import copy
from pathlib import Path
from typing import Any

from threadlab.explorer.engine.log import SYNC
from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.engine.modes import READ, WRITE
from threadlab.explorer.engine.world import World
from threadlab.explorer.model.frames import frames_of
from threadlab.explorer.model.missing import Missing
from threadlab.explorer.model.output import Output

_SYS_TEXT = """
    version version_info maxsize exit exc_info platform intern getsizeof
    float_info int_info byteorder hexversion flags executable getrefcount
    api_version maxunicode getdefaultencoding prefix exec_prefix base_prefix copyright exception
    hash_info thread_info stdlib_module_names builtin_module_names float_repr_style _is_gil_enabled
"""
_SYS = _SYS_TEXT.split()
_OS = ["sep", "linesep", "name", "pathsep", "curdir", "PathLike", "devnull"]
_IO = ["StringIO", "BytesIO", "SEEK_SET", "SEEK_CUR", "SEEK_END"]
_PROCESS = 1000  # what a program is told that its process is
_CORES = 4


def sys_of(world: World, modules: dict[str, Any]) -> dict[str, Any]:
    """The names of `sys`; `modules` are those that the program has, as long as it runs."""
    settings = {"interval": 0.005, "depth": sys.getrecursionlimit()}

    def look(name: str) -> Any:
        _touch(world, name, READ)
        return settings[name]

    def change(name: str, value: Any) -> None:
        _touch(world, name, WRITE)
        settings[name] = value

    output = Output(world)
    return {
        **{name: getattr(sys, name) for name in _SYS if hasattr(sys, name)},
        "warnoptions": [],
        "argv": ["program"],
        "path": list(sys.path),
        "implementation": copy(sys.implementation),
        "modules": modules,
        "stdout": output,
        "__stdout__": output,
        "stderr": (errors := Output(world)),
        "__stderr__": errors,
        "stdin": Missing("input", world),
        "getswitchinterval": lambda: look("interval"),
        "setswitchinterval": lambda seconds: change("interval", float(seconds)),
        "getrecursionlimit": lambda: look("depth"),
        "setrecursionlimit": lambda limit: change("depth", limit),
        "is_finalizing": lambda: False,
        **frames_of(world),
        "__getattr__": _absent("sys", world),
    }


def os_of(world: World, call: Callable[..., Any], module: Callable[[str], Any]) -> dict[str, Any]:
    """The names of `os`; `call` is the hook of calls, and `module` finds other modules."""
    environ: dict[str, str] = {}

    def getenv(name: str, default: Any = None) -> Any:
        return call(SYNC, environ.get, name, default)

    return {
        **{name: getattr(os, name) for name in _OS},
        "path": module("os.path"),
        "fspath": lambda path: os.fspath(path),
        "getcwd": lambda: str(Path.cwd()),
        "urandom": lambda size, /: module("secrets").token_bytes(size),
        "getpid": lambda: _PROCESS,
        "cpu_count": lambda: _CORES,
        "environ": environ,
        "getenv": getenv,
        "__getattr__": _absent("os", world),
    }


def _touch(world: World, name: str, mode: int) -> None:
    """Log a look at a setting of the interpreter, or a change."""
    world.tick(SYNC)
    world.log.append((SYNC, f"sys {name}", mode, None))


def io_of(world: World) -> dict[str, Any]:
    """The names of `io` that need no file."""
    return {**{name: getattr(io, name) for name in _IO}, "__getattr__": _absent("io", world)}


def threadlab_of(world: World, elapsed: Callable[[], float]) -> dict[str, Any]:
    """The names of `threadlab` that a program may use itself."""
    return {"elapsed": elapsed, "__getattr__": _absent("threadlab", world)}


def _absent(module: str, world: World) -> Callable[[str], Any]:
    real = importlib.import_module(module)

    def find(name: str) -> Any:
        if name.startswith("__") or not hasattr(real, name):
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        return Missing(f"{module}.{name}", world)

    return find


globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
