"""All modules of a program, found before it runs: those that its texts import, and theirs in turn.

What one of them changes another one may look at, so each is rewritten with what all of them change.
"""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache

from threadlab.explorer.instrument.changes import Changes, changes_of
from threadlab.explorer.model import registry
from threadlab.explorer.model.standard import PURE
from threadlab.explorer.source.modules import module_text
from threadlab.explorer.source.text import Text


class Program:
    """The modules of the program `text`, by name, and the `changes` that they make all together.

    `beside` are modules that no text names: live objects bring them along (transplant.py).
    """

    def __init__(self, text: Text, beside: Iterable[str] = ()):
        self.beside = tuple(beside)
        self.changes, imported = _read(text)
        names = [*imported, *self.beside]
        self.is_imported = False  # whether one of its modules imports the text itself
        modules = {text.module: self.changes}
        while names:
            name = names.pop()
            self.is_imported = self.is_imported or name == text.module
            if name not in modules:
                modules[name], imported = _module(name)
                names += imported
        for changes in modules.values():
            self.changes |= changes
        self.modules = frozenset(modules)

    def foresees(self, text: Text) -> bool:
        """Whether what the module `text` changes was known when the others were rewritten."""
        if text.module in self.modules:
            return True
        changes, _ = _read(text)
        if self.changes.any_name:  # all that is read was a point from the start
            self.changes |= changes
        return self.changes | changes == self.changes


def _module(name: str) -> tuple[Changes, tuple[str, ...]]:
    """What `_read` says of the module `name`; nothing where it is none of the program's own."""
    root = name.partition(".")[0]
    if root in PURE or any(root == known.partition(".")[0] for known in registry.MODULES):
        return Changes(), ()
    with suppress(OSError, ValueError):  # whoever imports it gets to know
        text = module_text(name)
        if text is not None:
            return _read(text)
    return Changes(), ()


def _read(text: Text) -> tuple[Changes, tuple[str, ...]]:
    """What a module changes, and the names of those that it may import."""
    return _read_source("\n".join(part.source for part in text.parts), text.package)


@lru_cache(maxsize=200)
def _read_source(source: str, package: str) -> tuple[Changes, tuple[str, ...]]:
    try:
        tree = ast.parse(source)
    except SyntaxError:  # it is told where the module is executed
        return Changes(), ()
    return changes_of(tree), tuple(dict.fromkeys(_imports(tree, package)))


def _imports(tree: ast.Module, package: str) -> Iterator[str]:
    """The modules that a text may import: a name of a package may be one of its modules."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _with_packages(alias.name)
        elif isinstance(node, ast.ImportFrom):
            home = node.module or ""
            if node.level:
                with suppress(ImportError, ValueError):
                    home = importlib.util.resolve_name("." * node.level + home, package)
            yield from _with_packages(home)
            yield from (f"{home}.{alias.name}" for alias in node.names)


def _with_packages(name: str) -> Iterator[str]:
    parts = name.split(".")
    yield from (".".join(parts[:number]) for number in range(1, len(parts) + 1))
