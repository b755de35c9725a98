"""The benches of the book: each is one call in a chapter."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Mapping
from typing import Any

import ipywidgets

from threadlab.experiments.bench import Bench
from threadlab.experiments.buffer import Buffer, buffer
from threadlab.experiments.builds import Build, free_threaded, this_build
from threadlab.experiments.chart import Chart
from threadlab.experiments.costs import KINDS as START_KINDS
from threadlab.experiments.costs import start_costs
from threadlab.experiments.latency import latency, latency_chart
from threadlab.experiments.lost import ALL_SHAPES, SHAPES, lost_updates
from threadlab.experiments.recorded import recorded
from threadlab.experiments.tasks import AMOUNT, KINDS, Kind, TaskTimes, task_times
from threadlab.lab.panel import choice, slider
from threadlab.words import say

INTERVALS = [
    ("5 ms", 0.005),
    ("0.1 ms", 1e-4),
    ("1 µs", 1e-6),
    ("50 ms", 0.05),
]  # the first is usual


def start_cost_bench() -> None:
    """Chapters 01 and 04: what it costs to start one, measured beside the recorded figures."""
    builds = recorded("start-cost")
    series = {say("measuring.recorded", build=build["name"]): build for build in builds}
    rows = {kind: say(f"costs.{kind}") for kind in START_KINDS}
    first = Chart(rows, series, say("costs.axis"), sign=" µs", logarithmic=True)
    Bench(start_costs, first).show()


def lost_update_bench() -> None:
    """Chapter 06: updates lost, by shape of the code, threads and switch interval."""
    series: dict[str, Any] = {
        say("measuring.recorded", build=build["name"]): {
            key.rstrip("_"): value for key, value in build.items() if key != "name"
        }
        for build in recorded("lost-updates")
    }
    rows = {shape: say(f"lost.{shape}") for shape in SHAPES if shape != "locked"}
    Bench(
        lost_updates,
        Chart(rows, series, say("lost.axis"), sign=" %"),
        shapes=_several("measuring.shapes", {s: say(f"lost.{s}") for s in ALL_SHAPES}, SHAPES),
        threads=slider(say("measuring.threads"), 2, 1, 8),
        interval=choice(say("measuring.interval"), INTERVALS),
    ).show()


def latency_bench() -> None:
    """Chapter 09: busy threads × switch interval, and who has to wait."""
    Bench(
        latency,
        latency_chart({}),
        busy=slider(say("measuring.busy"), 1, 0, 8),
        interval=choice(say("measuring.interval"), INTERVALS),
    ).show()


def buffer_bench() -> None:
    """Chapter 03: producers, consumers, size of the buffer and seconds for an item."""
    seconds = [(f"{ms} ms", ms / 1000) for ms in (5, 10, 20, 40)]
    Bench(
        buffer,
        Buffer(
            tuple(map(tuple, recorded("buffer")[0]["levels"])), 5, recorded("buffer")[0]["seconds"]
        ),
        producers=slider(say("measuring.producers"), 2, 1, 8),
        consumers=slider(say("measuring.consumers"), 2, 1, 8),
        size=slider(say("measuring.size"), 5, 0, 20),
        produce=choice(say("measuring.produce"), seconds, 0.01),
        consume=choice(say("measuring.consume"), seconds, 0.02),
    ).show()


def speed_bench() -> None:
    """Chapter 10: tasks × workers × kind, computing or waiting, by one interpreter or another."""
    methods = multiprocessing.get_all_start_methods()
    kinds = {
        kind: say(f"kind.{kind}")
        for kind in KINDS
        if kind in ("serial", "threads", "asyncio")
        or kind in methods
        or (kind == "interpreters" and sys.version_info >= (3, 14))
    }
    builds = recorded("speed")
    series = {say("speed.recorded", build=build["name"]): build for build in builds}
    first = Chart({kind: say(f"kind.{kind}") for kind in ("serial", "threads", "fork")},
                  series, say("measuring.seconds_axis"), "{:.2f}", " s")  # fmt: skip
    works: list[tuple[str, Any]] = [
        (say("measuring.work_cpu"), ("cpu", AMOUNT["cpu"])),
        (say("measuring.work_wait"), ("wait", AMOUNT["wait"])),
        (say("measuring.work_class_cpu"), ("cpu", 1e7)),
        (say("measuring.work_class_wait"), ("wait", 2.0)),
    ]
    controls: dict[str, Any] = {
        "kinds": _several("measuring.kinds", kinds, ("serial", "threads", "fork")),
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


def _several(key: str, options: Mapping[Any, str], chosen: tuple[str, ...]) -> Any:
    """A list from which several may be chosen."""
    pairs = [(words, name) for name, words in options.items()]
    return ipywidgets.SelectMultiple(
        options=pairs, value=[name for name in chosen if name in options], description=say(key),
        rows=len(pairs), style={"description_width": "10em"}, layout={"width": "min(32em, 100%)"},
    )  # fmt: skip
