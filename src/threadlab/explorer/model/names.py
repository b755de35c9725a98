"""The builtins that a program finds: those that print, ask for identities or leave are its own."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.log import SYNC
from threadlab.explorer.engine.modes import READ
from threadlab.explorer.engine.world import World
from threadlab.explorer.model.base import Hooks
from threadlab.explorer.model.missing import unsupported
from threadlab.explorer.model.output import print_of

_REFUSED = ("open", "input", "exec", "eval", "compile", "breakpoint", "help")
_FIRST_ADDRESS, _SPACING = 0x7F0000000000, 64


class Identities:
    """Numbers that are the same in each run: the program's `id`, and its objects' `hash`.

    Both are plain functions, as classes get the second one for a method.
    """

    def __init__(self) -> None:
        known: dict[int, tuple[int, Any]] = {}

        def id_(value: Any, /) -> int:
            found = known.get(id(value))
            if found is None:  # the object is kept, so that no other one gets its address
                found = known[id(value)] = (_FIRST_ADDRESS + _SPACING * len(known), value)
            return found[0]

        def hash_(value: Any, /) -> int:
            return id_(value) // _SPACING

        self.id, self.hash, self.clear = id_, hash_, known.clear


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
        cls = builtins.__build_class__(*arguments, **named)
        if isinstance(cls, type) and getattr(cls, "__hash__", None) is object.__hash__:
            cls.__hash__ = hash_  # type: ignore[method-assign, assignment]
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
        "exit": _exit,
        "quit": _exit,
        **hooks.by_name,
    }


def _exit(code: object = None) -> None:
    raise SystemExit(code)
