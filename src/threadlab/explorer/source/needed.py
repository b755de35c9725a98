"""Which statements a program needs: those that define the names it uses, and theirs in turn.

A notebook's cells, and a script that explores itself, are not executed again as a whole: they hold
experiments, prints and the exploration itself. Only the statements that bind a needed name are
taken, and those that change it right there, `seats = {}` and `seats["A1"] = None`.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator, Sequence
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
    binds it made it: plainly if any does, not in a loop or block that is an experiment. What is
    used while a statement is executed, a decorator say, has the meaning that it had then, too.
    Without (the parts of one file) all that bind it count.
    """
    trees = [statements(source) for source in sources]
    chosen = [{n for n, statement in enumerate(tree) if statement.always} for tree in trees]
    missing: set[str] = set()
    last = len(trees) - 1
    # Names, and the source after which they are needed: at the end, unless a statement asks at once.
    todo = [(name, last) for name in names if name]
    todo += [(name, last) for tree in trees for each in tree if each.always for name in each.used]
    seen: set[tuple[str, int]] = set()
    while todo:
        name, until = todo.pop()
        if (name, until) in seen:
            continue
        seen.add((name, until))
        homes = _homes(trees[: until + 1], name, latest=latest)
        if not homes and until < last:
            todo.append((name, last))
        elif not homes and name not in _BUILTIN:
            missing.add(name)
        for number in homes:
            for place, statement in enumerate(trees[number]):
                if name in statement.bound or name in statement.changed:
                    chosen[number].add(place)
                    before = number if latest else last
                    todo += [(used, before if used in statement.at_once else until)
                             for used in statement.used]  # fmt: skip
    return [frozenset(places) for places in chosen], missing


def _homes(trees: Sequence[tuple[Statement, ...]], name: str, *, latest: bool) -> list[int]:
    """The numbers of the sources that say what a name means, the last one first."""
    binding = [[each for each in tree if name in each.bound] for tree in trees]
    plainly = latest and any(each.is_plain for found in binding for each in found)
    homes = [number for number, found in enumerate(binding)
             if any(each.is_plain or not plainly for each in found)]  # fmt: skip
    return homes[-1:] if latest else homes[::-1]


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
        parts = (part for each in _at_once(node) for part in ast.walk(each))
        self.at_once = self.used & {part.id for part in parts if isinstance(part, ast.Name)}
        # Nobody knows what these bring, or they say how all others are meant.
        self.always = bool(bindings.stars) or "__future__" in bindings.modules
        self.is_plain = not isinstance(node, _EXPERIMENTS)


def _at_once(node: ast.stmt) -> Iterator[ast.AST]:
    """The parts of a statement that are executed with it, and not when somebody calls them."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        yield from node.decorator_list
        yield node.args  # with its defaults and annotations
        if node.returns is not None:
            yield node.returns
    elif isinstance(node, ast.ClassDef):
        yield from (*node.decorator_list, *node.bases, *node.keywords)
        for inner in node.body:
            yield from _at_once(inner)
    else:
        yield node


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
