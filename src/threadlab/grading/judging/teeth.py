"""Whether a test can fail at all: an assertion that always holds gives its marks to everybody."""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterable, Iterator

from threadlab.words import say

_NAMES = re.compile(r"assert|check|test|verif|expect|raises|equal|grade|fail|run|exit|main", re.I)
_POINTS = re.compile(r"point|score|mark|grade|credit|total", re.I)
_COUNTING_TEXT = "sum round min max len float int abs mean Fraction Decimal"
_COUNTING = frozenset(_COUNTING_TEXT.split())
_MAGICS = frozenset({"run_line_magic", "run_cell_magic"})
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
# Imports of these modules calculate or draw, and judge nothing.
_PLAIN_TEXT = """
    math cmath statistics string re json fractions decimal datetime collections itertools functools
    operator numpy pandas matplotlib time random os sys io pathlib typing copy dataclasses enum
    threading queue asyncio concurrent multiprocessing warnings contextlib inspect IPython
"""
_PLAIN = frozenset(_PLAIN_TEXT.split())


def why_toothless(
    tree: ast.Module, before: Iterable[ast.Module] = (), answers: Iterable[str] = ()
) -> str:
    """Say why the test `tree` can't fail, or not as it is meant; "" if nothing speaks for that.

    `before` are the instructor's cells before it, in which its helpers may be, and `answers` the
    names that students define.
    """
    before, answers = list(before), set(answers)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Tuple) and node.test.elts:
            return say("authors.tuple", line=node.lineno)
    plain = {name for part in (tree, *before) for name in _plain_imports(part)}
    helpers = {name for part in (tree, *before) for name in _imports(part)} - plain
    for node in _reached(tree, before):
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Assert) and not _always(node.test)):
            return ""
        if isinstance(node, ast.Call) and (
            _root(node.func) in helpers - answers or may_assert(node, answers)
        ):
            return ""
    called = [node.name for node in ast.walk(tree)
              if isinstance(node, _FUNCTIONS) and any(map(_fails, ast.walk(node)))]  # fmt: skip
    return say("authors.uncalled", name=called[0]) if called else say("authors.no_assertion")


def may_assert(node: ast.AST, answers: Container[str]) -> bool:
    """Whether it is a call of a function that may assert something, by its name."""
    return (
        isinstance(node, ast.Call)
        and bool(_NAMES.search(_last(node.func)))
        and _root(node.func) not in answers
        and _last(node.func) not in _MAGICS
    )


def may_be_points(last: ast.expr, tree: ast.AST) -> bool:
    """Whether the last expression of the test `tree` may be meant as a number of points.

    It is not if it shows something: a picture, a table, an object. It is if it calculates, or if
    its name says so; and if it is a name, whatever the test puts under it.
    """
    name = last.id if isinstance(last, ast.Name) else ""
    made = [
        node.value for node in ast.walk(tree)
        if name and isinstance(node, ast.Assign) and name in map(_last, node.targets)
    ]  # fmt: skip
    counted = any(name and isinstance(node, ast.AugAssign) and _last(node.target) == name
                  for node in ast.walk(tree))  # fmt: skip
    return counted or any(map(_calculates, [last, *made]))


def _calculates(node: ast.expr) -> bool:
    match node:
        case ast.IfExp(body=body, orelse=other):
            return _calculates(body) or _calculates(other)
        case ast.BinOp(left=left, right=right):
            return not any(map(_is_text, (left, right)))
        case ast.Subscript(slice=ast.Constant(value=str(key))) if _POINTS.search(key):
            return True
        case ast.Call(func=named):
            return _last(named) in _COUNTING or bool(_POINTS.search(_last(named)))
        case ast.Subscript(value=named):
            return bool(_POINTS.search(_last(named)))
    return isinstance(node, ast.UnaryOp) or bool(_POINTS.search(_last(node)))


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _fails(node: ast.AST) -> bool:
    return isinstance(node, (ast.Assert, ast.Raise))


def _always(test: ast.expr) -> bool:
    return isinstance(test, ast.Constant) and bool(test.value)


def _reached(tree: ast.Module, before: list[ast.Module]) -> Iterator[ast.AST]:
    """What runs at the top level, and in the functions and classes whose names stand in it."""
    defined: dict[str, list[ast.AST]] = {}
    for part in (*before, tree):
        for node in ast.walk(part):
            if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
                defined.setdefault(node.name, []).append(node)
    todo: list[ast.AST] = [tree]
    seen: set[str] = set()
    while todo:
        for node in _outside_of_functions(todo.pop()):
            yield node
            name = node.id if isinstance(node, ast.Name) else ""
            name = node.attr if isinstance(node, ast.Attribute) else name
            if name in defined and name not in seen:
                seen.add(name)
                for found in defined[name]:
                    todo += found.body  # type: ignore[attr-defined]
                    if isinstance(found, ast.ClassDef):  # its methods may be called by any name
                        for method in ast.walk(found):
                            todo += method.body if isinstance(method, _FUNCTIONS) else []


def _outside_of_functions(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (*_FUNCTIONS, ast.ClassDef)):
            for decorator in child.decorator_list:
                yield from _outside_of_functions(decorator)
                yield ast.Name(child.name, ast.Load())
        else:
            yield from _outside_of_functions(child)


def _plain_imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                module = node.module if isinstance(node, ast.ImportFrom) else alias.name
                if (module or "").partition(".")[0] in _PLAIN:
                    yield alias.asname or alias.name.partition(".")[0]


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                yield alias.asname or alias.name.partition(".")[0]


def _root(node: ast.expr) -> str:
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _last(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
