"""The share that one does alone × the size of the job, beside Amdahl's law."""

from __future__ import annotations

from threadlab.experiments.bench import Bench, first_moment
from threadlab.experiments.recorded import recorded
from threadlab.experiments.speed_up.result import SERIES, SpeedUp, speed_up
from threadlab.lab.panel import choice
from threadlab.words import say

SHARES = (0.0, 0.05, 0.1, 0.25, 0.5)
JOB_SECONDS = (0.2, 0.01, 0.05, 1.0)
WORKERS = (1, 2, 3, 4, 6, 8)


def speed_up_bench() -> None:
    """Chapter 10: the share that one does alone × the size of the job, beside Amdahl's law."""
    found = recorded("speed-up")[0]
    curves = {name: dict(zip(found["workers"], found[name], strict=True)) for name in SERIES}
    name = say("measuring.recorded", build=found["name"])
    Bench(
        _speed_up,
        SpeedUp(curves, 0.0, name, found["cores"]),
        serial=choice(say("speed_up.serial"), [(f"{100 * share:g} %", share) for share in SHARES]),
        seconds=choice(say("speed_up.seconds"), [(f"{each:g} s", each) for each in JOB_SECONDS]),
        with_start=first_moment(),
    ).show()


def _speed_up(serial: float, seconds: float, with_start: bool) -> SpeedUp:
    return speed_up(serial=serial, seconds=seconds, workers=WORKERS, with_start=with_start)
