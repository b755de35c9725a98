"""The builtins that a program finds: those that print, ask for identities or leave are its own."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.log import SYNC
from threadlab.explorer.engine.modes import READ
from threadlab.explorer.engine.world import World
from threadlab.explorer.model.base import SPACING
from threadlab.explorer.model.missing import unsupported
from threadlab.explorer.model.output import print_of
from threadlab.explorer.objects.kinds import in_class

_REFUSED = ("open", "input", "exec", "eval", "compile", "breakpoint", "help")
_EQUAL, _HASH = vars(object)["__eq__"], vars(object)["__hash__"]
_FIRST_ADDRESS = 0x7F0000000000


class Identities:
    """Numbers that are the same in each run: the program's `id`, and its objects' `hash`.

    Both are plain functions, as classes get the second one for a method.
    """

    def __init__(self) -> None:
        known: dict[int, tuple[int, Any]] = {}

        def id_(value: Any, /) -> int:
            found = known.get(id(value))
            if found is None:  # the object is kept, so that no other one gets its address
                found = known[id(value)] = (_FIRST_ADDRESS + SPACING * len(known), value)
            return found[0]

        def hash_(value: Any, /) -> int:
            return id_(value) // SPACING

        self.id, self.hash, self.clear = id_, hash_, known.clear


def builtins_of(
    world: World,
    identities: Identities,
    import_: Callable[..., Any],
    stdout: Callable[[], Any],
) -> dict[str, Any]:
    """The names that a program finds without importing anything."""
    hash_ = identities.hash

    def refused(name: str) -> Callable[..., Any]:
        def call(*_: Any, **__: Any) -> Any:
            raise unsupported(name, world)

        call.__name__ = name
        return call

    def build_class(*arguments: Any, **named: Any) -> Any:
        """Make a class whose objects have the same order in a set in each run."""
        cls = builtins.__build_class__(*arguments, **named)
        if not issubclass(type(cls), type):
            return cls
        metaclass = type(cls)
        if (
            in_class(metaclass, "__eq__") is not _EQUAL
            or in_class(metaclass, "__hash__") is not _HASH
        ):
            raise unsupported(f"{metaclass.__name__}.__eq__", world, "metaclass")
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
        "print": print_of(world, stdout),
        "id": identities.id,
        "__build_class__": build_class,
        "elapsed": elapsed,
        "__import__": import_,
        "exit": _exit,
        "quit": _exit,
    }


def _exit(code: object = None) -> None:
    raise SystemExit(code)
