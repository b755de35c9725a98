"""The fields of classes that are executed from Python's own source: to look at one is an operation.

Their code keeps what it has under names that no program can write, "@queue" for `self.queue`, and
so at no cost. Under the real names a program finds properties, which log: all that this Python's
source sets on `self` has one, with nobody having to remember it.
"""

from __future__ import annotations

import ast
import types
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from threadlab.explorer.engine.log import SYNC
from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.engine.modes import WRITE
from threadlab.explorer.engine.waits import ThreadHandle, waitable_of
from threadlab.explorer.model.base import Models, called_by_library
from threadlab.explorer.model.beginnings import MARK, begins_once
from threadlab.explorer.model.missing import unsupported
from threadlab.explorer.objects.effects import handles
from threadlab.explorer.objects.kinds import is_a, is_modelled_class, is_ours

_IN_C = ("_PySimpleQueue",)  # stand for what has no fields in Python
# These make and end objects, or are operations by themselves.
_LIFE = frozenset(
    ("__init__", "__new__", "__init_subclass__", "__class_getitem__", "__del__", "__enter__",
     "__exit__", "__getattr__", "__getattribute__", "__setattr__", "__delattr__", "__call__")
)  # fmt: skip
_CONTAINERS = (list, dict, set, deque)
# Of what is inner, and a container: changed by nothing but operations of its object.
_SHOWN = frozenset(("_threads",))


def rename(tree: ast.Module) -> dict[str, tuple[str, ...]]:
    """Give the fields of a module's classes their hidden names; return the fields by class.

    >>> tree = ast.parse("class A:\\n def __init__(self): self.size = 0\\n def grow(self): ...")
    >>> rename(tree), ast.unparse(tree.body[0].body[0].body[0])
    ({'A': ('size',)}, 'self.@size = 0')
    """
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    methods = {
        part.name
        for node in classes
        for part in node.body
        if isinstance(part, (ast.FunctionDef, ast.ClassDef))
    }
    found = {node.name: tuple(sorted(set(_set_in(node)) - methods)) for node in classes}
    every = {name for names in found.values() for name in names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in every:
            node.attr = MARK + node.attr
    return {name: fields for name, fields in found.items() if fields}


def _set_in(cls: ast.ClassDef) -> Iterator[str]:
    """What methods set on `self`, but for methods of another object that they hand on."""
    for method in cls.body:
        if not isinstance(method, ast.FunctionDef) or not method.args.args:
            continue
        me = method.args.args[0].arg
        handed: set[ast.AST] = set()
        for node in ast.walk(method):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute):
                handed |= {
                    target
                    for target in node.targets
                    if isinstance(target, ast.Attribute) and target.attr == node.value.attr
                }
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.ctx, ast.Store)
                and isinstance(node.value, ast.Name)
                and node.value.id == me
                and node not in handed
                and not node.attr.startswith("__")
            ):
                yield node.attr


def show_classes(
    models: Models, module: types.ModuleType, fields: dict[str, tuple[str, ...]]
) -> None:
    """Let programs look at objects of the classes of a module that has been executed."""
    for cls in list(vars(module).values()):
        if not isinstance(cls, type) or not is_modelled_class(cls):
            continue
        if getattr(cls, "__hash__", None) is object.__hash__:  # the same in each run
            cls.__hash__ = models.hash  # type: ignore[method-assign, assignment]
        begins_once(models, cls)
        if cls.__module__ != module.__name__:  # made for the model, and knows what it logs
            continue
        for name, part in list(vars(cls).items()):
            if isinstance(part, property) and part.fget is not None:
                setattr(cls, name, property(_seen(models, name, part.fget), part.fset, part.fdel))
            elif name.startswith("__") and is_ours(part) and name not in _LIFE:
                setattr(cls, name, _asked(models, name, part))
        if cls.__name__ not in _IN_C:
            for name in fields.get(cls.__name__, ()):
                setattr(cls, name, _field(models, name))


def _seen(models: Models, name: str, get: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The getter of a property, as a look."""

    def see(self: Any) -> Any:
        if not called_by_library():
            looks_into(models, self, f".{name}")
        return get(self)

    see.__doc__ = get.__doc__
    return see


def _asked(models: Models, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    """A method that Python calls for a text, a comparison and the like, as a look."""

    def ask(self: Any, *arguments: Any) -> Any:
        if not called_by_library():
            looks_into(models, self, name)
        return method(self, *arguments)

    ask.__name__, ask.__doc__ = name, method.__doc__
    return ask


def looks_into(models: Models, thing: Any, what: str | None) -> None:
    """Look at an object of the library's: it, and the locks under which it changes."""
    models.looks(thing, what)
    for part in handles(thing):
        models.looks_besides(part)


def _field(models: Models, name: str) -> property:
    world, hidden = models.world, MARK + name

    def get(self: Any) -> Any:
        looks_into(models, self, f".{name}")
        try:
            value = getattr(self, hidden)
        except AttributeError:
            text = f"{type(self).__name__!r} object has no attribute {name!r}"
            raise AttributeError(text, name=name, obj=self) from None
        if is_a(value, _CONTAINERS):
            if name.startswith("_") and name not in _SHOWN:
                raise unsupported(f"{type(self).__name__}.{name}", world)
            world.tells_workers |= name in _SHOWN
            world.footprints.join(world.log, value, self)
        return value

    def set_(self: Any, value: Any) -> None:
        if hasattr(self, hidden):
            started = is_a(self, ThreadHandle) and waitable_of(self) is not None
            if started or name.startswith("_"):
                raise unsupported(f"{type(self).__name__}.{name} = …", world)
            world.log.append((~SYNC, self, WRITE, f".{name}"))
            for part in handles(self):
                world.log.append((~SYNC, part, WRITE, None))
            if is_a(value, _CONTAINERS):
                world.footprints.join(world.log, value, self)
        setattr(self, hidden, value)

    return property(get, set_)


globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
