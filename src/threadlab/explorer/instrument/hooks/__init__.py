"""The hooks that a rewritten program calls at its scheduling points.

Each one counts an operation, lets another thread go first where that is due, and logs what is
touched. Values that nobody else can change, numbers and strings above all, pass without a point.

names.py is the table of the hooks. A module here has the hooks of a part of that table, made for
one world: they are closures, since what they need is found in a closure in half the time that an
object's attributes take, and this is the hottest code that there is.
"""

from __future__ import annotations

from threadlab.explorer.engine.world import World
from threadlab.explorer.instrument.hooks import (
    containers,
    items,
    loops,
    namespaces,
    patterns,
    variables,
)
from threadlab.explorer.instrument.hooks.calls import calls_of
from threadlab.explorer.instrument.hooks.shared import shared_by
from threadlab.explorer.instrument.names import by_name
from threadlab.explorer.model.base import Hooks
from threadlab.explorer.model.library import Library


def hooks_of(world: World, class_level: set[str], library: Library) -> Hooks:
    """The hooks of one world, whose program has the modules of `library`.

    `class_level` are the names of attributes that classes have, and not only their instances.
    """
    shared = shared_by(world, class_level)
    deep = containers.deep_look_of(shared)
    calls = calls_of(shared, deep, library)
    made = {
        **variables.hooks(shared),
        **namespaces.hooks(shared, calls.namespace, calls.take, library.known),
        **items.hooks(shared, calls.call, calls.take, calls.made),
        **containers.hooks(shared, deep, calls.call),
        **loops.hooks(shared),
        **calls.hooks,
        **patterns.hooks(shared, calls.access),
    }
    return Hooks(by_name(made), calls.call, calls.take)
