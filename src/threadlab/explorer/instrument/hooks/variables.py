"""The hooks of variables: those of a module, and those that a function shares with inner ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from threadlab.explorer.instrument import names
from threadlab.explorer.instrument.hooks.shared import Shared
from threadlab.explorer.instrument.names import Hook


class Scope:
    """Stands for the variables of one call of a function, as the owner of those shared."""

    __slots__ = ("__weakref__",)


def hooks(shared: Shared) -> dict[Hook, Callable[..., Any]]:
    """The hooks of variables."""
    world = shared.world
    append = world.log.append

    def read(site: int) -> None:
        world.n += 1
        if world.n >= world.stop:
            world.pause(site)
        append(site)

    def write(site: int, value: Any) -> Any:
        world.n += 1
        if world.n >= world.stop:
            world.pause(site)
        append(site)
        return value

    def read_cell(site: int, token: Any) -> None:
        world.n += 1
        if world.n >= world.stop:
            world.pause(site)
        append((site, token))

    def write_cell(site: int, token: Any, value: Any) -> Any:
        world.n += 1
        if world.n >= world.stop:
            world.pause(site)
        append((site, token))
        return value

    return {
        names.GLOBAL_READ: read, names.GLOBAL_WRITE: write,
        names.CELL_READ: read_cell, names.CELL_WRITE: write_cell, names.CALL_TOKEN: Scope,
    }  # fmt: skip
