"""Where a program keeps its locks: globals, lists, dictionaries, attributes, closures."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

MOST_PLACES = 20_000  # that are looked at
DEPTH = 3

Place = tuple[str, Any, Callable[[Any], None]]  # its label, what is there, and how to change it


def places(namespace: MutableMapping[str, Any]) -> Iterator[Place]:
    """Go through what `namespace` holds: its values, and what is in its containers and objects.

    Only objects of classes that the namespace itself has defined are opened.
    """
    module = namespace.get("__name__")
    seen: set[int] = set()
    budget = [MOST_PLACES]
    for name, value in list(namespace.items()):
        if name.startswith("__") or name in ("In", "Out", "exit", "quit", "get_ipython"):
            continue
        yield name, value, lambda new, name=name: namespace.__setitem__(name, new)  # type: ignore[misc]
        if not (name.startswith("_") and (name[1:].isdigit() or name.strip("_i") == "")):
            yield from _inside(name, value, module, DEPTH, seen, budget)


def _inside(
    label: str, value: Any, module: Any, depth: int, seen: set[int], budget: list[int]
) -> Iterator[Place]:
    if not depth or id(value) in seen or budget[0] <= 0:
        return
    kind = type(value)
    parts: list[tuple[str, Any, Any]] = []
    if kind is list:
        parts = [(f"{label}[{i}]", i, item) for i, item in enumerate(value)]
    elif kind is dict:
        parts = [(f"{label}[{key!r}]", key, item) for key, item in list(value.items())
                 if isinstance(key, (str, int))]  # fmt: skip
    elif kind is types.FunctionType and value.__closure__ and value.__module__ == module:
        seen.add(id(value))
        for name, cell in zip(value.__code__.co_freevars, value.__closure__, strict=True):
            yield from _cell(name, cell, module, depth, seen, budget)
        return
    elif kind.__module__ == module and isinstance(getattr(value, "__dict__", None), dict):
        attributes = value.__dict__
        parts = [(f"{label}.{key}", key, item) for key, item in list(attributes.items())]
        seen.add(id(value))
        value = attributes
    else:
        return
    seen.add(id(value))
    budget[0] -= len(parts)
    for name, key, item in parts:
        yield name, item, lambda new, key=key: value.__setitem__(key, new)  # type: ignore[misc]
        yield from _inside(name, item, module, depth - 1, seen, budget)


def _cell(
    name: str, cell: Any, module: Any, depth: int, seen: set[int], budget: list[int]
) -> Iterator[Place]:
    try:
        item = cell.cell_contents
    except ValueError:
        return  # not bound yet
    yield name, item, lambda new: setattr(cell, "cell_contents", new)
    yield from _inside(name, item, module, depth - 1, seen, budget)
