"""Trees of a program's text, gone through: as `ast` does it, in a fraction of its time.

Each text is gone through several times before it runs, and setting up a small check took longer for
that than exploring it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, ClassVar

_Visit = Callable[[Any, Any], Any]


def nodes_of(tree: ast.AST) -> list[ast.AST]:
    """Every node of `tree` in the order of `ast.walk`, but for what says `Load` or `Add`.

    >>> [type(node).__name__ for node in nodes_of(ast.parse("a = b"))]
    ['Module', 'Assign', 'Name', 'Name']
    """
    found = [tree]
    for node in found:
        cls = node.__class__
        for name in _PARTS[cls] if cls in _PARTS else _parts_of(cls):
            value = getattr(node, name, None)
            if value.__class__ is list:
                found += [each for each in value if isinstance(each, ast.AST)]
            elif isinstance(value, ast.AST):
                found.append(value)
    return found


_PARTS: dict[type[ast.AST], tuple[str, ...]] = {}  # the fields in which there may be nodes


def _parts_of(cls: type[ast.AST]) -> tuple[str, ...]:
    names = () if cls is ast.Constant else cls._fields
    found = _PARTS[cls] = tuple(name for name in names if name not in _NO_PARTS)
    return found


_NO_PARTS = ("ctx", "op", "id", "attr", "arg")


def located(tree: ast.AST) -> None:
    """Give nodes without a place the one of the node around them: `ast.fix_missing_locations`."""
    todo: list[tuple[ast.AST, tuple[int, int, int | None, int | None]]] = [(tree, (1, 0, 1, 0))]
    while todo:
        node, place = todo.pop()
        if node._attributes:
            has = node.__dict__
            line = has.get("lineno")
            if line is not None and has.get("end_col_offset") is not None:
                place = line, has["col_offset"], has["end_lineno"], has["end_col_offset"]
            else:
                place = _completed(has, place)
        cls = node.__class__
        for name in _PARTS[cls] if cls in _PARTS else _parts_of(cls):
            value = getattr(node, name, None)
            if value.__class__ is list:
                todo += [(each, place) for each in value if isinstance(each, ast.AST)]
            elif isinstance(value, ast.AST):
                todo.append((value, place))


def _completed(
    has: dict[str, Any], place: tuple[int, int, int | None, int | None]
) -> tuple[int, int, int | None, int | None]:
    for name, value in zip(_PLACE, place, strict=True):
        if has.get(name) is None:
            has[name] = value
    line, column, end_line, end_column = (has[name] for name in _PLACE)
    return line, column, end_line, end_column


_PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")


class Visiting:
    """For visitors of `ast`: finds the method for a node once, and knows that a leaf has no parts.

    It comes before `ast.NodeVisitor` or `ast.NodeTransformer` among the bases.
    """

    _visitors: ClassVar[dict[type[ast.AST], _Visit]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls._visitors = {}

    def visit(self, node: ast.AST) -> Any:
        """Visit a node."""
        visit = self._visitors.get(node.__class__)
        if visit is None:
            visit = self._visitors[node.__class__] = _visitor(type(self), node.__class__)
        return visit(self, node)


def _visitor(visitor: Any, cls: type[ast.AST]) -> _Visit:
    name = f"visit_{cls.__name__}"
    own: _Visit | None = getattr(visitor, name, None)
    # Python's own for constants is for what they were called before 3.8.
    if own is not None and own is not getattr(ast.NodeVisitor, name, None):
        return own
    every: _Visit = visitor.generic_visit
    return _itself if cls is ast.Constant or not cls._fields else every


def _itself(visitor: Any, node: ast.AST) -> ast.AST:
    return node
