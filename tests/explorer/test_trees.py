"""Trees are gone through as `ast` does it: the same nodes, places and texts, only sooner."""

from __future__ import annotations

import ast
import copy

import pytest

from support.project import PROJECT
from threadlab.explorer.instrument.points.base import text_of
from threadlab.explorer.trees import located, nodes_of

UNTOLD = (ast.expr_context, ast.operator, ast.unaryop, ast.boolop)
FILES = sorted((PROJECT / "tests" / "programs").glob("*.py"))


def trees() -> list[ast.Module]:
    return [ast.parse(path.read_text(encoding="utf-8")) for path in FILES]


def test_every_node_is_found_in_the_same_order():
    for tree in trees():
        walked = [node for node in ast.walk(tree) if not isinstance(node, UNTOLD)]
        assert nodes_of(tree) == walked


@pytest.mark.parametrize("lost", [("lineno",), ("end_lineno", "end_col_offset"), None])
def test_places_that_are_missing_are_those_of_the_node_around(lost):
    for tree in trees():
        for number, node in enumerate(ast.walk(tree)):
            if number % 3 == 0:
                for name in lost or node._attributes:
                    node.__dict__.pop(name, None)
        other = copy.deepcopy(tree)
        located(tree)
        expected = ast.fix_missing_locations(other)
        both = zip(nodes_of(tree), nodes_of(expected), strict=True)
        assert all(place_of(one) == place_of(two) for one, two in both)


def place_of(node: ast.AST) -> tuple[object, ...]:
    return tuple(getattr(node, name, None) for name in node._attributes)


def test_the_text_of_an_expression_is_what_python_writes():
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.expr):
                text = ast.unparse(node)
                assert text_of(node) == (text if len(text) <= 40 else f"{text[:39]}…")
