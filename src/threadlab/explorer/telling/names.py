"""Names and values as a reader is told them: what things are called, and short texts."""

from __future__ import annotations

import builtins
import reprlib
import types
from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Iterator
from typing import Any

from threadlab.explorer.engine.endings import Trace, thing_of
from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.loops import Quiet, Spin
from threadlab.explorer.engine.waits import SLEEP, Guard, ThreadHandle, Waitable, waitable_of
from threadlab.explorer.model.thread import name_of
from threadlab.explorer.objects.kinds import called, is_a, is_at_home, mro_of, own, stands_in
from threadlab.locks import Numbers
from threadlab.words import say

NAMELESS = (Fiber, str, int, float, type(None))


def _class_of(value: Any) -> type:
    return value.cls if type(value) is Trace else type(value)


def _a(value: Any) -> str:
    cls = _class_of(value)
    name = called(cls)
    if stands_in(cls):  # in the place of something of Python's
        name = "object"
    elif name.startswith("_") and is_at_home(cls):  # Python's own: as what it is known
        bases = [called(base) for base in mro_of(cls)[1:-1]]
        name = next((base for base in bases if not base.startswith("_")), "object")
    return f"an {name}" if name[0] in "AEIOUaeiou" else f"a {name}"


class _Short(reprlib.Repr):
    """Texts of values; what the program or the library has made is not asked for its own."""

    def repr1(self, x: Any, level: int) -> str:
        cls = type(x)
        if cls in _WITH_TEXT:
            return super().repr1(x, level)
        if cls in _DICTIONARIES:
            return f"{cls.__name__}({self.repr_dict(x, level)})"
        if is_a(x, BaseException) and cls in vars(builtins).values():
            return f"{cls.__name__}({', '.join(self.repr1(part, level - 1) for part in x.args)})"
        return _a(x)


# Their texts are made of the texts of their items, which are asked one by one, or of none.
_WITH_TEXT = frozenset(
    (int, float, complex, str, bytes, bool, type(None), type(...), range, bytearray,
     list, tuple, set, frozenset, dict, deque, array)
)  # fmt: skip
_DICTIONARIES = frozenset((defaultdict, OrderedDict, Counter))

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
            return _a(value)
    if is_a(value, ThreadHandle):  # a thread
        return name_of(value)
    if stands_in(_class_of(value)):  # in the place of something of Python's
        return ""
    return _a(value)


_MANY = 50  # items of a container that are called by their places
_LIBRARY = ("threading", "queue", "_queue", "concurrent.futures.thread",
            "multiprocessing.pool")  # fmt: skip


def thread_name(fiber: Fiber) -> str:
    """The name of the thread that runs in a fiber; to ask for it is no look of the program's."""
    return "MainThread" if fiber.thread is None else name_of(fiber.thread) or "MainThread"


def _parts(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """What is in a value, with the names that a reader has for it if the value is called `name`."""
    if is_a(value, (*NAMELESS, bytes, type, types.ModuleType, types.FunctionType)):
        return
    row = next((cls for cls in (list, tuple) if is_a(value, cls)), None)
    if row is not None and row.__len__(value) <= _MANY:  # whatever a class of the program's says
        for i, item in enumerate(row.__iter__(value)):
            yield f"{name}[{i}]", item
    elif is_a(value, dict) and dict.__len__(value) <= _MANY:
        for key, item in dict.items(value):
            if type(key) in (str, int) and str(key)[:1] != "@":
                yield f"{name}[{key!r}]", item
    for attribute, item in (own(value) or {}).items():
        if not (is_a(value, ThreadHandle) and str(attribute)[:1] in "_@"):  # Thread's own
            yield part_name(name, attribute, value), item


def path_to(thing: Any, name: str, value: Any, depth: int = 2) -> str:
    """What a reader calls `thing` who calls a value `name`; empty if it is no part of that."""
    if value is thing:
        return name
    for inner, part in _parts(name, value) if depth else ():
        if found := path_to(thing, inner, part, depth - 1):
            return found
    return ""


class Names:
    """What the reader calls an object: by the variable or attribute that holds it."""

    def __init__(
        self,
        names: dict[str, Any],
        local: dict[int, tuple[str, Any]],
        text: str,
        others: dict[int, str] | None = None,
    ):
        self._text = text
        self._found: dict[int, str] = {}
        self._numbered: set[int] = set()
        self._parts: set[int] = set()  # of what the library has made, which are called as it is
        self._keep: list[Any] = []
        self._numbers = Numbers()
        for name, value in names.items():
            if not name.startswith(("__", "@")):
                self._learn(name, value, 3)
        of_that_name: dict[str, int] = {}
        there = [(name, thing_of(value)) for name, value in local.values()]
        unknown = [(name, value) for name, value in there if id(value) not in self._found]
        for name, value in unknown:
            self._note_parts(name, value)
        unknown = [(name, value) for name, value in unknown if id(value) not in self._parts]
        several = Counter(name for name, _ in unknown)
        others = others or {}
        better = Counter(others.get(id(value), name) for name, value in unknown)
        unknown = [
            (other if several[name] > 1 and better[other] == 1 else name, value)
            for name, value in unknown
            for other in (others.get(id(value), name),)
        ]
        several = Counter(name for name, _ in unknown)
        for name, value in unknown:
            if id(value) in self._found:  # by way of another one
                continue
            if several[name] > 1:  # a lock in each call, say
                of_that_name[name] = of_that_name.get(name, 0) + 1
                name = f"{name} {of_that_name[name]}"
            self._learn(name, value, 1)

    def _note_parts(self, name: str, value: Any, depth: int = 2) -> None:
        for inner, part in _parts(name, value) if depth else ():
            if inner == name:
                self._parts.add(id(part))
                self._note_parts(name, part, depth - 1)

    def _learn(self, name: str, value: Any, depth: int) -> None:
        if is_a(value, (*NAMELESS, bytes, type, types.ModuleType, types.FunctionType)):
            return
        if id(value) in self._found:
            return
        self._found[id(value)] = name
        self._keep.append(value)
        for inner, part in _parts(name, value):
            if inner == name:  # the lock of a condition goes with it, however deep that is
                self._parts.add(id(part))
                self._learn(inner, part, depth)
            elif depth:
                self._learn(inner, part, depth - 1)

    def knows(self, value: Any) -> bool:
        """Whether the program has a name for an object."""
        value = _of_waiting(value)
        return id(value) in self._found and id(value) not in self._numbered

    def is_library(self, value: Any) -> bool:
        """Whether an object must be the library's, as the program has no name for such a thing."""
        value = _of_waiting(value)
        kind = called(_class_of(value))
        if self.knows(value) or (kind in ("Lock", "RLock") and not is_internal(value)):
            return False
        return kind not in self._text

    def is_own(self, value: Any) -> bool:
        """Whether the program has a name for an object itself, and not for what it is a part of."""
        return self.knows(value) and id(value) not in self._parts

    def of(self, value: Any) -> str:
        """The name of an object; "lock 1" and so on for those without one."""
        value = _of_waiting(value)
        if is_a(value, types.ModuleType):
            return str(types.ModuleType.__getattribute__(value, "__name__"))
        name = self._found.get(id(value))
        if name is None:
            cls = _class_of(value)
            lock = (own(value) or {}).get("@_lock")  # a condition's, which is called as it is
            if lock is not None and _made_for(lock) is cls:
                name = self.of(lock)
            else:
                name = self._numbers.next(called(_made_for(value) or cls).lower())
            self._found[id(value)] = name
            self._numbered.add(id(value))
            self._keep.append(value)
        return name


def _of_waiting(value: Any) -> Any:
    """What an object is about: a program has names for that."""
    if is_a(value, Waitable) and not is_a(value, Fiber):
        return value.about
    return thing_of(value)


def _made_for(thing: Any) -> type | None:
    """The class of the condition that has made a lock for itself; None if there is none."""
    return getattr(waitable_of(thing), "made_for", None)


def part_name(name: str, attribute: Any, whole: Any) -> str:
    """What the reader calls an attribute of `whole`, which is called `name`.

    The locks of what the library has made are parts of it, and called as it is.
    """
    text = str(attribute)
    ours = type(whole).__module__ in _LIBRARY or stands_in(type(whole)) or text[:2] == "@_"
    return name if ours else f"{name}.{text.removeprefix('@')}"


def thing_name(thing: Any, names: Names, doing: tuple[str, Any] | None = None) -> str:
    """What a thread waits for, in the reader's words; `doing` is the call that it is in."""
    if doing is not None and (is_internal(thing) or not (is_a(thing, Fiber) or names.knows(thing))):
        method, owner = doing
        return f"{names.of(owner)}.{method}()" if names.knows(owner) else f"{method}()"
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
    if names.is_library(thing) or (not names.knows(thing) and is_internal(thing)):
        return say("waits.library")
    return names.of(thing)


def is_internal(thing: Any) -> bool:
    """Whether `thing` is a part of an object of the library, and told as that."""
    waitable = waitable_of(thing)
    return waitable is not None and waitable.internal
