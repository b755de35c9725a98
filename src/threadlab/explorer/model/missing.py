"""What is not modelled: it can be imported, and who uses it learns so, with the line."""

from __future__ import annotations

import importlib
import platform
import threading
import types
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.fiber import Unsupported
from threadlab.explorer.engine.lines import user_line
from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.engine.world import World
from threadlab.explorer.model.private import NEWEST, OLDEST
from threadlab.words import say

_USES = (
    "call", "mro_entries", "enter", "exit", "iter", "next", "len", "getitem", "setitem", "contains",
    "add", "sub", "mul", "truediv", "radd", "rsub", "rmul", "lt", "le", "gt", "ge", "setattr",
    "bool", "int", "float", "index",
)  # fmt: skip
_HINTS = ("open", "input", "socket", "fork", "process", "asyncio", "exec", "explore")
_FAMILIES = {
    "os.fork": "fork", "subprocess": "process", "multiprocessing": "process", "socket": "socket",
    "asyncio": "asyncio", "eval": "exec", "compile": "exec", "threadlab": "explore",
    **{hint: hint for hint in _HINTS},
}  # fmt: skip


class Missing:
    """Stands for something that is not modelled; whoever uses it learns so, with the line."""

    __slots__ = ("_name", "_world")

    def __init__(self, name: str, world: World):
        object.__setattr__(self, "_name", name)
        object.__setattr__(self, "_world", world)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Missing(f"{self._name}.{name}", self._world)

    def __repr__(self) -> str:
        return f"<{self._name}, which is not modelled>"

    def __or__(self, other: Any) -> Missing:
        """A type hint such as `Path | None` uses nothing."""
        return self

    __ror__ = __or__


class Different(Missing):
    """Stands for a module of which this Python lacks a part that the explorer builds on."""

    __slots__ = ("_part",)

    def __init__(self, name: str, part: str, world: World):
        super().__init__(name, world)
        object.__setattr__(self, "_part", part)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Different(self._name, self._part, self._world)


def _refuse(self: Missing, *_: Any, **__: Any) -> Any:
    if type(self) is Different:
        raise different(self._name, self._part, self._world)
    raise unsupported(self._name, self._world)


for _name in _USES:
    setattr(Missing, f"__{_name}__", _refuse)


def unsupported(name: str, world: World, hint: str = "") -> Unsupported:
    """The end of an exploration that has met `name`, with a hint where there is one."""
    hint = hint and " " + say(f"unsupported.{hint}")
    for start, family in _FAMILIES.items():
        if name == start or name.startswith(f"{start}."):
            hint = " " + say(f"unsupported.{family}")
            break
    return _end(say("unsupported.name", name=name) + hint, world)


def different(name: str, part: str, world: World) -> Unsupported:
    """The end of an exploration that needs `part` of the module `name`, which this Python lacks."""
    oldest, newest = (".".join(map(str, version)) for version in (OLDEST, NEWEST))
    version = platform.python_version()
    sentence = say("unsupported.python", name=name, part=part, version=version, oldest=oldest,
                   newest=newest)  # fmt: skip
    return _end(sentence, world)


def _end(sentence: str, world: World) -> Unsupported:
    file, line = user_line()
    world.unsupported = world.unsupported or Unsupported(sentence, file, line)
    return world.unsupported


# How to get one that says what the class has in this Python.
REAL: dict[str, Callable[[], object]] = {
    "Lock": threading.Lock,
    "RLock": threading.RLock,
    "Event": threading.Event,
    "Semaphore": threading.Semaphore,
    "BoundedSemaphore": threading.BoundedSemaphore,
    "Thread": lambda: threading.Thread(name="never started"),
}


def refuse_rest(module: types.ModuleType, world: World) -> None:
    """Let whoever uses a name that `module` has in this Python, and that is not modelled, learn so.

    So a part that a later Python brings is refused, and is no error of the program's. The same goes
    for the attributes of the classes that are not Python's own.
    """
    try:
        real = importlib.import_module(module.__name__)
    except ImportError:
        return

    def find(name: str) -> Any:
        if not name.startswith("__") and hasattr(real, name):
            inner = isinstance(getattr(real, name), types.ModuleType)
            if not (inner and name.startswith("_")):
                return Missing(f"{module.__name__}.{name}", world)
        raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")

    vars(module).setdefault("__getattr__", find)
    if hasattr(real, "__all__"):  # `import *` must not bring our marks along
        vars(module).setdefault("__all__", list(real.__all__))
    if real is threading:
        for name, make in REAL.items():
            _refuse_attributes(vars(module)[name], make(), world)


def _refuse_attributes(cls: type, real: object, world: World) -> None:
    name = cls.__name__
    rest = {part for part in dir(real) if not part.startswith("__")}.difference(dir(cls))
    if not rest:
        return

    def find(self: Any, part: str) -> Any:
        if part in rest:
            raise unsupported(f"{name}.{part}", world)
        text = f"{type(self).__name__!r} object has no attribute {part!r}"
        raise AttributeError(text, name=part, obj=self)

    cls.__getattr__ = find  # type: ignore[attr-defined]


globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
