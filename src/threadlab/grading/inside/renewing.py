"""In a test's fork: the instructor's functions are put back as they were written, and guarded."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any

_MOST_LEVELS = 5  # of objects in objects


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
        exec(compile(source, "<test>", "exec"), names, space)
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


def guard(module: str, source: str, guarded: str, tools: dict[str, Any]) -> bool:
    """Let the functions of a module ask operators as `guarded` has it; `tools` are its names.

    Returns whether the module is there. Its functions stay the objects that they are, wherever
    they have been put: each gets the code of the guarded text.
    """
    found = sys.modules.get(module)
    if found is None:
        return False
    with contextlib.suppress(Exception):
        pairs = zip(_codes(compile(source, "", "exec")), _codes(compile(guarded, "", "exec")),
                    strict=True)  # fmt: skip
        by_place = {}
        for old, new in pairs:
            if (old.co_qualname, old.co_freevars) != (new.co_qualname, new.co_freevars):
                return True
            by_place[old.co_qualname, old.co_firstlineno] = new
        space = vars(found)
        space.update(tools)
        for function in _reachable(list(space.values()), space, set(), 0):
            code = function.__code__
            new_code = by_place.get((code.co_qualname, code.co_firstlineno))
            if new_code is not None and new_code.co_freevars == code.co_freevars:
                function.__code__ = new_code
    return True


def _codes(code: CodeType) -> Iterator[CodeType]:
    """The code of all functions in a text, in its order."""
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield part
            yield from _codes(part)


def _reachable(
    values: list[Any], space: dict[str, Any], seen: set[int], level: int
) -> Iterator[FunctionType]:
    """The functions of a module that are reached from values, each once."""
    for value in values:
        if id(value) in seen or level > _MOST_LEVELS:
            continue
        seen.add(id(value))
        inner: list[Any] = []
        if isinstance(value, FunctionType):
            if value.__globals__ is not space:
                continue
            yield value
            inner = [cell.cell_contents for cell in value.__closure__ or () if _is_filled(cell)]
            inner += list(vars(value).values())
        elif isinstance(value, type):
            inner = list(type.__getattribute__(value, "__dict__").values())
        elif isinstance(value, dict):
            inner = list(value.values())
        elif isinstance(value, (list, tuple)):
            inner = list(value)
        else:
            names = ("__func__", "fget", "fset", "fdel", "func", "__wrapped__")
            inner = [found for name in names if (found := _part(value, name)) is not None]
        yield from _reachable(inner, space, seen, level + 1)


def _is_filled(cell: Any) -> bool:
    try:
        cell.cell_contents  # noqa: B018
    except ValueError:
        return False
    return True


def _part(value: Any, name: str) -> Any:
    with contextlib.suppress(Exception):
        return object.__getattribute__(value, name)
    return None
