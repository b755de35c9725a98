"""The modules of a program's own: files beside it, which it imports by their names."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
from collections.abc import Container, Iterable, Iterator
from importlib.machinery import ModuleSpec, PathFinder
from dataclasses import dataclass
from functools import lru_cache

from threadlab.explorer.bindings import EVERY
from threadlab.explorer.exports import exported
from threadlab.explorer.model.registry import MODULES
from threadlab.explorer.model.standard import file_of, is_pure, libraries, text_at
from threadlab.explorer.source.needed import statements
from threadlab.explorer.source.text import Part, Text, parsed


# Packages of Python's own that call the program's code and look at its objects: explored with it.
_STEPWISE = frozenset(["unittest"])


def module_text(name: str) -> Text | None:
    """The text of the module `name`; None if there is no such file, or it is a library's."""
    try:
        spec = _spec(name)
    except (ImportError, ValueError, AttributeError):
        return None
    if spec is not None and spec.loader is None and spec.submodule_search_locations:
        return _no_text(name, tuple(spec.submodule_search_locations))
    if spec is None or not (file := file_of(spec)).endswith(".py"):
        return None
    own = name.partition(".")[0] in _STEPWISE
    if not own and (file.startswith(libraries()) or "site-packages" in file):
        return None
    within = spec.submodule_search_locations
    package = name if within is not None else name.rpartition(".")[0]
    text = text_at(file, name, spec.loader)
    if text is None:
        return None
    part = Part(text, file)
    return Text((part,), "", name, package, tuple(within) if within is not None else None)


def _no_text(name: str, folders: tuple[str, ...]) -> Text | None:
    """The text of a package that is nothing but folders: it is empty; None if it is a library's."""
    installed = any(
        (folder + os.sep).startswith(libraries()) or "site-packages" in folder for folder in folders
    )
    return None if installed else Text((Part("", folders[0]),), "", name, name, folders)


def has_text(name: str) -> bool:
    """Whether there is a module of this full name that is the program's own."""
    return module_text(name) is not None


def is_own(name: str) -> bool:
    """Whether `name`, as it stands in an import, is a module of the program's own."""
    return name.startswith(".") or module_text(name.partition(".")[0]) is not None


@dataclass(frozen=True)
class Reach:
    """What a program's text leads to: `modules` of its own, by name, and all that it `imports`.

    `assigned` are the names of attributes that are assigned in the text and in all of these modules.
    `picks` says whether some of those that wait for a condition may be woken there, and not all;
    `ends`, whether the end of an object can be noticed there: 1 if by its own class alone.
    """

    assigned: Container[str]
    modules: Container[str]
    imports: Container[str]
    picks: bool
    ends: int


def reach(sources: Iterable[str], package: str = "") -> Reach:
    """Read `sources` and all modules of the program's own that are imported there, and so on."""
    found: set[str] = set()
    modules, seen, by_name, picks, ends = set(), set(), False, False, 0
    todo = [(source, package) for source in sources]
    while todo:
        text, package = todo.pop()
        attributes, computed, names = _read(text)
        by_name = by_name or computed
        picks = picks or _NOTIFIES.search(text) is not None
        ends = max(ends, 2 if _uses_weakref(text) else _ENDS.search(text) is not None)
        found |= attributes
        for name in names:
            name = _absolute(name, package)
            if name not in seen:
                seen.add(name)
                for each in _texts_of(name):
                    modules.add(each.module)
                    todo.append((each.parts[0].source, each.package))
    return Reach(EVERY if by_name else found, modules, seen, picks or by_name, ends)


# `notify`, and what gets at it by a name that is computed; `notify_all` wakes them together.
_NOTIFIES = re.compile(r"\b(notify|getattr|attrgetter|methodcaller|__getattribute__)\b")

# By what a program can notice that an object has ended.
_ENDS = re.compile(r"\b(__del__|weakref|_weakref|gc|getrefcount)\b")


_IMPORTS = re.compile(r"^[ \t]*import[ \t]+[\w., \t]+$", re.MULTILINE)


def _uses_weakref(text: str) -> bool:
    """Whether `weakref` stands anywhere but in a list of what is imported by its own name."""
    return "weakref" in text and "weakref" in _IMPORTS.sub(
        lambda found: found[0] if re.search(r"\bas\b", found[0]) else "", text
    )


def optional(text: Text) -> frozenset[str]:
    """The modules that a text imports where it sees to it that there may be none."""
    found: set[str] = set()
    for part in text.parts:
        for node in ast.walk(parsed(part.source)):
            if isinstance(node, ast.Try) and any(map(_does_without, node.handlers)):
                for inner in (inner for outer in node.body for inner in ast.walk(outer)):
                    if isinstance(inner, ast.Import):
                        found |= {alias.name for alias in inner.names}
                    elif isinstance(inner, ast.ImportFrom):
                        name = "." * inner.level + (inner.module or "")
                        found.add(_absolute(name, text.package))
    return frozenset(found)


def _does_without(handler: ast.ExceptHandler) -> bool:
    """Whether a handler goes on where something can't be imported."""
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = {kind.id for kind in kinds if isinstance(kind, ast.Name)}
    catches = handler.type is None or not _IMPORT_ERRORS.isdisjoint(names)
    return catches and not any(isinstance(node, ast.Raise) for node in ast.walk(handler))


_IMPORT_ERRORS = frozenset(["ImportError", "ModuleNotFoundError", "Exception"])


@lru_cache(maxsize=200)
def _read(source: str) -> tuple[set[str], bool, set[str]]:
    """The attributes that a text assigns, whether it assigns any, and the names of its imports.

    Of one that can't be read that is told where it is executed.
    """
    attributes: set[str] = set()
    names: set[str] = set()
    by_name = False
    for bindings in (statement.bindings for statement in statements(source)):
        attributes |= bindings.attributes
        by_name = by_name or bindings.assigns_by_name
        names |= bindings.modules
        names.update(binding.origin for binding in bindings.all())
    return attributes, by_name, names


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
        tree = parsed(text.parts[0].source)
        return exported(tree, lambda inner: brought(inner, text.package, outer | {name}))
    if name.partition(".")[0] not in MODULES and not is_pure(name):
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
    places = list(outer.submodule_search_locations)
    try:
        found = PathFinder.find_spec(name, places)
    except KeyError:  # a package of folders alone asks for the package around it, as imported
        found = None
    if found is not None and found.origin is not None:
        return found
    folders = [os.path.join(place, name.rpartition(".")[2]) for place in places]
    spec = ModuleSpec(name, None, is_package=True)
    spec.submodule_search_locations = [folder for folder in folders if os.path.isdir(folder)]
    return spec if spec.submodule_search_locations else None
