"""The modules of a program's own: files beside it, which it imports by their names."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Container, Iterator
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path

from threadlab.explorer.bindings import EVERY, Bindings, exported
from threadlab.explorer.model.registry import MODULES
from threadlab.explorer.model.standard import PURE, is_installed, libraries
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


def is_own(name: str) -> bool:
    """Whether `name`, as it stands in an import, is a module of the program's own."""
    return name.startswith(".") or module_text(name.partition(".")[0]) is not None


def assigned(source: str, package: str = "") -> Container[str]:
    """The names of attributes that a program assigns: in `source` and all modules of its own."""
    found: set[str] = set()
    todo, seen = [(source, package)], set()
    while todo:
        text, package = todo.pop()
        try:
            bindings = Bindings(ast.parse(text))
        except SyntaxError:
            continue
        if bindings.assigns_by_name:
            return EVERY
        found |= bindings.attributes
        for name in bindings.modules | {binding.origin for binding in bindings.all()}:
            name = _absolute(name, package)
            if name not in seen:
                seen.add(name)
                todo += [(each.parts[0].source, each.package) for each in _texts_of(name)]
    return found


def _absolute(name: str, package: str) -> str:
    """The full name of a module; "" if there is no package to which it could be relative."""
    try:
        return importlib.util.resolve_name(name, package)
    except ImportError:
        return ""


def _texts_of(name: str) -> Iterator[Text]:
    """The texts of a module of the program's own, and of the packages around it."""
    while name:
        text = module_text(name)
        if text is not None:
            yield text
        name = name.rpartition(".")[0]


def brought(name: str, package: str, outer: frozenset[str] = frozenset()) -> set[str] | None:
    """What `from name import *` brings a module of `package`; None if only running it can tell."""
    name = _absolute(name, package)
    if name in outer:  # which import each other
        return set()
    text = module_text(name)
    if text is not None:
        tree = ast.parse(text.parts[0].source)
        return exported(tree, lambda inner: brought(inner, text.package, outer | {name}))
    root = name.partition(".")[0]
    if root not in MODULES and not (root in PURE and is_installed(root)):
        return None
    real = importlib.import_module(name)
    public = [each for each in vars(real) if not each.startswith("_")]
    return set(getattr(real, "__all__", public))


def _spec(name: str) -> ModuleSpec | None:
    """Where a module is to be found; its package is not imported for that."""
    package, _, _ = name.rpartition(".")
    if not package:
        return importlib.util.find_spec(name)
    outer = _spec(package)
    if outer is None or outer.submodule_search_locations is None:
        return None
    return PathFinder.find_spec(name, list(outer.submodule_search_locations))
