"""Processes × threads as a heat map, for tasks that wait more or compute more."""

from __future__ import annotations

from typing import Any

from threadlab.experiments.bench import Bench, first_moment
from threadlab.experiments.mix.result import BUSY_SECONDS, WAIT_SECONDS, Mix, mix, recorded_mix
from threadlab.lab.panel import choice, slider
from threadlab.words import say

PROCESSES = (1, 2, 4, 8)
THREADS = (1, 2, 4, 8, 16)


def mix_bench() -> None:
    """Chapter 12: processes × threads as a heat map, for tasks that wait more or compute more."""
    works: list[tuple[str, Any]] = [
        (say("mix.waits"), (WAIT_SECONDS, BUSY_SECONDS)),
        (say("mix.half"), (0.05, 0.05)),
        (say("mix.computes"), (BUSY_SECONDS, WAIT_SECONDS)),
    ]
    Bench(
        _mix,
        recorded_mix(),
        tasks=slider(say("mix.tasks"), 32, 8, 64),
        work=choice(say("mix.work"), works),
        with_start=first_moment(),
    ).show()


def _mix(tasks: int, work: tuple[float, float], with_start: bool) -> Mix:
    wait, busy = work
    return mix(PROCESSES, THREADS, tasks=tasks, wait=wait, busy=busy, with_start=with_start)
