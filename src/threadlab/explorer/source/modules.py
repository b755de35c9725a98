"""The modules of a program's own: files beside it, which it imports by their names."""

from __future__ import annotations

import importlib.util
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path

from threadlab.explorer.model.standard import libraries
from threadlab.explorer.source.text import Part, Text


def module_text(name: str) -> Text | None:
    """The text of the module `name`; None if there is no such file, or it is a library's."""
    try:
        spec = _spec(name)
    except (ImportError, ValueError, AttributeError):
        return None
    if spec is None or spec.origin is None or not spec.origin.endswith(".py"):
        return None
    if spec.origin.startswith(libraries()) or "site-packages" in spec.origin:
        return None
    within = spec.submodule_search_locations
    package = name if within is not None else name.rpartition(".")[0]
    part = Part(Path(spec.origin).read_text(encoding="utf-8"), spec.origin)
    return Text((part,), "", name, package, tuple(within) if within is not None else None)


def _spec(name: str) -> ModuleSpec | None:
    """Where a module is to be found; its package is not imported for that."""
    package, _, _ = name.rpartition(".")
    if not package:
        return importlib.util.find_spec(name)
    outer = _spec(package)
    if outer is None or outer.submodule_search_locations is None:
        return None
    return PathFinder.find_spec(name, list(outer.submodule_search_locations))
