"""Names and values as a reader is told them: what things are called, and short texts."""

from __future__ import annotations

import reprlib
import types
from collections import Counter, deque
from typing import Any

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.loops import Quiet, Spin
from threadlab.explorer.engine.waits import SLEEP, Guard, ThreadHandle, Waitable, waitable_of
from threadlab.explorer.model.thread import name_of
from threadlab.explorer.objects.kinds import is_a, own
from threadlab.locks import Numbers
from threadlab.words import say

NAMELESS = (Fiber, str, int, float, type(None))


class _Short(reprlib.Repr):
    """Texts of values; objects that the program has made are not asked for theirs."""

    def repr1(self, x: Any, level: int) -> str:
        if type(x).__module__ in ("builtins", "collections", "array"):
            return super().repr1(x, level)
        return f"a {type(x).__name__}"


_short = _Short()
_short.maxlist = _short.maxset = _short.maxtuple = _short.maxdict = 8
_short.maxstring = _short.maxother = 60


_PLAIN = (
    int, float, str, bytes, bool, type(None), list, dict, tuple, set, frozenset, deque,
)  # fmt: skip


def short(value: Any) -> str:
    """A value in a few characters, without asking objects that the program has made."""
    if is_a(value, _PLAIN):
        try:
            return _short.repr(value)
        except Exception:
            return f"a {type(value).__name__}"
    if is_a(value, ThreadHandle):  # a thread
        return name_of(value)
    return f"a {type(value).__name__}"


_LIBRARY = ("threading", "queue", "_queue", "concurrent.futures.thread")


class Names:
    """What the reader calls an object: by the variable or attribute that holds it."""

    def __init__(self, names: dict[str, Any], local: dict[int, tuple[str, Any]]):
        self._found: dict[int, str] = {}
        self._keep: list[Any] = []
        self._numbers = Numbers()
        for name, value in names.items():
            if not name.startswith(("_", "@")):
                self._learn(name, value, 2)
        of_that_name: dict[str, int] = {}
        unknown = [(name, value) for name, value in local.values() if id(value) not in self._found]
        several = Counter(name for name, _ in unknown)
        for name, value in unknown:
            if id(value) in self._found:  # by way of another one
                continue
            if several[name] > 1:  # a lock in each call, say
                of_that_name[name] = of_that_name.get(name, 0) + 1
                name = f"{name} {of_that_name[name]}"
            self._learn(name, value, 1)

    def _learn(self, name: str, value: Any, depth: int) -> None:
        if is_a(value, (*NAMELESS, bytes, type, types.ModuleType, types.FunctionType)):
            return
        if id(value) in self._found:
            return
        self._found[id(value)] = name
        self._keep.append(value)
        if depth:
            if is_a(value, (list, tuple)) and len(value) <= 50:
                for i, item in enumerate(value):
                    self._learn(f"{name}[{i}]", item, depth - 1)
            elif is_a(value, dict) and len(value) <= 50:
                for key, item in value.items():
                    if isinstance(key, (str, int)):
                        self._learn(f"{name}[{key!r}]", item, depth - 1)
            elif not is_a(value, ThreadHandle):
                inner = own(value) or {}
                ours = type(value).__module__ in _LIBRARY  # its locks are parts of it
                for key, item in inner.items():
                    whole = ours or str(key).startswith("@")
                    self._learn(name if whole else f"{name}.{key}", item, depth - 1)

    def of(self, value: Any) -> str:
        """The name of an object; "lock 1" and so on for those without one."""
        if is_a(value, Waitable) and not is_a(value, Fiber):
            value = value.about
        name = self._found.get(id(value))
        if name is None:
            name = self._found[id(value)] = self._numbers.next(type(value).__name__.lower())
            self._keep.append(value)
        return name


def thing_name(thing: Any, names: Names, doing: tuple[str, Any] | None = None) -> str:
    """What a thread waits for, in the reader's words; `doing` is the call that it is in."""
    if doing is not None and is_internal(thing):
        method, owner = doing
        return f"{names.of(owner)}.{method}()"
    if is_a(thing, Guard):
        return f"{names.of(thing)}.{thing.name}()"
    if thing is SLEEP:
        return say("waits.sleep")
    if is_a(thing, Fiber):
        return say("waits.end", thread=thing.label)
    if is_a(thing, Spin):
        return say("waits.change")
    if is_a(thing, Quiet):
        return say("waits.daemons")
    return names.of(thing)


def is_internal(thing: Any) -> bool:
    """Whether `thing` is a part of an object of the library, and told as that."""
    waitable = waitable_of(thing)
    return waitable is not None and waitable.internal
