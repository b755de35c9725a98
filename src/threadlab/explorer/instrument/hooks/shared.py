"""What the hooks of one world have in common."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from threadlab.explorer.engine.log import FIELDS, UNKNOWN
from threadlab.explorer.engine.modes import READ
from threadlab.explorer.engine.world import World
from threadlab.explorer.model.missing import unsupported
from threadlab.explorer.objects import effects, kinds
from threadlab.explorer.objects.kinds import FOREIGN, is_ours


@dataclass(frozen=True, slots=True)
class Shared:
    """What the builders of hooks are given; each keeps what it needs in its closures.

    `touch` counts an operation and logs all that it touches, `parts` logs what it touches within a
    container of the library's that is written in Python, and `refuse` ends the run. `class_level`
    grows while the program runs.
    """

    world: World
    class_level: set[str]
    touch: Callable[[int, list[effects.Touch]], None]
    parts: Callable[[int, Any, int], None]
    refuse: Callable[..., Any]


def shared_by(world: World, class_level: set[str]) -> Shared:
    """What the hooks of `world` share."""
    append = world.log.append
    kind_by_class = kinds.by_class

    def touch(site: int, touched: list[effects.Touch]) -> None:
        world.n += 1
        if world.n >= world.stop:
            world.pause(site)
        first = True
        for owner, mode, item in touched:
            append((site if first else ~site, owner, mode, item))
            first = False
            if owner is UNKNOWN:
                world.note_unknown(site, item is not None)
            if item is FIELDS and class_level:
                for cls in type(owner).__mro__[:-1]:
                    append((~site, cls, READ, FIELDS))

    def parts(site: int, value: Any, mode: int) -> None:
        if kind_by_class[type(value)] == FOREIGN:
            for found in effects.containers(value):
                append((~site, found, mode, None))

    def refuse(name: str, hint: str = "inner") -> Any:
        raise unsupported(name, world, hint)

    return Shared(world, class_level, touch, parts, refuse)


def method_in_python(value: Any, name: str) -> Any:
    """The method of a class of the library's that is written in Python, None for all others."""
    method = getattr(type(value), name, None)
    return None if type(method) is not types.FunctionType or is_ours(method) else method
