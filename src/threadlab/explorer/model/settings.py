"""What a program can change in Python's own library, put back after each run.

Modules that only compute are the real ones, and some of them have settings: the first day of the
week, the warnings that are shown, the longest field of a csv file. A program may change them. The
next run must find what the first one has found, and the kernel must not notice. So what a module
has in view of everybody is kept when a program gets it: its names, the lists and dictionaries under
them, the attributes of its objects. Settings that lie in C code have a way of their own.
"""

from __future__ import annotations

import _abc  # type: ignore[import-not-found]
import csv
import decimal
import sys
import types
import warnings
from abc import ABCMeta
from collections import deque
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any

from threadlab.explorer.objects.kinds import HEAP_TYPE, own

Restore = Callable[[], None]
_ATOMS = (int, float, str, bytes, bool, type(None))
_CONTAINERS = (list, dict, set, deque, bytearray)
DEPTH = 3  # how far what is kept reaches into items and attributes


class Settings:
    """The settings of the modules that a program has got; `restore` puts them back.

    `data` are the lists, dictionaries and the like among them, by their ids.
    """

    def __init__(self) -> None:
        self.data: dict[int, Any] = {}
        self._kept: list[Restore] = []
        self._known: set[str] = set()

    def keep(self, module: types.ModuleType) -> None:
        """Remember how `module` is now, if that is not known yet."""
        if module.__name__ in self._known:
            return
        self._known.add(module.__name__)
        self._kept += _of_module(module, self.data)
        for own_way in _OWN_WAYS.get(module.__name__, ()):
            self._kept.append(own_way())

    def restore(self) -> None:
        """Put back whatever has been changed since."""
        for restore in self._kept:
            restore()


def _of_module(module: types.ModuleType, data: dict[int, Any]) -> Iterator[Restore]:
    names = vars(module)
    public = {
        name: value for name, value in names.items() if name[:1] != "_" or type(value) in _ATOMS
    }

    def rebind() -> None:
        for name, value in public.items():
            if names.get(name, names) is not value:
                names[name] = value

    yield rebind
    seen: set[int] = set()
    for name, value in public.items():
        if name[:1] != "_":
            yield from _within(value, DEPTH, seen)
            if type(value) in _CONTAINERS and value is not warnings.filters:  # modelled
                data[id(value)] = value
    abstract = [value for value in public.values() if isinstance(value, ABCMeta)]
    if abstract:
        yield _registries(abstract)


def _within(value: Any, depth: int, seen: set[int]) -> Iterator[Restore]:
    """What puts back the containers that are reached from `value`."""
    cls = type(value)
    if id(value) in seen or not depth or cls in _ATOMS or isinstance(value, (type, Enum)):
        return
    seen.add(id(value))
    if cls in _CONTAINERS:
        yield _items(value)
        parts = [*value.values()] if cls is dict else [*value]
    elif _has_attributes(cls) and type(inner := own(value)) is dict:
        yield _items(inner)
        parts = [*inner.values()]
    else:
        return
    for part in parts:
        yield from _within(part, depth - 1, seen)


def _has_attributes(cls: type) -> bool:
    callables = (types.FunctionType, types.MethodType, types.ModuleType)
    return bool(cls.__flags__ & HEAP_TYPE) and not issubclass(cls, callables)


def _items(value: Any) -> Restore:
    """What gives a container its items again, in place."""
    kept = value.copy()

    def restore() -> None:
        if not _same(value, kept):
            value.clear()
            (value.update if isinstance(value, (dict, set)) else value.extend)(kept)
            if value is warnings.filters:
                warnings._filters_mutated()  # type: ignore[attr-defined]

    return restore


def _same(value: Any, kept: Any) -> bool:
    """Whether two containers have the same objects for items, in the same order."""
    if len(value) != len(kept):
        return False
    if isinstance(value, dict):
        pairs = zip(value.items(), kept.items(), strict=True)
        return all(key is other and item is its for (key, item), (other, its) in pairs)
    if isinstance(value, set):
        return bool(value == kept)
    return all(one is other for one, other in zip(value, kept, strict=True))


def _registries(classes: list[Any]) -> Restore:
    """What forgets the classes that were registered with abstract ones since."""
    token = _abc.get_cache_token()
    kept = [{reference() for reference in _abc._get_dump(cls)[0]} for cls in classes]

    def restore() -> None:
        nonlocal token
        if _abc.get_cache_token() == token:
            return
        for cls, registered in zip(classes, kept, strict=True):
            if {reference() for reference in _abc._get_dump(cls)[0]} != registered:
                _abc._reset_registry(cls)
                for subclass in registered:
                    cls.register(subclass)
                _abc._reset_caches(cls)
        token = _abc.get_cache_token()

    return restore


def _longest_field() -> Restore:
    kept = csv.field_size_limit()

    def restore() -> None:
        csv.field_size_limit(kept)

    return restore


def _dialects() -> Restore:
    kept: dict[str, Any] = {name: csv.get_dialect(name) for name in csv.list_dialects()}

    def restore() -> None:
        names = csv.list_dialects()
        if names != [*kept] or any(csv.get_dialect(name) is not kept[name] for name in names):
            for name in names:
                csv.unregister_dialect(name)
            for name, dialect in kept.items():
                csv.register_dialect(name, dialect)

    return restore


def _contexts() -> Restore:
    contexts = (decimal.DefaultContext, decimal.BasicContext, decimal.ExtendedContext)
    kept = [(context, context.copy(), repr(context)) for context in contexts]

    def restore() -> None:
        for context, before, text in kept:
            if repr(context) != text:
                for name in ("Emin", "Emax", "prec", "rounding", "capitals", "clamp"):
                    setattr(context, name, getattr(before, name))
                context.flags, context.traps = before.flags, before.traps

    return restore


def _overloads() -> Restore:
    def restore() -> None:
        getattr(sys.modules["typing"], "clear_overloads", int)()

    return restore


def _warner() -> Restore:
    module: Any = warnings
    kept = module._showwarnmsg_impl

    def restore() -> None:
        module._showwarnmsg_impl = kept

    return restore


_OWN_WAYS: dict[str, tuple[Callable[[], Restore], ...]] = {
    "csv": (_longest_field, _dialects),
    "decimal": (_contexts,),
    "typing": (_overloads,),
    "warnings": (_warner,),
}
