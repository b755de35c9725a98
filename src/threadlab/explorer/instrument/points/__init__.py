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
from threadlab.explorer.instrument.points.statements import Points
from threadlab.explorer.instrument.scopes import Scopes, are_texts


class Every(set[str]):
    """The set that contains every name: for programs that assign attributes by computed names."""

    def __contains__(self, item: object) -> bool:
        return True


def add_points(
    parts: Sequence[tuple[ast.Module, str, bool]],
    sites: list[Site],
    module: str,
    *,
    all_globals: bool = False,
    values: bool = False,
) -> Scopes:
    """Rewrite the trees of one module in place, each with its file and whether it is a check.

    The places are appended to `sites`; what the module's names mean is returned.
    """
    whole = ast.Module([statement for tree, _, _ in parts for statement in tree.body], [])
    named = {_name_of(n) for n in ast.walk(whole) if isinstance(n, (ast.Name, ast.Attribute))}
    scopes = Scopes(whole, all_globals=all_globals or "globals" in named)
    dynamic = named & {"setattr", "delattr", "vars", "__dict__", "__setattr__", "__delattr__"}
    attributes = Every() if dynamic else scopes.attributes
    transformer = Points(scopes, sites, module, attributes, _taken_names(whole), values=values)
    for tree, file, exact in parts:
        transformer.file, transformer.exact = file, exact
        transformer.lazy = are_texts(tree)
        tree.body = transformer.block(tree.body)
        ast.fix_missing_locations(tree)
    return scopes


def _taken_names(tree: ast.Module) -> set[str]:
    """The names that are used other than to call what they stand for."""
    nodes = list(ast.walk(tree))
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    return {
        _name_of(node)
        for node in nodes
        if isinstance(node, (ast.Name, ast.Attribute)) and id(node) not in called
    }


def _name_of(node: ast.Name | ast.Attribute) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr
