"""Classes of Python's own library, which nothing that runs in a room can change.

    kind = [collections.Counter][0]
    kind.most_common = lambda self, n: [(9, 2)]

Nobody can see in a text all ways by which a class is reached. So these classes are made what those
written in C are: immutable types. This happens before any room is opened, and as soon as a module
is imported later. A student's own classes, heirs of these among them, stay as they are.
"""

from __future__ import annotations

import ctypes
import importlib.machinery
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

_LIBRARY = f"{Path(os.__file__).parent}{os.sep}"
_IMMUTABLE = 1 << 8  # Py_TPFLAGS_IMMUTABLETYPE
_PLACE = 168  # bytes from the beginning of a type to its flags
# What the library itself goes on changing, or gives to an object in the place of its class, or what
# is widely changed so that it works in a notebook.
_CHANGING = frozenset({
    "weakref.finalize", "threading._DummyThread", "threading._MainThread",
    "multiprocessing.managers.BaseManager", "multiprocessing.managers.BaseProxy",
    "string.Template", "ctypes._PointerTypeCache", "urllib.request.FileHandler",
    "mailbox.Maildir", "difflib.HtmlDiff", "bdb.Breakpoint", "pdb.Pdb",
})  # fmt: skip
_CHANGING_MODULES = ("asyncio", "importlib", "pydoc", "turtle", "tkinter", "idlelib", "zipfile",
                     "annotationlib", "pstats")  # fmt: skip


def settle() -> None:
    """Make the classes of all modules immutable that are there, and of those to come."""
    for module in [*sys.modules.values()]:
        if isinstance(module, ModuleType):
            _settle(module)
    loader: Any = importlib.machinery.SourceFileLoader
    execute = loader.exec_module

    def exec_module(self: Any, module: ModuleType) -> None:
        execute(self, module)
        _settle(module)

    loader.exec_module = exec_module


def is_refusal(error: BaseException | None) -> bool:
    """Whether it was tried to change such a class."""
    return isinstance(error, TypeError) and "immutable type" in str(error)


def is_changing(name: str) -> bool:
    """Whether a class goes on being changed by the library itself, by its qualified name."""
    return name in _CHANGING or name.partition(".")[0] in _CHANGING_MODULES


def _settle(module: ModuleType) -> None:
    names = vars(module)
    name, file = str(names.get("__name__")), str(names.get("__file__") or "")
    if file.startswith(_LIBRARY) and "site-packages" not in file:
        for value in [*names.values()]:
            if isinstance(value, type) and value.__module__ == name:
                _fix(value)


def _fix(cls: type) -> None:
    if is_changing(f"{cls.__module__}.{cls.__qualname__}"):
        return
    flags = ctypes.c_ulong.from_address(id(cls) + _PLACE)
    # Where types are laid out otherwise, they stay as they are.
    if flags.value == cls.__flags__ and not flags.value & _IMMUTABLE:
        flags.value |= _IMMUTABLE
        for inner in [*vars(cls).values()]:
            if isinstance(inner, type) and inner.__module__ == cls.__module__:
                _fix(inner)
