"""Why a name is not there, or is something else than the homework asks for: in a sentence."""

from __future__ import annotations

import ast
import builtins
import queue
import re
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent import futures
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Literal

from threadlab.homework.reading import code_of, transformed
from threadlab.homework.tasks import is_locked, settings_of
from threadlab.words import say

Kind = Literal["function", "class", "value"]

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_CLASS = re.compile(r"\bclass(?:es)? `(\w+)[`(]")
_FUNCTION = re.compile(r"\b(?:Write|function) `(\w+)\([^`]*\)`")
_NO_METHOD = re.compile(r"'(\w+)' object has no attribute '(\w+)'")
# What a method is called in other languages, or of other types.
_CALLED_ELSEWHERE = {
    **{("list", name): "append" for name in ("add", "push", "put", "push_back")},
    **{("set", name): "add" for name in ("append", "push", "put", "insert")},
    **{("deque", name): "append" for name in ("add", "push", "put")},
    **{("Queue", name): "put" for name in ("append", "add", "push", "enqueue")},
    **{("Queue", name): "get" for name in ("pop", "popleft", "dequeue", "take")},
    ("list", "size"): "len()", ("list", "length"): "len()", ("Queue", "length"): "qsize",
    ("Lock", "lock"): "acquire", ("Lock", "unlock"): "release", ("Thread", "wait"): "join",
    ("Condition", "signal"): "notify", ("Condition", "broadcast"): "notify_all",
}  # fmt: skip
_LIKE = 0.75  # of two names, one of which may be the other one misspelt


@dataclass(frozen=True)
class Named:
    """A name that a cell defines at its top; of a class, its methods."""

    name: str
    kind: Kind
    place: int
    line: int
    methods: tuple[str, ...] = ()


class Names:
    """What the cells of a notebook call things, and what they were to be called."""

    def __init__(self, cells: Sequence[Any], released: Sequence[Any] = ()):
        self._cells = cells
        self.trees = {place: tree for place, cell in enumerate(cells)
                       if (tree := _tree(cell)) is not None}  # fmt: skip
        self._named = [
            named
            for place, tree in self.trees.items()
            if not is_locked(cells[place])
            for named in _top(tree, place)
        ]
        self._lines = {place: code_of(cell.source)[1] for place, cell in enumerate(cells)}
        self._wanted = dict(_wanted(released or cells))
        self._homes = {named.name: str(settings_of(cell).get("grade_id", ""))
                       for cell in released if settings_of(cell).get("solution")
                       and (tree := _tree(cell)) for named in _top(tree, 0)}  # fmt: skip
        self._given = {str(settings_of(cell).get("grade_id", "")): str(cell.source)
                       for cell in released}  # fmt: skip
        self._there = {settings_of(cell).get("grade_id") for cell in cells}

    def place_of(self, named: Named) -> tuple[int, int]:
        """The cell and the line in which a name is defined."""
        return named.place, named.line + self._lines[named.place]

    def source(self, place: int) -> str:
        """The source of a cell."""
        return str(self._cells[place].source)

    def name_of(self, place: int) -> str:
        """The name that nbgrader gives a cell."""
        return str(settings_of(self._cells[place]).get("grade_id", ""))

    def skipped(self, place: int) -> int:
        """How many lines at the top of a cell are not Python's."""
        return self._lines[place]

    def classes(self, name: str) -> list[Named]:
        """The classes of a student's that have this name."""
        return [named for named in self._named if named.name == name and named.kind == "class"]

    def value(self, name: str) -> Named | None:
        """Where a student assigns something to a name at the top of a cell."""
        found = (named for named in self._named if named.name == name and named.kind == "value")
        return next(found, None)

    def written(self, place: int) -> list[str]:
        """The names that the cell at `place` defines at its top."""
        return [named.name for named in self._named if named.place == place]

    def home_place(self, name: str) -> int | None:
        """The place of the cell that was to define `name`, if that is known, and it is there."""
        cell = self._homes.get(name) or self._named_by_text(name)
        return next((place for place in range(len(self._cells)) if cell == self.name_of(place)),
                    None) if cell else None  # fmt: skip

    def given(self, name: str) -> str:
        """The cell that was to define `name`, as it was handed out; "" if nobody knows."""
        return self._given.get(self._homes.get(name, ""), "")

    def forgotten_base(self, named: Named) -> str:
        """What a class was to inherit from, by its text as it was handed out, if it does not."""
        here, there = (
            next((node for node in (tree.body if tree else ())
                  if isinstance(node, ast.ClassDef) and node.name == named.name), None)
            for tree in (self.trees[named.place], parsed(self.given(named.name)))
        )  # fmt: skip
        return (
            ast.unparse(there.bases[0]) if there and there.bases and here and not here.bases else ""
        )

    def _named_by_text(self, name: str) -> str:
        """The answer right below a text that asks for `name`, if it was given out without names."""
        homes = set(self._homes.values())
        for place, cell in enumerate(self._cells):
            if cell.cell_type == "markdown" and re.search(rf"`{name}\b", cell.source):
                for below in range(place + 1, len(self._cells)):
                    known = settings_of(self._cells[below])
                    if known.get("solution") and self._cells[below].cell_type == "code":
                        cell_name = str(known.get("grade_id", ""))
                        if cell_name in self._given and cell_name not in homes:
                            return cell_name
                        break
                    if self._cells[below].cell_type == "markdown" and not known.get("solution"):
                        break
        return ""

    def defined_in(self, place: int) -> list[Named]:
        """What the cell at `place` defines, and what was to be defined in it."""
        home = str(settings_of(self._cells[place]).get("grade_id", ""))
        own = [named for named in self._named if named.place == place]
        return [*own, *(Named(name, self._wanted.get(name, "value"), place, 0)
                        for name, cell in self._homes.items()
                        if cell == home and all(name != named.name for named in own))]  # fmt: skip

    def beside(self, names: set[str], place: int) -> Named | None:
        """One of `names` that a cell of the student's own defines, above the cell at `place`."""
        for named in self._named:
            is_own = not settings_of(self._cells[named.place])
            if named.place < place and named.name in names and is_own:
                return named
        return None

    def no_class(self, names: Sequence[str]) -> Named | None:
        """The first of `names` that is a function and was to be a class."""
        for named in self._named:
            if (
                named.name in names
                and named.kind == "function"
                and self._wanted.get(named.name) == "class"
            ):
                return named
        return None

    def below(self, name: str, place: int) -> Named | None:
        """Where a name is defined that the cell at `place` has asked for in vain, too late."""
        found = [named for named in self._named if named.name == name]
        return found[0] if found and all(named.place > place for named in found) else None

    def near(self, name: str) -> Named | None:
        """What a student has defined that is almost called `name`, and was not to be."""
        if name in dir(builtins):
            return None
        known = {named.name: named for named in reversed(self._named)
                 if named.name not in self._wanted and named.name != name}  # fmt: skip
        return known.get(alike(name, known))

    def renamed(self, name: str, place: int | None) -> Named | None:
        """The one thing in the cell at `place` that may be what was to be called `name`."""
        kind = self._wanted.get(name, "value")
        found = [named for named in self._named if named.place == place and named.kind == kind
                 and named.name not in self._wanted]  # fmt: skip
        return found[0] if len(found) == 1 else None

    def above(self, name: str, place: int) -> Named | None:
        """Where a cell above the one at `place` defines a name, which did not come about."""
        found = (named for named in self._named if named.name == name and named.place < place)
        return next(found, None)

    def home(self, name: str) -> str:
        """The cell that was to define `name`, if it is no longer there."""
        cell = self._homes.get(name, "")
        return cell if cell and cell not in self._there else ""

    def meant(self, name: str, place: int | None) -> str:
        """What is missing before a name that is not defined: self, or an import."""
        if place is not None and re.search(rf"\bself\.{name}\b", self._cells[place].source):
            return say("validate.meant", name=f"self.{name}")
        if name in sys.stdlib_module_names:
            return say("validate.import", name=name)
        return ""

    def spelt(self, name: str, place: int | None, line: int) -> str:
        """What a name may be a misspelling of, among those that a line of an answer can see."""
        tree = self.trees.get(-1 if place is None else place)
        if tree is None or place is None or is_locked(self._cells[place]):
            return ""
        row = line - self._lines[place]
        seen: dict[str, None] = {}
        for node in ast.walk(tree):
            if isinstance(node, FUNCTIONS) and node.lineno <= row <= (node.end_lineno or 0):
                seen |= dict.fromkeys(one.arg for one in ast.walk(node) if isinstance(one, ast.arg))
                seen |= dict.fromkeys(one.id for one in ast.walk(node)
                                      if isinstance(one, ast.Name) and one.id != name
                                      and isinstance(one.ctx, ast.Store))  # fmt: skip
        seen |= dict.fromkeys(named.name for named in self._named)
        for own in self.trees.values():
            for node in own.body:
                if isinstance(node, (ast.Import, ast.ImportFrom)):
                    seen |= dict.fromkeys(one.asname or one.name for one in node.names)
        near = alike(name, [one for one in (*seen, *dir(builtins)) if one != name])
        return say("validate.meant", name=near) if near else ""

    def near_method(self, text: str) -> str:
        """The method of a student's class that was meant by one that it does not have, or ""."""
        missing = _NO_METHOD.search(text)
        if not missing:
            return ""
        if known := _methods(missing[1]):
            return _CALLED_ELSEWHERE.get((missing[1], missing[2])) or alike(missing[2], known)
        for named in self._named:
            if named.name == missing[1]:
                return alike(missing[2], [name for name in named.methods if name[0] != "_"])
        return ""

    def bases(self, place: int | None, line: int) -> Named | None:
        """The function that the class at a line of a cell wants to inherit from."""
        tree = self.trees.get(-1 if place is None else place)
        for node in tree.body if tree else ():
            if isinstance(node, ast.ClassDef) and place is not None:
                first = node.lineno + self._lines[place]
                last = (node.end_lineno or node.lineno) + self._lines[place]
                names = {base.id for base in node.bases if isinstance(base, ast.Name)}
                for named in self._named:
                    if first <= line <= last and named.name in names and named.kind == "function":
                        return named
        return None

    def without_return(self, test: int) -> str:
        """A function that returns nothing, whose result the test at `test` uses; "" if none."""
        tree = self.trees.get(test)
        if tree is None:
            return ""
        thrown = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        used = [_called(node) for node in ast.walk(tree)
                if isinstance(node, ast.Call) and id(node) not in thrown]  # fmt: skip
        silent = {node.name for place, own in self.trees.items()
                  if settings_of(self._cells[place]).get("solution")
                  for node in ast.walk(own)
                  if isinstance(node, FUNCTIONS) and not returns(node)}  # fmt: skip
        return next((name for name in used if name in silent), "")


def _methods(kind: str) -> list[str]:
    """The methods of one of Python's own types, or of the book's part of the library."""
    for module in (builtins, threading, queue, futures):
        if isinstance(found := getattr(module, kind, None), type):
            return [name for name in dir(found) if name[0] != "_"]
    return []


def alike(name: str, known: Any) -> str:
    """Which of `known` is the same name but for capitals, underscores or a letter; "" if none."""
    plain = {other.replace("_", "").lower(): other for other in known}
    wanted = name.replace("_", "").lower()
    found = get_close_matches(wanted, plain, 1, _LIKE)
    return plain[found[0]] if found else ""


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def returns(function: ast.AST) -> bool:
    """Whether a function has a return with a value, or is a generator."""
    todo = list(ast.iter_child_nodes(function))
    while todo:
        node = todo.pop()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if isinstance(node, ast.Return) and node.value is not None:
            return True
        if not isinstance(node, (*FUNCTIONS, ast.Lambda, ast.ClassDef)):
            todo += ast.iter_child_nodes(node)
    return False


def _tree(cell: Any) -> ast.Module | None:
    return parsed(cell.source) if cell.cell_type == "code" else None


def parsed(source: str) -> ast.Module | None:
    """The syntax of a cell's source; None if it is no Python."""
    try:
        return ast.parse(transformed(code_of(source)[0]))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _top(tree: ast.Module, place: int) -> Iterator[Named]:
    for node in tree.body:
        if isinstance(node, FUNCTIONS):
            yield Named(node.name, "function", place, node.lineno)
        elif isinstance(node, ast.ClassDef):
            methods = tuple(one.name for one in node.body if isinstance(one, FUNCTIONS))
            yield Named(node.name, "class", place, node.lineno, methods)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    yield Named(target.id, "value", place, node.lineno)


def _wanted(cells: Sequence[Any]) -> Iterator[tuple[str, Kind]]:
    """The names that a homework asks for, by its text and by its answers as they were given out."""
    for cell in cells:
        known = settings_of(cell)
        if cell.cell_type == "markdown" and is_locked(cell):
            yield from ((name, "class") for name in _CLASS.findall(cell.source))
            yield from ((name, "function") for name in _FUNCTION.findall(cell.source))
    for cell in cells:
        known = settings_of(cell)
        if known.get("solution") and (tree := _tree(cell)) and "NotImplementedError" in cell.source:
            yield from ((named.name, named.kind) for named in _top(tree, 0))
