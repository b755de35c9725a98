"""Which statements a program needs: those that define the names it uses, and theirs in turn.

A notebook's cells, and a script that explores itself, are not executed again as a whole: they hold
experiments, prints and the exploration itself. Only the statements that bind a needed name are
taken, and those that change it right there, `seats = {}` and `seats["A1"] = None`.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Sequence

from threadlab.explorer.instrument.scopes import Scopes
from threadlab.explorer.source.text import parsed

_BUILTIN = frozenset(dir(builtins))


def needed(
    sources: Sequence[str], names: Iterable[str], *, latest: bool
) -> tuple[list[frozenset[int]], set[str]]:
    """Return the statements needed of each source, and the names that none of them binds.

    With `latest` (cells, in the order of their execution) a name means what the last source that
    binds it made it: plainly if any does, not in a loop or block that is an experiment. Without
    (the parts of one file) all that bind it count.
    """
    trees = [_parse(source) for source in sources]
    bindings = [[_bound(node) for node in tree.body] for tree in trees]
    changes = [[_changed(node) for node in tree.body] for tree in trees]
    chosen: list[set[int]] = [set() for _ in sources]
    missing: set[str] = set()
    todo = [name for name in names if name]
    seen: set[str] = set()
    for number, tree in enumerate(trees):
        for place, node in enumerate(tree.body):
            stars = isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
            future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
            if stars or future:
                chosen[number].add(place)
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        found = False
        binds = [[name in names for names in tree] for tree in bindings]
        plainly = any(_is_plain(node) for tree, marks in zip(trees, binds, strict=True)
                      for node, mark in zip(tree.body, marks, strict=True) if mark)  # fmt: skip
        for number in range(len(trees) - 1, -1, -1):
            body = trees[number].body
            if not any(
                mark and (_is_plain(node) or not plainly or not latest)
                for node, mark in zip(body, binds[number], strict=True)
            ):
                continue
            found = True
            for place, node in enumerate(body):
                touched = binds[number][place] or name in changes[number][place]
                if touched and place not in chosen[number]:
                    chosen[number].add(place)
                    todo += _loaded(node)
            if latest:
                break
        if not found and name not in _BUILTIN:
            missing.add(name)
    return [frozenset(places) for places in chosen], missing


def loaded(source: str) -> set[str]:
    """The global names that `source` uses and does not bind itself at its top level."""
    return _loaded(_parse(source)) - bound(source)


def bound(source: str) -> set[str]:
    """The names that the top level of `source` binds."""
    return {name for node in _parse(source).body for name in _bound(node)}


def _parse(source: str) -> ast.Module:
    try:
        return parsed(source)
    except SyntaxError:
        return ast.Module([], [])


def _loaded(node: ast.AST) -> set[str]:
    """The names that mean globals in `node`, wherever it uses them."""
    tree = node if isinstance(node, ast.Module) else ast.Module([node], [])  # type: ignore[list-item]
    scopes = Scopes(tree)
    names = {
        name
        for scope in scopes.of.values()
        for name in (*scope.loads, *scope.globals)
        if scopes.is_global(scope, name)
    }
    return names - {""}


def _bound(node: ast.stmt) -> set[str]:
    """The names that a top-level statement binds."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {node.name}
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    if isinstance(node, ast.AugAssign):
        return set()
    names: set[str] = set()
    todo: list[ast.AST] = [node]
    while todo:
        part = todo.pop()
        if isinstance(part, (ast.FunctionDef, ast.ClassDef)):
            names.add(part.name)
            continue
        if isinstance(part, ast.Lambda):
            continue
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            names.add(part.id)
        todo += ast.iter_child_nodes(part)
    return names


def _is_plain(node: ast.stmt) -> bool:
    return not isinstance(node, (ast.For, ast.While, ast.With, ast.Try))


def _changed(node: ast.stmt) -> set[str]:
    """The names whose objects a top-level statement changes in place."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import)):
        return set()
    names: set[str] = set()
    for part in ast.walk(node):
        target: ast.AST | None = None
        if isinstance(part, ast.AugAssign):
            target = part.target
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
