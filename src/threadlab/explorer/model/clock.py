"""The modelled `time` and `datetime`: virtual seconds."""

from __future__ import annotations

import datetime
import time
from typing import Any

from threadlab.explorer.engine.log import SYNC
from threadlab.explorer.engine.modes import NOTHING, PUT, READ, WRITE
from threadlab.explorer.engine.waits import SLEEP
from threadlab.explorer.model.base import Models, Primitive
from threadlab.explorer.objects.refused import public

EPOCH_SECONDS = 1_767_225_600.0  # when every program starts: 2026-01-01, 00:00 UTC
_MOST_LOOKS = 100  # at the clock in a row before it is taken for a loop that waits
_STEP_SECONDS = 0.01  # … and by how much each one after that moves the clock


def _time(models: Models) -> dict[str, Any]:
    """The names of `time`: its clocks show virtual time, and its sleep takes none."""
    world = models.world

    def now() -> float:
        world.tick(SYNC)
        world.log.append((SYNC, "clock", READ, None))
        world.clock_reads += 1
        if world.clock_reads > _MOST_LOOKS:
            world.now += _STEP_SECONDS
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
        return EPOCH_SECONDS + now()

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
    return names


def _datetime(models: Models) -> dict[str, Any]:
    """The names of `datetime`: its `now` and `today` follow the virtual clock."""
    world = models.world

    class Moment(datetime.datetime):
        """A date and time; the present one is virtual."""

        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Any:
            """The virtual moment."""
            world.tick(SYNC)
            world.log.append((SYNC, "clock", READ, None))
            return cls.fromtimestamp(EPOCH_SECONDS + world.now, tz or datetime.UTC).replace(
                tzinfo=tz
            )

        utcnow = today = now

    class Day(datetime.date):
        """A date; the present one is virtual."""

        @classmethod
        def today(cls) -> Any:
            """The virtual day."""
            return cls.fromtimestamp(EPOCH_SECONDS + world.now)

    Moment.__name__ = Moment.__qualname__ = "datetime"
    Day.__name__ = Day.__qualname__ = "date"
    Moment.__module__ = Day.__module__ = "datetime"
    return {**public(datetime), "datetime": Moment, "date": Day}


TIME = Primitive("time", _time)
DATETIME = Primitive("datetime", _datetime)
