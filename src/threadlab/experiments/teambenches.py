"""The benches of the chapters about speed-up and about threads inside of processes."""

from __future__ import annotations

from typing import Any

from threadlab.experiments.bench import Bench
from threadlab.experiments.mix import BUSY, PROCESSES, THREADS, WAIT, Mix, mix, recorded_mix
from threadlab.experiments.recorded import recorded
from threadlab.experiments.speedup import SERIES, SpeedUp, speed_up
from threadlab.lab.panel import choice, slider
from threadlab.words import say

SHARES = (0.0, 0.05, 0.1, 0.25, 0.5)
WORKERS = (1, 2, 3, 4, 6, 8)
SECONDS = (0.2, 0.01, 0.05, 1.0)


def speed_up_bench() -> None:
    """Chapter 10: the share that one does alone × the size of the job, beside Amdahl's law."""
    found = recorded("speed-up")[0]
    curves = {name: dict(zip(found["workers"], found[name], strict=True)) for name in SERIES}
    name = say("measuring.recorded", build=found["name"])
    Bench(
        _speed_up,
        SpeedUp(curves, 0.0, name, found["cores"]),
        serial=choice(say("speed_up.serial"), [(f"{100 * share:g} %", share) for share in SHARES]),
        seconds=choice(say("speed_up.seconds"), [(f"{each:g} s", each) for each in SECONDS]),
        with_start=choice(
            say("speed_up.clock"),
            [(say("speed_up.ready"), False), (say("speed_up.start"), True)],
        ),
    ).show()


def _speed_up(serial: float, seconds: float, with_start: bool) -> SpeedUp:
    return speed_up(serial=serial, seconds=seconds, workers=WORKERS, with_start=with_start)


def mix_bench() -> None:
    """Chapter 12: processes × threads as a heat map, for tasks that wait more or compute more."""
    works: list[tuple[str, Any]] = [
        (say("mix.waits"), (WAIT, BUSY)),
        (say("mix.half"), (0.05, 0.05)),
        (say("mix.computes"), (BUSY, WAIT)),
    ]
    Bench(
        _mix,
        recorded_mix(),
        tasks=slider(say("mix.tasks"), 32, 8, 64),
        work=choice(say("mix.work"), works),
        with_start=choice(
            say("speed_up.clock"),
            [(say("speed_up.ready"), False), (say("speed_up.start"), True)],
        ),
    ).show()


def _mix(tasks: int, work: tuple[float, float], with_start: bool) -> Mix:
    wait, busy = work
    return mix(PROCESSES, THREADS, tasks=tasks, wait=wait, busy=busy, with_start=with_start)
