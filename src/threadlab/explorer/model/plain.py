"""Modules of Python's own that are executed as they are, but for what some imports give them.

Their objects are the library's, and keep what they have under its own names (unlike fields.py).
"""

from __future__ import annotations

import ast
import builtins
import types
from collections.abc import Mapping
from functools import cache
from typing import Any

from threadlab.explorer.engine.marks import LIBRARY, MODELLED
from threadlab.explorer.model.base import Models
from threadlab.explorer.model.standard import source_of


def execute(
    models: Models,
    name: str,
    theirs: tuple[str, ...],
    own: Mapping[str, Any] | None = None,
    classes: tuple[str, ...] | None = None,
    source: str = "",
) -> dict[str, Any]:
    """Execute the module `name`, of which the program has got an empty one; return its names.

    Its imports find `own`, the modules `theirs` as the program has them, and the real ones; of its
    text these `classes` alone are executed, if they are not None. It may be in the module `source`.
    """
    names: dict[str, Any] = vars(models.module(name))
    found = dict(own or {})

    def import_(name: str, *rest: Any) -> Any:
        if name in found:
            return found[name]
        if name not in theirs:
            return __import__(name, *rest)
        module = models.module(name)
        from_it = len(rest) > 2 and rest[2]  # otherwise the name of its package is bound
        return module if from_it else models.module(name.partition(".")[0])

    names.update({"__builtins__": vars(builtins) | {"__import__": import_}, "@library": LIBRARY})
    if classes is not None:
        names.update({name: models.module(name) for name in theirs}, **found)
    exec(_code(source or name, classes), names)
    return names


@cache
def _code(name: str, classes: tuple[str, ...] | None) -> types.CodeType:
    source, origin = source_of(name)
    tree = ast.parse(source)
    if classes is not None:
        tree.body = [
            node for node in tree.body if isinstance(node, ast.ClassDef) and node.name in classes
        ]
    return compile(tree, origin, "exec")


globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
