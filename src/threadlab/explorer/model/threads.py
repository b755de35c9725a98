"""What a program can ask about all of its threads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.log import SYNC
from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.engine.modes import READ
from threadlab.explorer.engine.waits import attached
from threadlab.explorer.model.base import Models

FIRST_IDENTIFIER = 1000
THREADS = "threads"  # which there are: what those who ask for all of them look at


def functions(
    models: Models, thread_class: Any, thread_in: Callable[[Fiber], Any]
) -> dict[str, Any]:
    """The functions of `threading` that know of threads."""
    world = models.world

    def look() -> list[Fiber]:
        """Look at all threads, which is one operation; in the order in which they were made."""
        world.tick(SYNC)
        site = SYNC
        for fiber in world.fibers:
            world.tells_workers |= fiber.team is not None
            world.log.append((site, fiber, READ, None))
            site = ~SYNC
        world.log.append((site, THREADS, READ, None))
        # Python promises no order: this one is the same however those who start them take turns.
        return sorted(world.live, key=lambda fiber: fiber.path)

    def main_thread() -> Any:
        return thread_in(world.fibers[0])

    def enumerate() -> list[Any]:
        main_thread()
        return [fiber.thread for fiber in look()]

    def active_count() -> int:
        return len(look())

    def get_ident() -> int:
        world.note_identity()
        return FIRST_IDENTIFIER + world.current.index

    def start_new_thread(function: Callable[..., Any], args: Any, kwargs: Any = None) -> int:
        thread = thread_class(target=function, args=args, kwargs=kwargs, daemon=True)
        thread.start()
        return FIRST_IDENTIFIER + int(attached(thread).index)

    return {
        "main_thread": main_thread, "enumerate": enumerate, "active_count": active_count,
        "activeCount": active_count, "get_ident": get_ident, "get_native_id": get_ident,
        "start_new_thread": start_new_thread, "stack_size": lambda size=0: 0,
    }  # fmt: skip


globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
