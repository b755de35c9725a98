"""In a test's fork: the instructor's functions are put back as they were written, and guarded."""

from __future__ import annotations

import ast
import contextlib
import functools
import operator
import sys
from collections.abc import Iterator
from types import BuiltinFunctionType, CodeType, FunctionType, MethodType, MethodWrapperType
from typing import Any

from threadlab.explorer.source.needed import bound
from threadlab.grading.wire.names import KIND, OPERAND

_MOST_LEVELS = 6  # of objects in objects
_MOST_VALUES = 2000  # in one of them
_CACHED = type(functools.cache(lambda: None))
_OF_PYTHON = 1 << 9  # the flag of classes that a program has made


def renew(names: dict[str, Any], name: str, source: str, attributes: list[str]) -> None:
    """Put the methods that `source` defines into the class `name`, which stays the same object.

    Without a source it is an object: what shadows its methods is taken away. What can't be done
    is left; the test then says what it says.
    """
    with contextlib.suppress(Exception):
        found = names.get(name)
        if not source:
            own = object.__getattribute__(found, "__dict__")
            for attribute in attributes:
                own.pop(attribute, None)
            return
        if not isinstance(found, type):
            return
        space: dict[str, Any] = {}
        exec(compile(source, "<test>", "exec", dont_inherit=True), names, space)
        made = type.__getattribute__(space[name], "__dict__")
        for attribute in attributes:
            for function in _functions(made[attribute]):
                _belong(function, found)
            type.__setattr__(found, attribute, made[attribute])


def _functions(value: Any) -> Iterator[Any]:
    """The functions of what stands in a class: a method, a property, a static one."""
    parts = (value, *(getattr(value, name, None) for name in (
        "__func__", "fget", "fset", "fdel", "func", "__wrapped__")))  # fmt: skip
    return (part for part in parts if hasattr(part, "__code__"))


def _belong(function: Any, owner: type) -> None:
    """Let `super()` in a method mean the class into which it comes."""
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        if name == "__class__":
            cell.cell_contents = owner


def guard(
    module: str, source: str, guarded: str, names: dict[str, Any], tools: dict[str, Any]
) -> bool:
    """Let the functions of a text ask operators as `guarded` has it; `tools` are its names.

    The text is that of a module or, without one, of a cell that was run in `names`. Its functions
    stay the objects that they are, wherever they have been put: those that have the code of the
    text get that of the guarded one. Returns whether the module is there.
    """
    found = sys.modules.get(module) if module else None
    if module and found is None:
        return False
    with contextlib.suppress(Exception):
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        old, new = (
            # this module's own `from __future__` is none of theirs
            list(_codes(compile(text, "", "exec", flags, dont_inherit=True)))
            for text in (source, guarded)
        )
        if [code.co_qualname for code in old] != [code.co_qualname for code in new]:
            return True
        others = dict(zip(old, new, strict=True))
        space = names if found is None else vars(found)
        space.update(tools)
        for function in _Functions(space).of(list(space.values()), 0):
            other = others.get(function.__code__)
            if other is not None and other.co_freevars == function.__code__.co_freevars:
                function.__code__ = other
        compare = Comparing(tools[OPERAND])
        for name in bound(source) & space.keys():
            old, space[name] = space[name], compare.guarded(space[name])
            for user in [] if found is None or space[name] is old else list(names):
                if names[user] is old:  # imported from there
                    names[user] = space[name]
    return True


class Comparing:
    """Guards the built-in functions that compare, under whatever name an instructor keeps them."""

    def __init__(self, operand: Any):
        self._operand = operand
        self._seen: set[int] = set()

    def guarded(self, value: Any, level: int = 0) -> Any:
        """`value`, or what stands for it where it is such a function; others are changed in place.

        What can't be changed is left.
        """
        kind = type(value)
        if kind in (BuiltinFunctionType, MethodWrapperType, operator.methodcaller):
            return self._operand((), value, "function")
        if id(value) in self._seen or level > _MOST_LEVELS or len(self._seen) > _MOST_VALUES:
            return value
        self._seen.add(id(value))
        if kind is functools.partial:
            parts = [self.guarded(part, level + 1) for part in value.args]
            named = self._items(value.keywords, level)
            return functools.partial(self.guarded(value.func, level + 1), *parts, **named)
        if kind is tuple:
            return tuple(self.guarded(part, level + 1) for part in value)
        with contextlib.suppress(Exception):
            if kind is FunctionType:
                value.__defaults__ = self.guarded(value.__defaults__, level + 1)
                if value.__kwdefaults__:
                    value.__kwdefaults__ = self._items(value.__kwdefaults__, level)
                for cell in value.__closure__ or ():
                    if _is_filled(cell):
                        cell.cell_contents = self.guarded(cell.cell_contents, level + 1)
            elif kind is dict:
                value.update(self._items(value, level))
            elif kind is list:
                value[:] = [self.guarded(part, level + 1) for part in value]
            elif isinstance(value, type) and value.__flags__ & _OF_PYTHON:
                for name, part in list(type.__getattribute__(value, "__dict__").items()):
                    if (new := self.guarded(part, level + 1)) is not part:
                        # a built-in function is no method: it is not given an object
                        type.__setattr__(value, name, staticmethod(new))
        return value

    def _items(self, items: dict[Any, Any], level: int) -> dict[Any, Any]:
        return {key: self.guarded(part, level + 1) for key, part in items.items()}


def _codes(code: CodeType) -> Iterator[CodeType]:
    """The code of all functions in a text, in its order; without those of the guard's own."""
    for part in code.co_consts:
        if isinstance(part, CodeType) and KIND not in part.co_varnames:
            yield part
            yield from _codes(part)


class _Functions:
    """The functions of a space of names, each once; no code of anybody's is run to find them."""

    def __init__(self, space: dict[str, Any]):
        self._space = space
        self._seen: set[int] = set()

    def of(self, values: list[Any], level: int) -> Iterator[FunctionType]:
        """Those that are reached from values."""
        if level > _MOST_LEVELS or len(values) > _MOST_VALUES:
            return
        for value in values:
            if id(value) not in self._seen and len(self._seen) < 10 * _MOST_VALUES:
                self._seen.add(id(value))
                if type(value) is FunctionType and value.__globals__ is self._space:
                    yield value
                yield from self.of(self._parts(value), level + 1)

    def _parts(self, value: Any) -> list[Any]:
        kind = type(value)
        if kind is FunctionType:
            own = value.__globals__ is self._space
            filled = [cell.cell_contents for cell in value.__closure__ or () if _is_filled(cell)]
            return filled + list(value.__dict__.values()) if own else []
        if kind in (staticmethod, classmethod, MethodType):
            return [value.__func__]
        if kind is property:
            return [value.fget, value.fset, value.fdel]
        if kind in (functools.partial, functools.cached_property):
            return [value.func]
        if kind is _CACHED:
            return [value.__wrapped__]
        if kind is dict:
            return list(value.values())
        if kind in (list, tuple):
            return list(value)
        if isinstance(value, type) and value.__flags__ & _OF_PYTHON:
            return list(type.__getattribute__(value, "__dict__").values())
        return []


def _is_filled(cell: Any) -> bool:
    try:
        cell.cell_contents  # noqa: B018
    except ValueError:
        return False
    return True
