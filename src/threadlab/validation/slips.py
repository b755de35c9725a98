"""Slips of the hand that lead to an error somewhere else: found in the text of an answer."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module

from threadlab.validation.handed import GIVE_NOTHING, handed, name_of
from threadlab.validation.named import FUNCTIONS, Names, alike
from threadlab.words import say

_NO_ATTRIBUTE = re.compile(r"'(\w+)' object has no attribute '(\w+)'")
_NO_ARGUMENTS = re.compile(r"\b(\w+)\(\) takes no arguments")
_TAKES = re.compile(r"\b(\w+)\.(\w+)\(\) takes (\d+) positional arguments? but (\d+) w")
_CALLED = re.compile(r"'\w+' object is not callable")
_NO_WITH = re.compile(r"'(\w+)' object does not support the (?:asynchronous )?context manager")
_NO_TUPLE = "argument after * must be an iterable"
_NOT_STARTED = "cannot join thread before it is started"
_NONE = re.compile(r"\bNone(?:Type)?\b")
_UNBOUND = re.compile(r"cannot access local variable '(\w+)'|variable '(\w+)' referenced before")
_NO_COUNT = "object cannot be interpreted as an integer"
_NO_ITEMS = "'int' object is not iterable"
_OF_CLAIM = re.compile(r"[\[(= ](a function|a method|a Future|a coroutine|a generator)\b")
_LOCKS = ("Lock", "RLock", "Semaphore", "BoundedSemaphore", "Condition")
_BARE = ("type", "method", "function", "builtin_function_or_method")
_MODULES = (
    *("threading", "queue", "concurrent.futures", "time", "collections", "functools", "itertools"),
    *("contextlib", "dataclasses", "random", "multiprocessing", "math"),
)

_NOTHING = ast.Module([], [])
Place = tuple[int, int]  # the index of a cell, and a line in it
Call = Callable[[int, int], str]  # what a student calls that place


class Slips:
    """What may be behind an error, in the cells of a notebook, whose places `called` names."""

    def __init__(self, names: Names, called: Call):
        self._names = names
        self._called = called

    def behind(self, text: str, answers: Sequence[int], raised: tuple[int | None, int]) -> str:
        """The slip in the `answers` of a task that leads to an error with this `text`; "" if none.

        `raised` is the cell and the line in which the error was raised in the end.
        """
        finders = (self._method, self._arguments, self._self, self._with, self._shadow,
                   self._unbound, self._number)  # fmt: skip
        found = next((said for find in finders if (said := find(text, raised))), "")
        return found or self._statement(text, answers)

    def instead(self, name: str) -> tuple[str, Place | None]:
        """What keeps the cell that was to define `name` from doing so: a sentence, its place."""
        place = self._names.home_place(name)
        if place is None:
            return "", None
        source = self._names.source(place)
        first = source.lstrip().partition("\n")[0]
        if first.startswith("%%") and not self._names.given(name).lstrip().startswith(first[:4]):
            magic = first.split()[0]
            return say("validate.magic", name=name, magic=magic), (place, 1)
        for outer, node in _nested(self._names.trees.get(place)):
            if node.name == name:
                where = self._where(place, node)
                said = say("validate.inside", name=name, outer=outer, place=self._called(*where))
                return said, where
        return "", None

    def undefined(self, name: str) -> tuple[str, Place | None]:
        """That the cell that was to define `name` does not, with its place."""
        place = self._names.home_place(name)
        if place not in self._names.trees or name in self._names.written(place):
            return "", None
        return say("validate.undefined", name=name, cell=self._names.name_of(place)), (place, 1)

    def import_of(self, name: str) -> str:
        """The import that a name of the library lacks; "" if it is no such name."""
        module = _exports().get(name)
        return say("validate.import_from", module=module, name=name) if module else ""

    def of_self(self, name: str, place: int, line: int) -> bool:
        """Whether the class around a line has a method called `name`."""
        return any(
            name in {one.name for one in node.body if isinstance(one, FUNCTIONS)}
            for node in self._classes(place)
            if node.lineno <= line - self._names.skipped(place) <= (node.end_lineno or 0)
        )

    def _method(self, text: str, raised: tuple[int | None, int]) -> str:
        """Why an object lacks an attribute: a method in the wrong depth, a forgotten self."""
        missing = _NO_ATTRIBUTE.search(text)
        for named in self._names.classes(missing[1] if missing else ""):
            tree, name = self._names.trees[named.place], missing[2] if missing else ""
            node = next(one for one in tree.body
                        if isinstance(one, ast.ClassDef) and one.name == named.name)  # fmt: skip
            for outer, inner in _nested(node):
                if inner.name == name and outer != named.name:
                    where = self._called(*self._where(named.place, inner))
                    return say("validate.too_deep", name=name, outer=outer, place=where)
            for other in tree.body:
                if isinstance(other, FUNCTIONS) and other.name == name:
                    where = self._called(*self._where(named.place, other))
                    return say("validate.outside", name=name, outer=named.name, place=where)
            for target in _assigned(node):
                if target.id == name:
                    where = self._called(*self._where(named.place, target))
                    return say("validate.meant_at", name=f"self.{name}", place=where)
            begin = next((one for one in node.body if isinstance(one, FUNCTIONS)
                          and one.name == "__init__"), None)  # fmt: skip
            if begin and node.bases and "super" not in ast.dump(begin) and not any(
                f"{ast.unparse(base)}.__init__" in ast.unparse(begin) for base in node.bases
            ):  # fmt: skip
                where = self._called(*self._where(named.place, begin))
                return say("validate.no_super", place=where)
        return ""

    def _arguments(self, text: str, raised: tuple[int | None, int]) -> str:
        """Why a class takes no arguments: its __init__ is called something else, or is not its."""
        missing = _NO_ARGUMENTS.search(text)
        for named in self._names.classes(missing[1] if missing else ""):
            if base := self._names.forgotten_base(named):
                return say("validate.base", name=named.name, base=base)
            near = alike("__init__", [one for one in named.methods if one != "__init__"])
            if near:
                return say("validate.meant_by", name="__init__", near=near)
        return ""

    def _self(self, text: str, raised: tuple[int | None, int]) -> str:
        """Whether a method lacks self."""
        taken = _TAKES.search(text)
        if taken is None or int(taken[4]) != int(taken[3]) + 1:
            return ""
        for named in self._names.classes(taken[1]):
            for node in ast.walk(self._names.trees[named.place]):
                if isinstance(node, FUNCTIONS) and node.name == taken[2]:
                    arguments = [*node.args.posonlyargs, *node.args.args]
                    if not arguments or arguments[0].arg != "self":
                        where = self._called(*self._where(named.place, node))
                        return say("validate.no_self", place=where)
        return ""

    def _with(self, text: str, raised: tuple[int | None, int]) -> str:
        """What stands behind `with`, where it should be a lock."""
        kind = _NO_WITH.search(text)
        if kind is None:
            return ""
        if kind[1] == "bool":
            return say("validate.with_acquire")
        for place, tree in self._names.trees.items():
            for node in ast.walk(tree):
                bare: list[ast.expr] = []
                if isinstance(node, (ast.With, ast.AsyncWith)):
                    bare = [item.context_expr for item in node.items]
                elif isinstance(node, ast.Assign):
                    bare = [node.value]
                for one in bare:
                    name = one.id if isinstance(one, ast.Name) else ""
                    name = one.attr if isinstance(one, ast.Attribute) else name
                    if name in _LOCKS and kind[1] in _BARE:
                        where = self._called(*self._where(place, one))
                        return say("validate.class_of_lock", name=name, place=where)
        return ""

    def _shadow(self, text: str, raised: tuple[int | None, int]) -> str:
        """The name of a function or class that the student has given to a value."""
        place, line = raised
        if not _CALLED.search(text) or place is None:
            return ""
        for node in ast.walk(self._names.trees.get(place, _NOTHING)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.lineno == line - self._names.skipped(place)
                and (own := self._names.value(node.func.id))
                and (hasattr(builtins, own.name) or own.name in _exports())
            ):
                where = self._called(*self._names.place_of(own))
                return say("validate.shadows", name=own.name, place=where)
        return ""

    def _statement(self, text: str, answers: Sequence[int]) -> str:
        """A statement of an answer that does nothing, or does something else than it seems to."""
        for place in answers:
            tree = self._names.trees.get(place)
            for node, said in handed(tree, self._names, text) if tree else ():
                return self._at(place, node, said)
            for node in ast.walk(tree) if tree else ():
                if said := self._of_node(node, text):
                    return self._at(place, node, said)
        if kept := _OF_CLAIM.search(text):
            kind = kept[1].split()[1].lower().replace("method", "function")
            return say(f"validate.kept_{kind}")
        return say("validate.args_tuple") if _NO_TUPLE in text else ""

    def unmeant(self, answers: Sequence[int]) -> Iterator[str]:
        """What can't have been meant in the `answers` of a task whose tests pass all the same."""
        for place in answers:
            tree = self._names.trees.get(place)
            for node, said in handed(tree, self._names, "") if tree else ():
                yield self._at(place, node, said)
            functions = [one for one in ast.walk(tree or _NOTHING) if isinstance(one, FUNCTIONS)]
            statements = {one: None for function in functions for one in ast.walk(function)}
            for one in statements:  # what stands last in a cell is there to be seen
                if isinstance(one, ast.Expr) and (said := _idle(one)):
                    yield self._at(place, one, said)

    def _at(self, place: int, node: ast.AST, said: str) -> str:
        return say("validate.at", place=self._called(*self._where(place, node)), words=said)

    def _unbound(self, text: str, raised: tuple[int | None, int]) -> str:
        """Why a variable of a function has no value: it was to be that of somebody else."""
        found = _UNBOUND.search(text)
        tree = self._names.trees.get(-1 if raised[0] is None else raised[0])
        if not found or not tree or raised[0] is None:
            return ""
        name = found[1] or found[2]
        around = _functions_at(tree, raised[1] - self._names.skipped(raised[0]))
        if any(isinstance(node, ast.Call) and name_of(node) == name for node in ast.walk(tree)):
            return self._names.spelt(name, raised[0], raised[1])
        outer = [one for one in around[:-1] if name in _bound(one)]
        if outer or any(name in self._names.written(place) for place in self._names.trees):
            word = "nonlocal" if outer else "global"
            return say("validate.unbound", name=name, function=around[-1].name, word=word)
        return ""

    def _number(self, text: str, raised: tuple[int | None, int]) -> str:
        """Where a number is wanted and there is a list, or the other way round."""
        place, line = raised
        for node in ast.walk(self._names.trees.get(-1 if place is None else place, _NOTHING)):
            items = node.iter if isinstance(node, (ast.For, ast.comprehension)) else node
            if place is None or getattr(items, "lineno", 0) != line - self._names.skipped(place):
                continue
            if not isinstance(items, ast.Call) or len(items.args) != 1:
                continue
            given = ast.unparse(items.args[0])
            if _NO_COUNT in text and name_of(items) == "range":
                return say("validate.meant", name=f"range(len({given}))")
            if _NO_ITEMS in text and items is not node and name_of(items) == "len":
                return say("validate.meant", name=f"range(len({given}))")
        return ""

    def _of_node(self, node: ast.AST, text: str) -> str:
        if isinstance(node, ast.Expr):
            call = node.value
            if said := _idle(node):
                return said
            if _NOT_STARTED in text and isinstance(call, ast.Call) and _method_of(call) == "run":
                return say("validate.run")
        used: ast.AST | None = None
        if isinstance(node, (ast.Assign, ast.Return)):
            used = node.value
        elif isinstance(node, (ast.Attribute, ast.For)):
            used = node.value if isinstance(node, ast.Attribute) else node.iter
        elif isinstance(node, (ast.ListComp, ast.GeneratorExp)):
            used = node.elt
        if _NONE.search(text) and isinstance(used, ast.Call):
            method = _method_of(used)
            if method in GIVE_NOTHING:
                return say("validate.gives_none", name=method)
        return ""

    def _classes(self, place: int) -> list[ast.ClassDef]:
        tree = self._names.trees.get(place)
        return [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)] if tree else []

    def _where(self, place: int, node: ast.AST) -> Place:
        return place, getattr(node, "lineno", 1) + self._names.skipped(place)


def _idle(node: ast.Expr) -> str:
    """What is to be said of a statement that does nothing; "" of any other."""
    if isinstance(node.value, ast.Attribute):
        return say("validate.no_brackets", call=ast.unparse(node.value))
    if isinstance(node.value, ast.Compare) and isinstance(node.value.ops[0], ast.Eq):
        return say("validate.compares", claim=ast.unparse(node.value))
    return ""


def _functions_at(tree: ast.AST, line: int) -> list[ast.FunctionDef]:
    """The functions around a line, from the outside in."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
             and node.lineno <= line <= (node.end_lineno or 0)]  # fmt: skip
    return sorted(found, key=lambda node: node.lineno)


def _bound(function: ast.FunctionDef) -> set[str]:
    """The names that a function itself gives a value."""
    found = {one.arg for one in ast.walk(function.args) if isinstance(one, ast.arg)}
    todo: list[ast.AST] = list(function.body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        if not isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.Lambda)):
            todo += ast.iter_child_nodes(node)
    return found


def _method_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _nested(tree: ast.AST | None) -> Iterator[tuple[str, ast.FunctionDef | ast.ClassDef]]:
    """What is defined inside something else: with the name of that."""
    todo = list(ast.iter_child_nodes(tree)) if tree else []
    if isinstance(tree, ast.ClassDef):
        todo = [tree]
    for outer in todo:
        if isinstance(outer, (*FUNCTIONS, ast.ClassDef)):
            for inner in ast.walk(outer):
                if isinstance(inner, (*FUNCTIONS, ast.ClassDef)) and inner is not outer:
                    around = _around(outer, inner)
                    yield around, inner  # type: ignore[misc]


def _around(outer: ast.AST, inner: ast.AST) -> str:
    """The name of what is next around `inner`, within `outer`."""
    found = str(getattr(outer, "name", ""))
    for node in ast.walk(outer):
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and node is not inner and any(
            each is inner for each in ast.walk(node)
        ):  # fmt: skip
            found = node.name
    return found


def _assigned(node: ast.ClassDef) -> Iterator[ast.Name]:
    """The plain names to which the methods of a class assign."""
    for method in node.body:
        if isinstance(method, FUNCTIONS):
            for one in ast.walk(method):
                if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
                    yield one


@cache
def _exports() -> dict[str, str]:
    """Names of the library that the book uses, with their modules."""
    found: dict[str, str] = {}
    for module in _MODULES:
        loaded = import_module(module)
        for name in getattr(loaded, "__all__", [one for one in vars(loaded) if one[0] != "_"]):
            found.setdefault(name, module)
    return found
