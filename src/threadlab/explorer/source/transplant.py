"""Live objects taken over into a run: functions with their closures, locks, and plain data.

A function that another one has made carries variables in its closure. Each run gets copies of
them: functions and classes of the program in their rewritten form, real locks and queues as
modelled ones, containers and instances copied deeply.
"""

from __future__ import annotations

import _thread
import collections
import functools
import queue
import threading
import types
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from threadlab.explorer.instrument.hooks.variables import Scope
from threadlab.explorer.instrument.names import is_hidden
from threadlab.explorer.model.missing import unsupported
from threadlab.explorer.model.base import Primitive
from threadlab.explorer.model.registry import of_live
from threadlab.explorer.model.standard import computes

if TYPE_CHECKING:
    from threadlab.explorer.stage import Stage

_MODULES = ("threading", "time", "queue", "random", "concurrent.futures", "_thread")


class Transplant:
    """Copies objects into the namespace of the run that `stage` is making."""

    def __init__(self, stage: Stage):
        self.stage = stage
        self.names = stage.names
        self.memo: dict[int, Any] = {}
        self._keep: list[Any] = []
        self.tokens: dict[str, types.CellType] = {}

    def take(self, value: Any) -> Any:
        """Return what stands for `value` in this run."""
        if isinstance(value, (int, float, complex, str, bytes, type(None), range, type(...))):
            return value
        if id(value) in self.memo:
            return self.memo[id(value)]
        self._keep.append(value)
        new = self._take(value)
        self.memo[id(value)] = new
        return new

    def _take(self, value: Any) -> Any:
        if isinstance(value, types.FunctionType):
            return self._function(value)
        if isinstance(value, types.MethodType):
            return types.MethodType(self.take(value.__func__), self.take(value.__self__))
        if isinstance(value, types.ModuleType):
            return self.stage.library.import_(value.__name__, fromlist=("",))
        modelled = self._modelled(value)
        if modelled is not None:
            return modelled
        if isinstance(value, type):
            return self._class(value)
        if isinstance(value, types.BuiltinFunctionType) and not isinstance(
            value.__self__, (types.ModuleType, type(None))
        ):
            return getattr(self.take(value.__self__), value.__name__)
        if callable(value) and not hasattr(value, "__dict__"):
            return self._builtin(value)
        return self._object(value)

    def _modelled(self, value: Any) -> Any:
        """What a class or function of a modelled module is in this run."""
        module = getattr(value, "__module__", None)
        name = getattr(value, "__name__", None)
        if not isinstance(name, str):
            return None
        if value is threading.Lock or value is _thread.allocate_lock:
            return self._private("threading", "Lock")
        for owner in _MODULES:
            if module == owner or (owner == "concurrent.futures" and str(module).startswith(owner)):
                private = self.stage.library.import_(owner, fromlist=("",))
                return getattr(private, name, None)
        return None

    def _function(self, function: types.FunctionType) -> Any:
        code = self._code(function)
        if code is None:
            if not computes(function.__module__):
                raise unsupported(function.__qualname__, self.stage.world)
            return function
        old = dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
        cells = tuple(self._cell(name, old.get(name)) for name in code.co_freevars)
        names = self._globals(function)
        names["__builtins__"] = self.stage.library.builtins  # it takes them from there, once
        new = types.FunctionType(code, names, function.__name__, None, cells)
        del names["__builtins__"]
        self.memo[id(function)] = new
        for name, cell in zip(code.co_freevars, cells, strict=True):
            self._fill(cell, old.get(name))
        if function.__defaults__:
            new.__defaults__ = tuple(self.take(default) for default in function.__defaults__)
        if function.__kwdefaults__:
            new.__kwdefaults__ = {k: self.take(v) for k, v in function.__kwdefaults__.items()}
        new.__qualname__ = function.__qualname__
        new.__dict__.update({k: self.take(v) for k, v in vars(function).items()})
        return new

    def _cell(self, name: str, old: types.CellType | None) -> types.CellType:
        if old is None:
            if name not in self.tokens:
                self.tokens[name] = types.CellType(Scope())
            return self.tokens[name]
        if id(old) in self.memo:
            return self.memo[id(old)]  # type: ignore[no-any-return]
        cell = types.CellType()
        self.memo[id(old)] = cell
        self._keep.append(old)
        return cell

    def _fill(self, cell: types.CellType, old: types.CellType | None) -> None:
        """Give a cell its content, once the function that may be in it is known."""
        if old is not None and _filled(old) and not _filled(cell):
            cell.cell_contents = self.take(old.cell_contents)

    def _globals(self, function: types.FunctionType) -> dict[str, Any]:
        if function.__code__.co_filename in self.stage.text.files:
            return self.names
        module = self.stage.find(function.__module__)
        return self.names if module is None else vars(module)

    def _code(self, function: types.FunctionType) -> types.CodeType | None:
        old = function.__code__
        whole = self.stage.whole.get(old.co_filename)
        if whole is None:
            if self.stage.find(function.__module__) is None:
                return None
            whole = self.stage.whole.get(old.co_filename)
            if whole is None:
                return None
        alike = [
            code
            for code in _inside(whole)
            if (code.co_name, code.co_firstlineno) == (old.co_name, old.co_firstlineno)
        ]
        if len(alike) > 1:
            wanted = set(old.co_varnames[: old.co_argcount]) | set(old.co_freevars)
            names = set(old.co_names)
            alike.sort(
                key=lambda code: (
                    len(
                        wanted
                        ^ (set(code.co_varnames[: code.co_argcount]) | _own(code.co_freevars))
                    ),
                    len(names ^ _own(code.co_names)),
                )
            )
        return alike[0] if alike else None

    def _builtin(self, function: Any) -> Any:
        """A function written in C: the program's version of it, or itself if it only computes."""
        module, name = getattr(function, "__module__", None), getattr(function, "__name__", "")
        if module == "builtins":
            return self.stage.library.builtins.get(name, function)
        if isinstance(function, types.BuiltinFunctionType) and not computes(module):
            raise unsupported(f"{module}.{name}", self.stage.world)
        return function

    def _class(self, cls: type) -> Any:
        if not _is_own(cls, self.stage):
            if cls.__module__ != "builtins" and not computes(cls.__module__):
                raise unsupported(f"{cls.__module__}.{cls.__qualname__}", self.stage.world)
            return cls
        found: Any = self.names.get(cls.__qualname__)
        if isinstance(found, type):
            return found
        bases = tuple(self.take(base) for base in cls.__bases__)
        skipped = ("__dict__", "__weakref__", "__static_attributes__", "__firstlineno__")
        parts: dict[str, Any] = {}
        for name, value in vars(cls).items():
            if name in skipped or isinstance(value, types.MemberDescriptorType):
                continue
            if isinstance(value, (staticmethod, classmethod)):
                parts[name] = type(value)(self.take(value.__func__))
            elif isinstance(value, property):
                accessors = (value.fget, value.fset, value.fdel)
                parts[name] = property(*(self.take(a) if a else None for a in accessors))
            else:
                parts[name] = self.take(value)
        new = type(cls)(cls.__name__, bases, parts)
        self.memo[id(cls)] = new
        for function in vars(new).values():
            for name, cell in zip(
                getattr(getattr(function, "__code__", None), "co_freevars", ()),
                getattr(function, "__closure__", None) or (),
                strict=False,
            ):
                if name == "__class__":
                    cell.cell_contents = new
        return new

    def _object(self, value: Any) -> Any:
        if (found := of_live(type(value))) is not None:
            return self._primitive(value, *found)
        if type(value) is functools.partial:
            function, named = self.take(value.func), self.take(value.keywords)
            return self._private("functools", "partial")(function, *self.take(value.args), **named)
        if isinstance(value, list):
            return self._filled(type(value)(), value, lambda new, item: new.append(self.take(item)))
        if isinstance(value, (set, frozenset, tuple)):
            items = [self.take(item) for item in value]
            return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
        if isinstance(value, collections.deque):
            return collections.deque([self.take(item) for item in value], value.maxlen)
        if isinstance(value, dict):
            copy: Any = value.copy()
            copy.clear()
            return self._filled(
                copy, value, lambda new, key: new.__setitem__(self.take(key), self.take(value[key]))
            )
        if isinstance(value, BaseException) or hasattr(value, "__dict__") or _slots(type(value)):
            return self._instance(value)
        return value

    def _primitive(self, value: Any, primitive: Primitive, name: str) -> Any:
        """What stands for a live lock, event, queue … or an object of a class of one's own."""
        assert primitive.from_live is not None, f"{name} has no from_live in its file."
        own = type(value) not in primitive.live
        cls = self.take(type(value)) if own else self._private(primitive.module, name)
        new = self.memo[id(value)] = primitive.from_live(value, cls, self.take)
        for attribute, part in getattr(value, "__dict__", {}).items():
            if attribute not in primitive.inner:
                object.__setattr__(new, attribute, self.take(part))
        return new

    def _private(self, module: str, name: str) -> Any:
        """A name of a modelled module."""
        return getattr(self.stage.library.import_(module, fromlist=("",)), name)

    def _filled(self, new: Any, old: Any, add: Callable[[Any, Any], Any]) -> Any:
        self.memo[id(old)] = new
        for item in old:
            add(new, item)
        return new

    def _instance(self, value: Any) -> Any:
        cls = self.take(type(value))
        if type(value).__module__ in ("_io", "socket", "subprocess"):
            raise unsupported(type(value).__name__, self.stage.world)
        try:
            new = cls.__new__(cls)
        except TypeError:
            return value
        self.memo[id(value)] = new
        for name, part in getattr(value, "__dict__", {}).items():
            object.__setattr__(new, name, self.take(part))
        for name in _slots(type(value)):
            if hasattr(value, name):
                object.__setattr__(new, name, self.take(getattr(value, name)))
        return new


def _filled(cell: types.CellType) -> bool:
    try:
        cell.cell_contents  # noqa: B018
    except ValueError:
        return False
    return True


def _own(names: tuple[str, ...]) -> set[str]:
    return {name for name in names if not is_hidden(name)}


def _inside(code: types.CodeType) -> Iterator[types.CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield constant
            yield from _inside(constant)


def _is_own(cls: type, stage: Stage) -> bool:
    """Whether a class is the program's: one of its functions was written in its files."""
    if cls.__module__ in stage.modules:
        return True
    return any(
        isinstance(part, types.FunctionType) and part.__code__.co_filename in stage.whole
        for part in vars(cls).values()
    )


def _slots(cls: type) -> list[str]:
    return [
        name
        for base in cls.__mro__
        for name in ([base.__dict__["__slots__"]] if isinstance(base.__dict__.get("__slots__"), str)
                     else base.__dict__.get("__slots__", ()))
        if name not in ("__dict__", "__weakref__")
    ]  # fmt: skip
