"""The modelled `random`: numbers that are the same in each run."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.model.base import Models, Primitive
from threadlab.explorer.objects.table import stands_for


def _names(models: Models) -> dict[str, Any]:
    """The names of `random`, with a stream of numbers for each thread.

    Real threads share one stream, and which of them gets which number is left to chance; any
    numbers will do as long as they are the same in each run.
    """
    world, seed = models.world, models.seed
    streams: dict[Fiber, random.Random] = {}
    models.at_reset.append(streams.clear)

    class Random(random.Random):
        """A generator whose default seed is always the same."""

        def __init__(self, x: Any = None):
            super().__init__(seed if x is None else x)

    def stream() -> random.Random:
        fiber = world.current
        world.draws += 1
        if fiber not in streams:
            streams[fiber] = random.Random(f"{seed} {fiber.path}")
        return streams[fiber]

    def method(name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            return getattr(stream(), name)(*arguments, **named)

        call.__name__ = name
        call.bound = lambda: getattr(stream(), name)  # type: ignore[attr-defined]
        return stands_for(call, getattr(random.Random, name))

    methods = {name: method(name) for name in dir(random.Random) if not name.startswith("_")}
    return {**methods, "Random": Random, "SystemRandom": Random}


RANDOM = Primitive("random", _names)
