"""Which of the names that a student is given are to be changed: a task may go on with a table.

What an answer does to such a name is its answer; done to any other, it is what tests rely on.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import lru_cache

from threadlab.explorer.bindings import Bindings, How
from threadlab.explorer.source.needed import bound
from threadlab.homework.reading import transformed

_METHODS = """
    append appendleft extend extendleft insert pop popleft popitem remove clear sort reverse rotate
    update add discard setdefault difference_update intersection_update subtract move_to_end
    symmetric_difference_update fill put resize partition setflags itemset byteswap
"""  # of what holds items
_CHANGES = frozenset(_METHODS.split())
_FIRST = """
    shuffle heapify heappush heappop heapreplace heappushpop insort insort_left insort_right
    setattr delattr fill_diagonal copyto put place putmask
"""
_CHANGES_ITS_FIRST = frozenset(_FIRST.split())
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_UNREAD = (SyntaxError, ValueError, TypeError, RecursionError, MemoryError)


def asked(cells: Iterable[tuple[str, bool, str]]) -> dict[str, tuple[str, ...]]:
    """By test, the names of locked cells that the reference solution has bound or changed last.

    The `cells` come in their order: of a test its id, of others "", whether it is locked, its text.
    """
    cells = list(cells)
    names = {name for _, locked, text in cells if locked for name in _bound(text)}
    found: dict[str, tuple[str, ...]] = {}
    theirs: set[str] = set()  # the names that are the student's so far
    for test, locked, text in cells:
        if test and theirs:
            found[test] = tuple(sorted(theirs))
        if locked:
            theirs -= _bound(text)
        else:
            theirs |= (_given_a_value(text) | changed(text)) & names
    return found


@lru_cache(maxsize=512)
def changed(source: str) -> frozenset[str]:
    """The globals whose objects a cell changes in place, where that can be seen in its text."""
    try:
        return frozenset(_changed(ast.parse(transformed(source)), frozenset()))
    except _UNREAD:
        return frozenset()


def _bound(source: str) -> set[str]:
    try:
        return bound(transformed(source))
    except _UNREAD:
        return set()


def _given_a_value(source: str) -> set[str]:
    """The names that a cell binds, but for what it imports: that means the same in every cell."""
    try:
        bindings = Bindings(ast.parse(transformed(source)))
    except _UNREAD:
        return set()
    return {
        name for name, found in bindings.of_module.items()
        if any(each.how is not How.IMPORTED for each in found)
    }  # fmt: skip


def _changed(node: ast.AST, own: frozenset[str]) -> Iterator[str]:
    """The names in `node`, but for those that the function around has of its `own`."""
    if isinstance(node, _FUNCTIONS):
        own |= _locals(node)
    elif isinstance(node, ast.Global):
        yield from node.names
    for target in _targets(node):
        while isinstance(target, (ast.Attribute, ast.Subscript)):
            target = target.value
        if isinstance(target, ast.Name) and target.id not in own:
            yield target.id
    for part in ast.iter_child_nodes(node):
        yield from _changed(part, own)


def _targets(node: ast.AST) -> list[ast.expr]:
    """What `node` itself changes, or a part of that."""
    if isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
        return [node.value]
    if isinstance(node, ast.AugAssign):
        return [node.target]
    if not isinstance(node, ast.Call):
        return []
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    found = node.args[:1] if name in _CHANGES_ITS_FIRST else []
    in_place = any(each.arg == "inplace" and not _is_false(each.value) for each in node.keywords)
    if isinstance(node.func, ast.Attribute) and (name in _CHANGES or in_place):
        found = [*found, node.func.value]
    return found


def _is_false(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is False


def _locals(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> frozenset[str]:
    """The names that a function has of its own."""
    arguments = node.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    every += filter(None, (arguments.vararg, arguments.kwarg))
    names = {each.arg for each in every}
    body = [] if isinstance(node, ast.Lambda) else node.body
    inner = [part for statement in body for part in ast.walk(statement)]
    names |= {part.id for part in inner
              if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}  # fmt: skip
    declared = {name for part in inner if isinstance(part, ast.Global) for name in part.names}
    return frozenset(names - declared)
