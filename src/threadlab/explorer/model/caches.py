"""The names of pure modules that the explorer replaces: those that keep something between threads.

functools' caches are written in C, or lock where the interpreter is old: a look-up and the storing
of a result are operations here, and the function runs between them, as in CPython from 3.12 on.
Sources: functools.py and Modules/_functoolsmodule.c of CPython 3.12.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import sys
import types
import typing
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Any

from threadlab.explorer.engine.log import SYNC, Attribute
from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.engine.modes import READ, WRITE
from threadlab.explorer.model.base import Models, Primitive
from threadlab.explorer.model.missing import unsupported
from threadlab.explorer.objects.refused import public

_MISSING = object()


def _functools(models: Models) -> dict[str, Any]:
    """The names of `functools`, with modelled caches."""
    call = models.call

    class partial(functools.partial[Any]):
        """A call whose arguments are known in part; whoever makes it, it is the program's."""

        def __call__(self, /, *arguments: Any, **named: Any) -> Any:
            keywords = {**self.keywords, **named}
            return call(SYNC, self.func, *self.args, *arguments, **keywords)

    partial.__module__, partial.__qualname__ = "functools", "partial"
    cached = _cached_of(models)
    names = {"partial": partial, "cached_property": _cached_property_of(models)}
    return _changed(models, functools, **names, **_decorators(cached))


def _decorators(cached: Callable[..., Any]) -> dict[str, Any]:
    """`lru_cache` and `cache`, which make `cached` of a function."""

    def lru_cache(maxsize: Any = 128, typed: bool = False) -> Any:
        """As functools has it."""
        if callable(maxsize) and isinstance(typed, bool):
            return cached(maxsize, 128, typed)
        if maxsize is not None and not isinstance(maxsize, int):
            raise TypeError("Expected first argument to be an integer, a callable, or None")
        size = maxsize if maxsize is None else max(maxsize, 0)
        return lambda function: cached(function, size, typed)

    return {"lru_cache": lru_cache, "cache": lambda function, /: cached(function, None, False)}


def _cached_of(models: Models) -> type:
    """Return the class of what `lru_cache` makes of a function."""
    world, call = models.world, models.call
    log = world.log

    class Cached:
        """What `lru_cache` makes of a function."""

        def __init__(self, function: Callable[..., Any], maxsize: int | None, typed: bool):
            self._function, self._maxsize, self._typed = function, maxsize, typed
            self._results: OrderedDict[Any, Any] = OrderedDict()
            self._hits = self._misses = 0
            functools.update_wrapper(self, function)

        def __call__(self, *arguments: Any, **named: Any) -> Any:
            key = functools._make_key(arguments, named, self._typed)
            full = self._maxsize is not None and len(self._results) >= self._maxsize
            self._log(WRITE if full else READ, "look_up")  # a full cache notes what was used last
            if key in self._results:
                self._hits += 1
                if self._maxsize is not None:
                    self._results.move_to_end(key)
                return self._results[key]
            self._misses += 1
            result = call(SYNC, self._function, *arguments, **named)
            if self._maxsize == 0:
                return result
            self._log(WRITE, "store")
            if self._maxsize is not None:
                if key in self._results:
                    return result
                if len(self._results) >= self._maxsize:
                    self._results.popitem(last=False)
            self._results[key] = result
            return result

        def _log(self, mode: int, name: str) -> None:
            world.tick(SYNC)
            log.append((SYNC, self, mode, name))

        def __get__(self, instance: Any, owner: Any = None) -> Any:
            return self if instance is None else types.MethodType(self, instance)

        def cache_info(self) -> Any:
            """How often it helped, and how much it holds."""
            self._log(WRITE, "cache_info")  # look-ups count
            info = functools._CacheInfo
            return info(self._hits, self._misses, self._maxsize, len(self._results))

        def cache_clear(self) -> None:
            """Forget the results."""
            self._log(WRITE, "cache_clear")
            self._results.clear()
            self._hits = self._misses = 0

        def cache_parameters(self) -> dict[str, Any]:
            """What it was made with."""
            return {"maxsize": self._maxsize, "typed": self._typed}

        def __copy__(self) -> Cached:
            return self

        def __deepcopy__(self, _: Any) -> Cached:
            return self

    return Cached


def _cached_property_of(models: Models) -> type:
    """Return the modelled `cached_property`."""
    world, call = models.world, models.call
    log = world.log

    class cached_property:
        """A property that is computed once an object, or as often as threads come together."""

        def __init__(self, func: Callable[[Any], Any]):
            self.func, self.attrname, self.__doc__ = func, "", func.__doc__

        def __set_name__(self, owner: type, name: str) -> None:
            if self.attrname and name != self.attrname:
                raise TypeError(
                    "Cannot assign the same cached_property to two different names "
                    f"({self.attrname!r} and {name!r})."
                )
            self.attrname = name

        def __get__(self, instance: Any, owner: Any = None) -> Any:
            if instance is None:
                return self
            results = vars(instance)
            self._log(READ, instance)
            value = results.get(self.attrname, _MISSING)
            if value is _MISSING:
                value = call(SYNC, self.func, instance)
                self._log(WRITE, instance)
                results[self.attrname] = value
            return value

        def _log(self, mode: int, instance: Any) -> None:
            world.tick(SYNC)
            log.append((SYNC, instance, mode, Attribute(self.attrname)))

        # With these every look comes here, also one at a value that is there.
        def __set__(self, instance: Any, value: Any) -> None:
            vars(instance)[self.attrname] = value

        def __delete__(self, instance: Any) -> None:
            try:
                del vars(instance)[self.attrname]
            except KeyError:
                raise AttributeError(self.attrname) from None

    return cached_property


def _dataclasses(models: Models) -> dict[str, Any]:
    """The names of `dataclasses`, which takes no offence at the hash of the program's classes."""
    hash_, world = models.hash, models.world

    def names_of(home: str) -> dict[str, Any]:
        every = (names for names, _ in world.footprints.modules.values())
        return next((names for names in every if names.get("__name__") == home), {})

    def dataclass(cls: Any = None, /, **options: Any) -> Any:
        """As dataclasses has it."""

        def make(cls: Any) -> Any:
            if cls is not world.made and len(world.live) > 1:  # others may be using it
                raise unsupported(f"dataclass({cls.__name__})", world)
            if vars(cls).get("__hash__") is hash_:
                del cls.__hash__
            # Methods are generated into the namespace of the module that the class names.
            home = cls.__module__
            cls.__module__ = _NOWHERE
            try:
                with _looked_up_in(names_of(home)):
                    cls = dataclasses.dataclass(cls, **options)
            finally:
                cls.__module__ = home
            if cls.__hash__ is object.__hash__:
                cls.__hash__ = hash_
            return cls

        return make if cls is None else make(cls)

    def make_dataclass(
        cls_name: str, fields: Any, *, namespace: Any = None, module: Any = None, **options: Any
    ) -> Any:
        """As dataclasses has it."""
        inside = {**(namespace or {}), "__module__": _NOWHERE}
        if sys.version_info >= (3, 12):
            options["module"] = _NOWHERE
        with _looked_up_in({}):
            cls = dataclasses.make_dataclass(cls_name, fields, namespace=inside, **options)
        cls.__module__ = module or (namespace or {}).get("__module__", "types")
        return cls

    names = {"dataclass": dataclass, "make_dataclass": make_dataclass}
    return _changed(models, dataclasses, **names)


_NOWHERE = "program"  # a module that the interpreter does not have


@contextlib.contextmanager
def _looked_up_in(names: dict[str, Any]) -> Iterator[None]:
    """Let dataclasses find what annotations that are texts mean in a module of these names.

    It asks whether they are its own: of a program's names only those are shown to it.
    """
    shown = {
        name: _REAL.get(value.__name__, value) if type(value) is types.ModuleType else value
        for name, value in names.items()
        if type(value) is types.ModuleType or any(value is each for each in _SPECIAL)
    }
    sys.modules[_NOWHERE] = types.SimpleNamespace(**shown)  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[_NOWHERE]


_REAL = {"typing": typing, "dataclasses": dataclasses}
_SPECIAL = (typing.ClassVar, dataclasses.InitVar, dataclasses.KW_ONLY)


def _changed(models: Models, real: types.ModuleType, **names: Any) -> dict[str, Any]:
    return {name: models.take(SYNC, value) for name, value in {**public(real), **names}.items()}


FUNCTOOLS = Primitive("functools", _functools)
DATACLASSES = Primitive("dataclasses", _dataclasses)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
