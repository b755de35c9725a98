"""What the text of a program says about its loops: which have no way out, and which iterate."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

# Nothing that is called by one of these names raises an error only after a while.
_HARMLESS_TEXT = """
    print len range str repr float format abs round id sleep acquire release set clear wait
    notify notify_all put append add time monotonic perf_counter elapsed is_set locked qsize
    empty full current_thread get_ident
"""
_HARMLESS = frozenset(_HARMLESS_TEXT.split())
_WAYS_OUT = (
    ast.Break, ast.Return, ast.Raise, ast.Yield, ast.YieldFrom, ast.Assert, ast.Await, ast.Delete,
    ast.Subscript, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.LShift, ast.Try, ast.Import,
    ast.ImportFrom, ast.Match, ast.Starred, ast.ClassDef,
)  # fmt: skip
_LOOPS = (ast.While, ast.For)
_NESTED = (ast.FunctionDef, ast.Lambda, ast.AsyncFunctionDef)
_FOR_EVER = frozenset(["count", "cycle"])  # of itertools


def endless_loops(nodes: Iterable[ast.AST]) -> frozenset[int]:
    r"""The lines of loops that can't be left in any way, and of the loops within these.

    >>> text = "while True:\n  n += 1\nwhile True:\n  work()"
    >>> sorted(endless_loops(ast.walk(ast.parse(text))))
    [1]
    """
    lines: set[int] = set()
    for node in nodes:
        if isinstance(node, _LOOPS) and _goes_on(node) and not any(map(_is_way_out, _within(node))):
            lines |= {inner.lineno for inner in [node, *_within(node)]
                      if isinstance(inner, (ast.While, ast.For))}  # fmt: skip
    return frozenset(lines)


def iterating(nodes: Iterable[ast.AST]) -> tuple[tuple[int, int], ...]:
    """The first and last lines of the `for` loops among `nodes`."""
    return tuple(
        (node.lineno, node.end_lineno or node.lineno) for node in nodes if isinstance(node, ast.For)
    )


def counted(tree: ast.Module) -> Iterator[tuple[int, int]]:
    r"""How often loops over a `range` of a number go round, and their lines.

    >>> list(counted(ast.parse("N = 9\nfor _ in range(N):\n  for _ in range(1, 5): pass")))
    [(9, 2), (4, 3)]
    """
    constants = {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.For) and isinstance(node.iter, ast.Call):
            function, arguments = node.iter.func, node.iter.args
            numbers = [
                constants.get(number.id) if isinstance(number, ast.Name)
                else getattr(number, "value", None)
                for number in arguments
            ]  # fmt: skip
            if (isinstance(function, ast.Name) and function.id == "range" and numbers
                    and all(type(number) is int for number in numbers)):  # fmt: skip
                yield len(range(*numbers)), node.lineno  # type: ignore[arg-type]


def _goes_on(node: ast.AST) -> bool:
    """Whether a loop goes on as long as nothing leaves it."""
    if isinstance(node, ast.While):
        return isinstance(node.test, ast.Constant) and bool(node.test.value)
    if isinstance(node, ast.For) and isinstance(node.iter, ast.Call):
        function = node.iter.func
        name = function.attr if isinstance(function, ast.Attribute) else ""
        module = function.value if isinstance(function, ast.Attribute) else None
        return name in _FOR_EVER and isinstance(module, ast.Name) and module.id == "itertools"
    return False


def _within(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of the body of a loop, without those of functions that it makes."""
    todo: list[ast.AST] = list(getattr(node, "body", []))
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, _NESTED):
            todo += ast.iter_child_nodes(node)


def _is_way_out(node: ast.AST) -> bool:
    """Whether `node` may leave the loop that it stands in; a `break` of an inner one may not."""
    if isinstance(node, ast.Call):
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else ""
        name = function.id if isinstance(function, ast.Name) else name
        return name not in _HARMLESS
    return isinstance(node, _WAYS_OUT)
