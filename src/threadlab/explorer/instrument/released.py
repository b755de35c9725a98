"""What a rewritten statement has put aside, let go of where the statement ends.

    @1 = door; @2 = @1.opened; @2 += 1; @1.opened = @2        and after it    @1 = @2 = None; @end()

Otherwise a temporary variable would keep an object alive until its function returns, and the end
of that object is something that a program can notice (engine/endings.py).
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from typing import Any

from threadlab.explorer.instrument.names import (
    CATCH_ALL,
    ENDED,
    FOR_TURN,
    HIDE,
    SUM,
    WHILE_TURN,
    is_temporary,
)

_MAY_END = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr, ast.Delete, ast.For, ast.With)
_LEAVES = (ast.Return, ast.Raise, ast.Break, ast.Continue)


def let_go(tree: ast.Module) -> None:
    """Add to a rewritten module what lets go of temporaries once all their uses are over."""
    left = Counter(_temporaries(tree))
    for node in reversed(list(ast.walk(tree))):  # the innermost first: there it is over
        for name in ("body", "orelse", "finalbody"):
            body: Any = getattr(node, name, None)
            statements = isinstance(body, list) and body and isinstance(body[0], ast.stmt)
            if statements and not isinstance(node, ast.ClassDef):
                body[:] = _with_ends(body, left)
        if isinstance(node, ast.FunctionDef) and node.name == "__del__":
            dying = ast.Call(ast.Name(ENDED.name, ast.Load()), [ast.Constant(True)], [])
            node.body.insert(0, _after(node.body[0], ast.Expr(dying)))


def _with_ends(body: list[ast.stmt], left: Counter[str]) -> Iterator[ast.stmt]:
    used = [Counter(_temporaries(statement)) for statement in body]
    whole = sum(used, Counter())
    last = {name: place for place, here in enumerate(used) for name in here}
    for place, statement in enumerate(body):
        yield statement
        if isinstance(statement, _LEAVES):
            continue
        done = sorted(
            name for name in used[place] if last[name] == place and whole[name] == left[name]
        )
        if done:
            targets: list[ast.expr] = [ast.Name(name, ast.Store()) for name in done]
            yield _after(statement, ast.Assign(targets, ast.Constant(None)))
            for name in done:
                del left[name]
        following = body[place + 1] if place + 1 < len(body) else None
        parts_of_one = following is not None and _place(following) == _place(statement)
        if not parts_of_one and isinstance(statement, _MAY_END) and not _is_bare(statement):
            call = ast.Call(ast.Name(ENDED.name, ast.Load()), [], [])
            yield _after(statement, ast.Expr(call))


def _after(statement: ast.stmt, new: ast.stmt) -> ast.stmt:
    return ast.fix_missing_locations(ast.copy_location(new, statement))


def _is_bare(statement: ast.stmt) -> bool:
    """Whether it is a text that says what a function or a module is for, or a hook's own call."""
    if not isinstance(statement, ast.Expr):
        return False
    called = statement.value.func if isinstance(statement.value, ast.Call) else None
    hook = isinstance(called, ast.Name) and called.id in _NOTHING_ENDS
    return hook or isinstance(statement.value, ast.Constant)


_NOTHING_ENDS = (HIDE, SUM.name, WHILE_TURN.name, FOR_TURN.name, CATCH_ALL.name)


def _place(statement: ast.stmt) -> tuple[int, int]:
    return statement.lineno, statement.col_offset


def _temporaries(node: ast.AST) -> Iterator[str]:
    return (
        inner.id
        for inner in ast.walk(node)
        if isinstance(inner, ast.Name) and is_temporary(inner.id)
    )
