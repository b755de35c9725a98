"""Attributes that an answer looks for by a variable, in a notebook's own process.

    getattr(self.behind, name)

is in a proxy what it has to be; and it could reach Python's own machinery, which nobody sees in its
text. So it is here, in a student's cell, `__look__(self.behind, name)`, which sees what the name
is. What leads to the machinery is refused and noted. As long as nothing has led there, nothing of
an answer's can change what is noted: what could, the judge sees in the text.
"""

from __future__ import annotations

import ast
import cmath
import math
import operator
import statistics
from types import ModuleType
from typing import Any

from threadlab.grading.inside import settled
from threadlab.grading.wire.machinery import ATTRIBUTES, HARMLESS, by_variable
from threadlab.grading.wire.names import LOOK, PUT

_FORBIDDEN = ATTRIBUTES - HARMLESS
# Modules that calculate, and know nothing of the program that uses them.
_CALCULATE = (math, cmath, statistics, operator)
_GETTERS = frozenset({"attrgetter", "methodcaller"})
# What would have an object, or what is asked of its class, count as another.
_NOT_SET = _FORBIDDEN | {"__class__", "__dict__", "__bases__", "__mro__", "__subclasshook__"}
_MOST_REFUSED = 20  # that are noted
_FUNCTIONS = {"getattr": LOOK, "setattr": PUT}


def concern(source: str) -> bool:
    """Whether a cell looks or sets by a variable, or is to be transformed before that is known."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    return any(isinstance(node, ast.Call) and by_variable(node) for node in ast.walk(tree))


class Looks:
    """What one notebook's cells look for and set by a variable; `refused` are those names."""

    def __init__(self) -> None:
        self.refused: list[str] = []

    def visit(self, tree: ast.AST) -> ast.AST:
        """Have a cell look and set by variables under supervision; IPython passes its tree."""
        for node in ast.walk(tree):  # without any recursion: that may end too early
            if isinstance(node, ast.Call) and (name := by_variable(node)):
                node.func = ast.copy_location(ast.Name(_FUNCTIONS[name], ast.Load()), node.func)
        return tree

    def look(self, value: Any, name: Any, *default: Any) -> Any:
        """Do what `getattr` does, if `name` leads nowhere else."""
        if issubclass(type(name), str):
            name = str.__str__(name)  # which has no methods of an answer's
            if not _may_look(value, name):
                self._refuse(name)
            found = getattr(value, name, *default)
            if issubclass(type(value), ModuleType) and issubclass(type(found), ModuleType):
                self._refuse(name)
            return found
        return getattr(value, name, *default)

    def put(self, value: Any, name: Any, new: Any) -> None:
        """Do what `setattr` does, on what is an answer's own."""
        if issubclass(type(name), str):
            name = str.__str__(name)
            if name in _NOT_SET or _is_of_library(value):
                self._refuse(name)
        setattr(value, name, new)

    def note(self, error: BaseException | None) -> None:
        """Note an error that says that a class of Python's own was to be changed."""
        if settled.is_refusal(error):
            self._keep(str(error)[:100])

    def _keep(self, what: str) -> None:
        if len(self.refused) < _MOST_REFUSED:
            self.refused.append(what)

    def _refuse(self, name: str) -> None:
        self._keep(name[:50])
        raise AttributeError(f"{name} belongs to Python's own machinery")


def _is_of_library(value: Any) -> bool:
    """Whether it is a module, or a class that no notebook has made."""
    if issubclass(type(value), type):
        return bool(type.__getattribute__(value, "__module__") != "__main__")
    return issubclass(type(value), ModuleType)


def _may_look(value: Any, name: str) -> bool:
    if name in _FORBIDDEN:
        return False
    if issubclass(type(value), ModuleType):
        known = any(value is module for module in _CALCULATE)
        return known and not name.startswith("_") and name not in _GETTERS
    return not (issubclass(type(value), type) and name in ("__dict__", "register"))
