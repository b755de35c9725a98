"""The decoy of a check: alike to the letter but for one expected value, so that nobody passes.

Whoever gets a proof of it lies about proofs.
"""

from __future__ import annotations

import ast
import random


def with_decoy(body: str, dice: random.Random) -> tuple[str, str]:
    """Return the check `body` as it is to be explored, and its decoy.

    Where nothing in it can be changed, both get one more assertion, which holds in one of them.
    """
    one, two = dice.randrange(1000, 9999), dice.randrange(1000, 9999)
    try:
        tree = ast.parse(body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return body, f"{body}\nassert {one} * {two} == {one * two + 1}"
    places = [
        node.test.comparators[-1]
        for node in tree.body
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Compare)
        and isinstance(node.test.ops[-1], (ast.Eq, ast.Is))
        and _other(node.test.comparators[-1]) is not None
    ]  # fmt: skip
    if not places:
        line = f"{body.rstrip()}\nassert {one} * {two} == "
        return f"{line}{one * two}", f"{line}{one * two + 1}"
    chosen = dice.choice(places)
    other = _other(chosen)
    assert other is not None
    return body, _replaced(body, chosen, ast.unparse(ast.fix_missing_locations(other)))


def _replaced(body: str, node: ast.expr, text: str) -> str:
    """`body` with `text` in the place of `node`; everything else stays where it is."""
    lines = body.splitlines(keepends=True)
    first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
    before = lines[first].encode()[: node.col_offset].decode()
    after = lines[last].encode()[node.end_col_offset :].decode()
    return "".join([*lines[:first], before, text, after, *lines[last + 1 :]])


def _other(node: ast.expr) -> ast.expr | None:
    """A literal of the same kind and another value; None if `node` is no literal."""
    if isinstance(node, ast.Constant):
        value = node.value
        if value is None or isinstance(value, bool):
            return ast.Constant(value is None or not value)
        if isinstance(value, (int, float)):
            return ast.Constant(value + 1)
        if isinstance(value, str):
            return ast.Constant(value + "?")
        return None
    if isinstance(node, (ast.List, ast.Tuple)):
        for place, item in enumerate(node.elts):
            if (other := _other(item)) is not None:
                items = [*node.elts]
                items[place] = other
                return type(node)(items, ast.Load())
        if not node.elts:
            return type(node)([ast.Constant(None)], ast.Load())
    return None
