"""The builtins that a program finds: those that print, ask for identities or leave are its own."""

from __future__ import annotations

import builtins
import itertools
import sys
import types
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.log import SYNC
from threadlab.explorer.engine.marks import IN_STEPS, MODELLED, is_program
from threadlab.explorer.engine.modes import ADD, READ
from threadlab.explorer.engine.world import World
from threadlab.explorer.model.base import SPACING, Hooks
from threadlab.explorer.model.missing import unsupported
from threadlab.explorer.model.output import print_of
from threadlab.explorer.objects.kinds import in_class


class Interrupt(BaseException):
    """`KeyboardInterrupt` as a program raises it; the real one is the stop button, and stops."""


Interrupt.__name__ = Interrupt.__qualname__ = "KeyboardInterrupt"
Interrupt.__module__ = "builtins"
Interrupt.__doc__ = KeyboardInterrupt.__doc__

_REFUSED = ("open", "input", "exec", "eval", "compile", "breakpoint", "help")
_HASH = vars(object)["__hash__"]
_frame = sys._getframe
_FIRST_ADDRESS = 0x7F0000000000


class Identities:
    """Numbers that are the same in each run: the program's `id`, and its objects' `hash`.

    Both are plain functions, as classes get the second one for a method. Which number an object
    gets depends on who is asked for first, and `id` says so in the log of the `world`.
    """

    def __init__(self, world: World) -> None:
        known: dict[int, tuple[int, Any]] = {}
        append, endings = world.log.append, world.endings
        given = itertools.count()

        def number(value: Any) -> int:
            found = known.get(id(value))
            if found is None:  # the object is kept, so that no other one gets its address
                kept = value if endings is None else endings.of(value)
                found = known[id(value)] = (_FIRST_ADDRESS + SPACING * next(given), kept)
            return found[0]

        def clear() -> None:
            nonlocal given
            known.clear()
            given = itertools.count()

        def id_(value: Any, /) -> int:
            # the library has numbers for keys that it keeps to itself, as copy.deepcopy does
            if id(value) not in known and IN_STEPS not in _frame(1).f_builtins:
                append((~SYNC, "identities", ADD, None))
            return number(value)

        def hash_(value: Any, /) -> int:
            return number(value) // SPACING

        def gone(number: int) -> None:
            known.pop(number, None)

        if endings is not None:
            endings.gone.append(gone)
        self.id, self.hash, self.clear = id_, hash_, clear


def builtins_of(
    world: World,
    hooks: Hooks,
    identities: Identities,
    import_: Callable[..., Any],
    stdout: Callable[[], Any],
) -> dict[str, Any]:
    """The names that a program finds without importing anything, its hooks among them."""
    hash_ = identities.hash

    def refused(name: str) -> Callable[..., Any]:
        def call(*_: Any, **__: Any) -> Any:
            raise unsupported(name, world)

        call.__name__ = name
        return call

    def build_class(*arguments: Any, **named: Any) -> Any:
        """Make a class whose objects have the same order in a set in each run."""
        cls = world.made = builtins.__build_class__(*arguments, **named)
        if not issubclass(type(cls), type):
            return cls
        metaclass = type(cls)
        if not all(_is_usual(in_class(metaclass, name)) for name in ("__eq__", "__hash__")):
            raise unsupported(f"{metaclass.__name__}.__eq__", world, "metaclass")
        for owner, name in ((metaclass, "__prepare__"), (cls, "__subclasshook__")):
            if is_disguised(in_class(owner, name), name):
                raise unsupported(f"{owner.__name__}.{name}", world, "metaclass")
        if in_class(cls, "__hash__") is _HASH and not issubclass(cls, type):
            type.__setattr__(cls, "__hash__", hash_)
        return cls

    def elapsed() -> float:
        """The virtual seconds since the program began."""
        world.log.append((~SYNC, "clock", READ, None))
        return round(world.now, 9)

    return {
        **vars(builtins),
        **{name: refused(name) for name in _REFUSED},
        "print": print_of(world, hooks.call, stdout),
        "id": identities.id,
        "__build_class__": build_class,
        "elapsed": elapsed,
        "__import__": import_,
        "KeyboardInterrupt": Interrupt,
        "exit": _exit,
        "quit": _exit,
        **hooks.by_name,
    }


def is_disguised(part: Any, name: str) -> bool:
    """Whether a class method that Python calls has a point elsewhere than where it begins.

    Functions of this name have one there (points/statements.py).
    """
    function = getattr(part, "__func__", part)
    if type(function) is types.FunctionType:
        return is_program(function.__globals__) and function.__code__.co_name != name
    return part is not None and type(part) not in _IN_C


_IN_C = (
    types.ClassMethodDescriptorType, types.MethodDescriptorType, types.BuiltinFunctionType,
    types.WrapperDescriptorType,
)  # fmt: skip


def _is_usual(part: Any) -> bool:
    """Whether a method of a metaclass is Python's own, which tells classes apart as all do."""
    if type(part) is types.FunctionType:
        return not is_program(part.__globals__)
    return type(part) is types.WrapperDescriptorType


def _exit(code: object = None) -> None:
    raise SystemExit(code)


globals()["@modelled"] = MODELLED  # `sorted(offices, key=id)` looks into no office
