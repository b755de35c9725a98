"""The modelled `time`, `datetime` and `random`: virtual seconds, repeatable numbers."""

from __future__ import annotations

import datetime
import random
import time
import types
from typing import Any

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.log import SYNC
from threadlab.explorer.engine.modes import NOTHING, PUT, READ, WRITE
from threadlab.explorer.engine.waits import SLEEP
from threadlab.explorer.engine.world import World
from threadlab.explorer.objects.refused import public

EPOCH = 1_767_225_600.0  # when every program starts: 2026-01-01, 00:00 UTC
_PATIENCE = 100  # looks at the clock in a row before it is taken for a loop that waits


def time_module(world: World) -> types.ModuleType:
    """Return a `time` whose clocks show the virtual time of `world`, and whose sleep takes none."""
    module = types.ModuleType("time", time.__doc__)

    def now() -> float:
        world.tick(SYNC)
        world.log.append((SYNC, "clock", READ, None))
        world.clock_reads += 1
        if world.clock_reads > _PATIENCE:
            world.now += 0.01
            world.log.append((~SYNC, "clock", WRITE, None))
        return world.now

    def sleep(seconds: float, /) -> None:
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        world.tick(SYNC)
        world.log.append((SYNC, "clock", NOTHING, None))
        world.block(SLEEP, world.now + float(seconds))
        if world.clock == "any":
            world.log.append((None, "clock", PUT, None))

    def wall() -> float:
        return EPOCH + now()

    names: dict[str, Any] = {
        "sleep": sleep,
        "time": wall,
        "monotonic": now,
        "perf_counter": now,
        "process_time": now,
        "thread_time": now,
        "localtime": lambda at=None: time.gmtime(wall() if at is None else at),
        "gmtime": lambda at=None: time.gmtime(wall() if at is None else at),
        "ctime": lambda at=None: time.asctime(time.gmtime(wall() if at is None else at)),
        "strftime": lambda form, at=None: time.strftime(form, at or time.gmtime(wall())),
        "asctime": lambda at=None: time.asctime(at or time.gmtime(wall())),
        "get_clock_info": time.get_clock_info,
        "strptime": time.strptime,
        "mktime": time.mktime,
        "struct_time": time.struct_time,
        "timezone": 0,
        "altzone": 0,
        "daylight": 0,
        "tzname": ("UTC", "UTC"),
    }
    for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
        names[f"{name}_ns"] = lambda clock=names[name]: int(clock() * 1_000_000_000)
    vars(module).update(names)
    return module


def datetime_module(world: World) -> types.ModuleType:
    """Return a `datetime` whose `now` and `today` follow the virtual clock."""
    module = types.ModuleType("datetime", datetime.__doc__)
    vars(module).update(public(datetime))

    class Moment(datetime.datetime):
        """A date and time; the present one is virtual."""

        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Any:
            """The virtual moment."""
            world.tick(SYNC)
            world.log.append((SYNC, "clock", READ, None))
            return cls.fromtimestamp(EPOCH + world.now, tz or datetime.UTC).replace(tzinfo=tz)

        utcnow = today = now

    class Day(datetime.date):
        """A date; the present one is virtual."""

        @classmethod
        def today(cls) -> Any:
            """The virtual day."""
            return cls.fromtimestamp(EPOCH + world.now)

    Moment.__name__ = Moment.__qualname__ = "datetime"
    Day.__name__ = Day.__qualname__ = "date"
    module.datetime = Moment  # type: ignore[attr-defined]
    module.date = Day  # type: ignore[attr-defined]
    return module


def random_module(world: World, seed: int) -> tuple[types.ModuleType, Any]:
    """Return a `random` with a stream of numbers for each thread, and the function that resets it.

    Real threads share one stream, and which of them gets which number is left to chance; any
    numbers will do as long as they are the same in each run.
    """
    module = types.ModuleType("random", random.__doc__)
    streams: dict[Fiber, random.Random] = {}

    class Random(random.Random):
        """A generator whose default seed is always the same."""

        def __init__(self, x: Any = None):
            super().__init__(seed if x is None else x)

    def stream() -> random.Random:
        fiber = world.current
        if fiber not in streams:
            streams[fiber] = random.Random(f"{seed} {fiber.path}")
        return streams[fiber]

    def method(name: str) -> Any:
        def call(*arguments: Any, **named: Any) -> Any:
            return getattr(stream(), name)(*arguments, **named)

        call.__name__ = name
        return call

    for name in dir(random.Random):
        if not name.startswith("_"):
            setattr(module, name, method(name))
    module.Random = module.SystemRandom = Random  # type: ignore[attr-defined]
    return module, streams.clear
