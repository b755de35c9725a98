"""Trees of a program's text, gone through: as `ast` does it, in a fraction of its time.

Each text is gone through several times before it runs, and setting up a small check took longer for
that than exploring it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

_Visit = Callable[[Any], Any]


def nodes_of(tree: ast.AST) -> list[ast.AST]:
    """Every node of `tree` in the order of `ast.walk`, but for what says `Load` or `Store`.

    >>> [type(node).__name__ for node in nodes_of(ast.parse("a = b"))]
    ['Module', 'Assign', 'Name', 'Name']
    """
    found = [tree]
    for node in found:
        for name in node._fields:
            if name == "ctx":
                continue
            value = getattr(node, name, None)
            if isinstance(value, list):
                found += [each for each in value if isinstance(each, ast.AST)]
            elif isinstance(value, ast.AST):
                found.append(value)
    return found


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
        for name in node._fields:
            if name == "ctx":
                continue
            value = getattr(node, name, None)
            if isinstance(value, list):
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

    def visit(self, node: ast.AST) -> Any:
        """Visit a node."""
        visitors: dict[type, _Visit] = self.__dict__.setdefault("_visitors", {})
        cls = node.__class__
        visit = visitors.get(cls)
        if visit is None:
            visit = visitors[cls] = self._visitor(cls)
        return visit(node)

    def _visitor(self, cls: type[ast.AST]) -> _Visit:
        name = f"visit_{cls.__name__}"
        # Python's own for constants is for what they were called before 3.8.
        has_own = getattr(type(self), name, None) is not getattr(ast.NodeVisitor, name, None)
        if has_own:
            return getattr(self, name)  # type: ignore[no-any-return]
        if cls is ast.Constant or not cls._fields:
            return _itself
        return self.generic_visit  # type: ignore[attr-defined,no-any-return]


def _itself(node: ast.AST) -> ast.AST:
    return node
