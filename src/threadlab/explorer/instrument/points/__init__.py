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
from collections.abc import Callable, Container, Sequence

from threadlab.explorer.bindings import EVERY
from threadlab.explorer.engine.site import Site
from threadlab.explorer.exports import nobody_knows
from threadlab.explorer.instrument.points.statements import Points
from threadlab.explorer.instrument.scopes import Scopes
from threadlab.explorer.trees import located, nodes_of


def add_points(
    parts: Sequence[tuple[ast.Module, str, bool]],
    sites: list[Site],
    module: str,
    *,
    scripted: bool = False,
    imported: bool = False,
    assigned: Container[str] = (),
    brought: Callable[[str], set[str] | None] = nobody_knows,
    is_own: Callable[[str], bool] = lambda name: False,
    values: bool = False,
) -> Scopes:
    """Rewrite the trees of one module in place, each with its file and whether it is a check.

    The places are appended to `sites`; what the module's names mean is returned. Of a `scripted`
    module the statements are the program. One that is `imported` has variables that are attributes,
    too, as have those that are the program's own by `is_own`; `assigned` are known to be.
    """
    whole = ast.Module([statement for tree, _, _ in parts for statement in tree.body], [])
    scopes = Scopes(whole, all_globals=scripted or imported, assigned=assigned, brought=brought)
    # Modules of the program's own can be got hold of where they are imported, or are passed on.
    every = scopes.assigns_by_name or imported or any(map(is_own, scopes.modules))
    attributes: Container[str] = EVERY if every else scopes.attributes
    nodes = nodes_of(whole)
    handed = _taken_names(nodes) | _overriding_names(nodes)
    transformer = Points(scopes, sites, module, attributes, handed, values=values)
    transformer.is_own = is_own
    for tree, file, exact in parts:
        transformer.file, transformer.exact = file, exact
        transformer.lazy = any(
            isinstance(node, ast.ImportFrom)
            and node.module == "__future__"
            and any(alias.name == "annotations" for alias in node.names)
            for node in tree.body
        )
        tree.body = transformer.block(tree.body)
        located(tree)
    return scopes


def _taken_names(nodes: Sequence[ast.AST]) -> set[str]:
    """The names that are used other than to call what they stand for."""
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    return {
        _name_of(node)
        for node in nodes
        if isinstance(node, (ast.Name, ast.Attribute)) and id(node) not in called
    }


def _overriding_names(nodes: Sequence[ast.AST]) -> set[str]:
    """The names of methods that code of others may call: their class inherits from one of theirs.

    So it is with `default` of a json.JSONEncoder.
    """
    classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
    own = {cls.name for cls in classes}
    while True:
        theirs = [
            cls
            for cls in classes
            if any(not isinstance(base, ast.Name) or base.id not in own for base in cls.bases)
        ]
        if own.isdisjoint(cls.name for cls in theirs):
            break
        own.difference_update(cls.name for cls in theirs)
    return {part.name for cls in theirs for part in cls.body if isinstance(part, ast.FunctionDef)}


def _name_of(node: ast.Name | ast.Attribute) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr
