"""What is not modelled: it can be imported, and who uses it learns so, with the line."""

from __future__ import annotations

import abc
import builtins
import functools
import importlib
import platform
import re
import sys
import threading
import types
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.fiber import Unsupported
from threadlab.explorer.engine.lines import user_line
from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.engine.world import World
from threadlab.explorer.model.private import NEWEST, OLDEST
from threadlab.explorer.objects.kinds import HEAP_TYPE, flags_of, home_of, is_at_home, mro_of
from threadlab.words import say

_USES_TEXT = """
    call enter exit aenter aexit await aiter anext iter next reversed len length_hint
    setitem delitem contains setattr delattr get set delete
    add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor
    radd rsub rmul rmatmul rtruediv rfloordiv rmod rdivmod rpow rlshift rrshift rand rxor
    iadd isub imul imatmul itruediv ifloordiv imod ipow ilshift irshift iand ixor ior
    neg pos abs invert round trunc floor ceil bool int float complex index bytes str format
    lt le gt ge fspath buffer copy deepcopy reduce_ex dir
"""
# What a class, a function or a module tells of itself, and who looks for it means that.
_TOLD = frozenset(["__name__", "__qualname__", "__dict__", "__mro__", "__bases__", "__version__"])
_NOT_MODELLED = "which is not modelled"
_NAMED = re.compile(r"[\w.]+\Z")
_LONGEST_NAME = 200
_PYTHONS_OWN = frozenset(
    value for value in vars(builtins).values()
    if isinstance(value, type) and issubclass(value, BaseException)
)  # fmt: skip
_NOT_ASKED = frozenset(
    ["antigravity", "this", "idlelib", "turtledemo"]
)  # importing them does things
_HINTS = ("open", "input", "socket", "fork", "process", "asyncio", "exec", "explore")
_FAMILIES = {
    "os.fork": "fork", "subprocess": "process", "multiprocessing": "process", "socket": "socket",
    "asyncio": "asyncio", "eval": "exec", "compile": "exec", "threadlab": "explore",
    **{hint: hint for hint in _HINTS},
}  # fmt: skip


class Missing:
    """Stands for something that is not modelled; whoever uses it learns so, with the line.

    Each name has a class of its own: what Python says of a value of the wrong class names it.
    """

    __slots__ = ("_name", "_world")

    def __new__(cls, name: str, world: World, *_: Any) -> Missing:
        if cls.__module__ == __name__:
            cls = _class_of(cls, name)  # type: ignore[arg-type]
        return object.__new__(cls)

    def __init__(self, name: str, world: World):
        object.__setattr__(self, "_name", name)
        object.__setattr__(self, "_world", world)

    def __getattr__(self, name: str) -> Any:
        if name in _TOLD:
            raise unsupported(f"{self._name}.{name}", self._world)
        if name.startswith("__") or _lacks(self._name, name):
            raise AttributeError(f"{self._name} has no attribute {name!r}")
        for real in _real(f"{self._name}.{name}"):
            if type(real) is type and real in _PYTHONS_OWN:
                return real  # socket.error is another name of OSError
        return Missing(f"{self._name}.{name}", self._world)

    def __repr__(self) -> str:
        return f"<{self._name}, {_NOT_MODELLED}>"

    def __or__(self, other: Any) -> Missing:
        """A type hint such as `Path | None` uses nothing."""
        return self

    __ror__ = __or__

    def __getitem__(self, item: Any) -> Missing:
        """Nor does one such as `Future[int]`."""
        if isinstance(next(iter(_real(self._name)), None), type):
            return self
        return _refuse(self)  # type: ignore[no-any-return]

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type]:
        """Nor who derives a class from it, as long as nobody makes an object of that class."""
        usual = (type, abc.ABCMeta)
        if not all(isinstance(base, Missing) or type(base) in usual for base in bases):
            _refuse(self)
        return (_base_of(self),)

    def __eq__(self, other: object) -> bool:
        """Only what is compared with a value is used: type hints are compared with each other."""
        if isinstance(other, Missing):
            return bool(self._name == other._name)
        if other is None or isinstance(other, (type, types.ModuleType, types.GenericAlias)):
            return False
        if type(other).__module__ in ("typing", "typing_extensions"):
            return False
        return bool(_refuse(self))

    def __hash__(self) -> int:
        return hash(self._name)

    def __instancecheck__(self, value: Any) -> bool:
        """Who asks whether a value is an object of a class makes none, and there is none."""
        return isinstance(value, self._looked_for(type(value)))

    def __subclasscheck__(self, cls: Any) -> bool:
        return issubclass(cls, self._looked_for(cls))

    def _looked_for(self, cls: Any) -> type:
        """Python's own class of this name, if it can be said whether `cls` derives from it."""
        real = next(iter(_real(self._name)), None)
        plain = type(real) in (type, abc.ABCMeta)  # others answer for themselves
        if not plain or not issubclass(type(cls), type) or not all(map(_is_itself, mro_of(cls))):
            _refuse(self)
        return real  # type: ignore[return-value]


def _is_itself(cls: type) -> bool:
    """Whether a class is no stand-in for one that Python has: its own, or the program's."""
    if not flags_of(cls) & HEAP_TYPE:
        return True
    home, _ = home_of(cls)
    root = home.partition(".")[0] if type(home) is str else ""
    ours = type(cls) is _Deriving or root == "threadlab"
    return not ours and (root not in sys.stdlib_module_names or is_at_home(cls))


@functools.cache
def _class_of(cls: type[Missing], name: str) -> type[Missing]:
    names = {"__slots__": (), "__module__": f"{__name__}.names"}
    return type(f"{name}, {_NOT_MODELLED},", (cls,), names)


class _Deriving(abc.ABCMeta):
    """The class of classes that are derived from what is not modelled."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}")
        return _refuse(_of(cls))


def _of(cls: type) -> Any:
    """What a class is derived from that is not modelled."""
    return next(vars(base)["@of"] for base in cls.__mro__ if "@of" in vars(base))


def _base_of(missing: Missing) -> type:
    def refuse(*_: Any, **__: Any) -> Any:
        return _refuse(missing)

    return _Deriving(missing._name.rpartition(".")[2], (), {"__new__": refuse, "@of": missing})


@functools.cache
def _real(name: str) -> tuple[object, ...]:
    """What Python's own library has under a name with dots; () if that is not known."""
    parts = name.split(".")
    if parts[0] not in sys.stdlib_module_names or parts[0] in _NOT_ASKED:
        return ()
    try:
        found: object = importlib.import_module(parts[0])
        for number, part in enumerate(parts[1:], 2):
            if not hasattr(found, part) and isinstance(found, types.ModuleType):
                importlib.import_module(".".join(parts[:number]))
            found = getattr(found, part)
    except Exception:
        return ()
    return (found,)


def _lacks(owner: str, name: str) -> bool:
    """Whether Python's own library has `owner`, and no `name` in it."""
    return bool(_real(owner)) and not _real(f"{owner}.{name}")


class _Never(BaseException):
    """What nobody raises: the exceptions of what is not modelled."""


def catchable(value: Any) -> Any:
    """What a handler for `value` catches: to name what is not modelled there is no use of it."""
    if type(value) is tuple:
        return tuple(map(catchable, value))
    if type(value) is _Deriving:  # nobody can have made one
        return _Never
    if not isinstance(value, Missing):
        return value
    real = _real(value._name)
    if not real or not isinstance(real[0], type) or not issubclass(real[0], BaseException):
        return _refuse(value)
    if real[0].__module__ == "builtins":
        return real[0]
    home, root = real[0].__module__.partition(".")[0], value._name.partition(".")[0]
    return _Never if home.lstrip("_") == root.lstrip("_") else _refuse(value)


def caused(error: Any) -> Any:
    """The cause of an exception, as `raise … from` names it."""
    raised(error)
    return error


def raised(error: Any) -> None:
    """Refuse to raise what is not modelled."""
    if isinstance(error, (Missing, _Deriving)):
        _refuse(error if isinstance(error, Missing) else _of(error))


def named_in(error: BaseException, world: World) -> Unsupported | None:
    """The end of an exploration if it is something that is not modelled that `error` is about."""
    plain = type(error) in _PYTHONS_OWN and all(type(part) is str for part in error.args)
    if not plain:  # to ask for its text would run the program
        return None
    before, found, _ = str(error).partition(f", {_NOT_MODELLED}")
    name = _NAMED.search(before[-_LONGEST_NAME:]) if found else None
    return None if name is None else unsupported(name[0], world)


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
    if isinstance(self, Different):
        raise different(self._name, self._part, self._world)
    raise unsupported(self._name, self._world)


for _name in _USES_TEXT.split():
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
