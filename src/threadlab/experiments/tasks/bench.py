"""Tasks × workers × kind, computing or waiting, by one interpreter or another."""

from __future__ import annotations

import multiprocessing
import sys
from typing import Any

from threadlab.experiments.bench import Bench
from threadlab.experiments.builds import Build, free_threaded, this_build
from threadlab.experiments.chart import Chart
from threadlab.experiments.kinds import KINDS, Kind
from threadlab.experiments.recorded import recorded_series
from threadlab.experiments.tasks.result import AMOUNT, TaskTimes, task_times
from threadlab.lab.panel import choice, several, slider
from threadlab.words import say

FIRST: tuple[Kind, ...] = ("serial", "threads", "fork")  # what is chosen and drawn at first


def speed_bench() -> None:
    """Chapter 10: tasks × workers × kind, computing or waiting, by one interpreter or another."""
    methods = multiprocessing.get_all_start_methods()
    kinds = [
        (say(f"kind.{kind}"), kind)
        for kind in KINDS
        if kind in ("serial", "threads", "asyncio")
        or kind in methods
        or (kind == "interpreters" and sys.version_info >= (3, 14))
    ]
    first = Chart({kind: say(f"kind.{kind}") for kind in FIRST},
                  recorded_series("tasks", "speed.recorded"), say("measuring.seconds_axis"),
                  "{:.2f}", " s")  # fmt: skip
    works: list[tuple[str, Any]] = [
        (say("measuring.work_cpu"), ("cpu", AMOUNT["cpu"])),
        (say("measuring.work_wait"), ("wait", AMOUNT["wait"])),
        (say("measuring.work_class_cpu"), ("cpu", 1e7)),
        (say("measuring.work_class_wait"), ("wait", 2.0)),
    ]
    controls: dict[str, Any] = {
        "kinds": several(say("measuring.kinds"), kinds, FIRST),
        "tasks": slider(say("measuring.tasks"), 12, 1, 4000),
        "workers": slider(say("measuring.workers"), 0, 0, 64),
        "work": choice(say("measuring.work"), works),
    }
    if others := free_threaded():
        pythons = [this_build(), *others]
        options = [(each.name, each) for each in pythons]
        controls["build"] = choice(say("measuring.python"), options)
    Bench(_speed, first, **controls).show()


def _speed(
    kinds: tuple[Kind, ...], tasks: int, workers: int, work: Any, build: Build | None = None
) -> TaskTimes:
    what, amount = work
    return task_times(kinds, tasks=tasks, workers=workers, work=what, amount=amount, build=build)
