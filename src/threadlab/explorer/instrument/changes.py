"""What a module may change while others look: names of attributes, and variables of its own.

An attribute that no module of the program assigns never changes once its object is known to others:
reading it needs no scheduling point. That is asked of all modules together, since any of them may
assign an attribute of any object, and a variable of a module is an attribute to the others.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from threadlab.explorer.instrument.scopes import Scopes

# With these an attribute is assigned that no text names …
_BY_NAME = frozenset(
    ["setattr", "delattr", "vars", "__dict__", "__setattr__", "__delattr__", "__set__",
     "__delete__"]
)  # fmt: skip
# … and with these a module is loaded that none names.
_LOADERS = frozenset(["__import__", "import_module"])


class Every(frozenset[str]):
    """The set that contains every name."""

    def __contains__(self, item: object) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Changes:
    """What a module changes, or all modules of a program together.

    `attributes` are the names that are assigned to some object, `variables` those of a module that
    change once it is there, `class_level` what a class has for all of its objects. If `any_name`,
    attributes are assigned that no text names.
    """

    attributes: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()
    class_level: frozenset[str] = frozenset()
    any_name: bool = False

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.attributes | other.attributes,
            self.variables | other.variables,
            self.class_level | other.class_level,
            self.any_name or other.any_name,
        )

    @property
    def watched(self) -> frozenset[str]:
        """The names whose reading, as an attribute of whatever object, is a point."""
        return Every() if self.any_name else self.attributes | self.variables

    @property
    def of_classes(self) -> frozenset[str]:
        """The names that may change where a class has them for all of its objects."""
        return self.class_level if self.any_name else self.class_level & self.attributes


def changes_of(tree: ast.Module) -> Changes:
    """What the module `tree` changes of its own and of whatever object it gets hold of."""
    scopes = Scopes(tree)
    classes = {node.name for node in scopes.of if isinstance(node, ast.ClassDef)}
    return Changes(
        frozenset(_spelled(scopes.attributes, classes)),
        frozenset(scopes.module.variable),
        frozenset(_spelled(scopes.class_level, classes)),
        bool(names_in(tree) & (_BY_NAME | _LOADERS)),
    )


def _spelled(names: Iterable[str], classes: Iterable[str]) -> Iterator[str]:
    """Names of attributes, and how those that are private to a class are spelled elsewhere."""
    for name in names:
        yield name
        if name.startswith("__") and not name.endswith("__"):
            yield from (f"_{cls.lstrip('_')}{name}" for cls in classes)


def names_in(tree: ast.AST) -> set[str]:
    """All names that a text spells out, as variables, as attributes, or as texts."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.add(node.value)
        elif isinstance(node, ast.alias):
            names.add(node.name.rpartition(".")[2])
    return names
