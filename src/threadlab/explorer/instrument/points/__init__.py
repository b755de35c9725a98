"""Scheduling points: the program's source, rewritten so that it asks before each shared access.

Each place where a program may touch what other threads can see becomes a call of a hook, put there
so that nothing of the program can happen between the hook's return and the access itself:

    tickets -= 1         @1 = @g(3) or tickets;  @1 -= 1;  tickets = @w(4, @1)
    sold.append(name)    @call(5, sold.append, name)
    self.balance         @o(6, self).balance
    rows[i] = x          @si(7, x, rows, i)

The table of the hooks is in names.py; what they find out at run time is in hooks/. The rewriter is
one class, in pieces that build on each other: base, expressions, calls, assignments, statements.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from threadlab.explorer.engine.site import Site
from threadlab.explorer.instrument.changes import names_in
from threadlab.explorer.instrument.points.statements import Points
from threadlab.explorer.instrument.scopes import Scopes

_NAMESPACES = ("globals", "locals", "vars")  # those of a module are its variables


def add_points(
    parts: Sequence[tuple[ast.Module, str, bool]],
    sites: list[Site],
    module: str,
    watched: frozenset[str],
    *,
    all_globals: bool = False,
    values: bool = False,
) -> None:
    """Rewrite the trees of one module in place, each with its file and whether it is a check.

    The places are appended to `sites`; `watched` are the names of attributes that somebody changes
    (changes.py).
    """
    whole = ast.Module([statement for tree, _, _ in parts for statement in tree.body], [])
    named = names_in(whole)
    scopes = Scopes(whole, all_globals=all_globals or not named.isdisjoint(_NAMESPACES))
    transformer = Points(scopes, sites, module, watched, _taken_names(whole), values=values)
    for tree, file, exact in parts:
        transformer.file, transformer.exact = file, exact
        transformer.lazy = any(
            isinstance(node, ast.ImportFrom)
            and node.module == "__future__"
            and any(alias.name == "annotations" for alias in node.names)
            for node in tree.body
        )
        tree.body = transformer.block(tree.body)
        ast.fix_missing_locations(tree)


def _taken_names(tree: ast.Module) -> set[str]:
    """The names that are used other than to call what they stand for."""
    nodes = list(ast.walk(tree))
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    return {
        node.id if isinstance(node, ast.Name) else node.attr
        for node in nodes
        if isinstance(node, (ast.Name, ast.Attribute)) and id(node) not in called
    }
