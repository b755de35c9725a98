"""Which statements a program needs: those that define the names it uses, and theirs in turn.

A notebook's cells, and a script that explores itself, are not executed again as a whole: they hold
experiments, prints and the exploration itself. Only the statements that bind a needed name are
taken, and those that change it right there, `seats = {}` and `seats["A1"] = None`.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Sequence
from functools import lru_cache

from threadlab.explorer.bindings import Bindings
from threadlab.explorer.source.text import read
from threadlab.explorer.trees import nodes_of

_BUILTIN = frozenset(dir(builtins))


def needed(
    sources: Sequence[str], names: Iterable[str], *, latest: bool
) -> tuple[list[frozenset[int]], set[str]]:
    """Return the statements needed of each source, and the names that none of them binds.

    With `latest` (cells, in the order of their execution) a name means what the last source that
    binds it made it: plainly if any does, not in a loop or block that is an experiment. Without
    (the parts of one file) all that bind it count.
    """
    trees = [statements(source) for source in sources]
    chosen = [{n for n, statement in enumerate(tree) if statement.always} for tree in trees]
    missing: set[str] = set()
    todo = [name for name in names if name]
    todo += [name for tree in trees for each in tree if each.always for name in each.used]
    seen: set[str] = set()
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        found = False
        binding = [[name in statement.bound for statement in tree] for tree in trees]
        plainly = any(
            statement.is_plain and binds
            for tree, marks in zip(trees, binding, strict=True)
            for statement, binds in zip(tree, marks, strict=True)
        )
        for number in range(len(trees) - 1, -1, -1):
            tree, marks = trees[number], binding[number]
            if not any(
                binds and (statement.is_plain or not plainly or not latest)
                for statement, binds in zip(tree, marks, strict=True)
            ):
                continue
            found = True
            for place, statement in enumerate(tree):
                touched = marks[place] or name in statement.changed
                if touched and place not in chosen[number]:
                    chosen[number].add(place)
                    todo += statement.used
            if latest:
                break
        if not found and name not in _BUILTIN:
            missing.add(name)
    return [frozenset(places) for places in chosen], missing


def loaded(source: str) -> set[str]:
    """The global names that `source` uses and does not bind itself at its top level."""
    used = {name for statement in statements(source) for name in statement.used}
    return used - bound(source)


def bound(source: str) -> set[str]:
    """The names that the top level of `source` binds."""
    return {name for statement in statements(source) for name in statement.bound}


@lru_cache(maxsize=200)
def statements(source: str) -> tuple[Statement, ...]:
    """The statements of the top level of `source`; of one that can't be read there are none."""
    try:
        return tuple(map(Statement, read(source).body))
    except SyntaxError:
        return ()


class Statement:
    """A statement of the top level: the names that it binds, uses, and whose objects it changes."""

    def __init__(self, node: ast.stmt):
        self.bindings = bindings = Bindings(ast.Module([node], []))
        self.bound, self.used = bindings.bound, bindings.used
        self.changed = _changed(node)
        # Nobody knows what these bring, or they say how all others are meant.
        self.always = bool(bindings.stars) or "__future__" in bindings.modules
        self.is_plain = not isinstance(node, _EXPERIMENTS)


_EXPERIMENTS = (
    ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar,
)  # fmt: skip


def _changed(node: ast.stmt) -> set[str]:
    """The names whose objects a top-level statement changes in place, or that it takes away."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import)):
        return set()
    names: set[str] = set()
    for part in nodes_of(node):
        target: ast.AST | None = None
        if isinstance(part, ast.AugAssign):
            target = part.target
        elif isinstance(part, ast.Name) and isinstance(part.ctx, ast.Del):
            target = part
        elif isinstance(part, (ast.Subscript, ast.Attribute)) and isinstance(
            part.ctx, (ast.Store, ast.Del)
        ):
            target = part
        elif (
            isinstance(part, ast.Expr)
            and isinstance(part.value, ast.Call)
            and isinstance(part.value.func, ast.Attribute)
        ):
            target = part.value.func.value
        while isinstance(target, (ast.Subscript, ast.Attribute)):
            target = target.value
        if isinstance(target, ast.Name):
            names.add(target.id)
    return names
