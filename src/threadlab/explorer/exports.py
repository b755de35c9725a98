"""What a module gives to those who import all of it: `from module import *`."""

from __future__ import annotations

import ast
from collections.abc import Callable

from threadlab.explorer.bindings import Bindings


def nobody_knows(module: str) -> set[str] | None:
    """What `from module import *` brings along, where that is not to be had: None."""
    return None


def exported(
    tree: ast.Module, brought: Callable[[str], set[str] | None] = nobody_knows
) -> set[str] | None:
    """The names that `from module import *` brings along; None if only running it can tell.

    `brought` is asked the same about the modules from which `tree` imports everything.

    >>> sorted(exported(ast.parse("import os\\n_x = y = 1")))
    ['os', 'y']
    >>> exported(ast.parse("__all__ = ['_x']\\n_x = y = 1"))
    {'_x'}
    """
    bindings = Bindings(tree)
    starred = [brought(module) for module in bindings.stars]
    if None in starred or bindings.reaches_namespace:
        return None
    lists = bindings.of_module.get("__all__", [])
    if not lists:
        names = bindings.of_module.keys() | {name for more in starred for name in more or ()}
        return {name for name in names if not name.startswith("_")}
    reads = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    if any(node.id == "__all__" and isinstance(node.ctx, ast.Load) for node in reads):
        return None  # __all__.extend(…)
    places = {id(binding.node) for binding in lists}
    listed: set[str] = set()
    for node in tree.body:
        aims = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if len(aims) == 1 and id(aims[0]) in places:
            places.remove(id(aims[0]))
            try:
                listed |= set(ast.literal_eval(node.value))  # type: ignore[attr-defined]
            except (ValueError, TypeError):
                return None
    return None if places else listed
