"""What a run leaves when it is over: threads that still stand somewhere, and their finalizers."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from greenlet import GreenletExit

if TYPE_CHECKING:
    from threadlab.explorer.engine.world import World

_TRIES = 50  # for a thread that catches what is to end it


def unwind(world: World) -> None:
    """Unwind what still lives; what refuses is left where it stands and never runs again.

    An unwound thread lets go of its objects. Their finalizers are ended at their first operation,
    as the thread is, and Python would tell of each on stderr. But the run to which they could have
    done anything is over, so nobody hears of them.
    """
    world.aborting = True
    world.stop = world.turns = 0
    told = sys.unraisablehook
    sys.unraisablehook = lambda _: None
    try:
        for fiber in world.live:
            thread = fiber.greenlet
            tries = 0
            while thread and not thread.dead and tries < _TRIES:
                world.current = fiber
                tries += 1
                thread.throw(GreenletExit)
            if thread and not thread.dead:
                world.graveyard.append(thread)
        for fiber in world.fibers:
            fiber.greenlet = None
    finally:
        sys.unraisablehook = told
