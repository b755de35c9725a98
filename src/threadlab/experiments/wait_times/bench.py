"""Number of waits × model, measured and drawn."""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping, Sequence
from typing import Any

from threadlab.experiments.bench import Bench
from threadlab.experiments.builds import this_build
from threadlab.experiments.chart import Chart
from threadlab.experiments.kinds import Kind
from threadlab.experiments.recorded import measured_series, recorded_series
from threadlab.experiments.tasks.result import task_times
from threadlab.lab.panel import choice, several
from threadlab.words import say

SERIAL_SECONDS = 5.0  # of waiting one after the other; what takes longer is computed
CLASS = (4000, 2.0)  # the class's experiment: so many waits of so many seconds


def waits_chart(
    kinds: Sequence[Kind], waits: int, seconds: float, mine: Mapping[str, Any] | None = None
) -> Chart:
    """What was measured, with the recorded figures beside it if it was the class's experiment."""
    series: dict[str, Any] = dict(mine or {})
    if (waits, seconds) == CLASS:
        series |= recorded_series("many-waits")
    rows: dict[str, str] = {kind: say(f"kind.{kind}") for kind in kinds}
    if "serial" in rows and waits * seconds > SERIAL_SECONDS:
        rows["serial"] = say("many_waits.computed", kind=rows["serial"])
    axis = say("many_waits.done", waits=f"{waits:,}", each=f"{seconds:g}")
    return Chart(rows, series, axis, "{:.2f}", " s")


def waits_at_once(kinds: Sequence[Kind], waits: int, seconds: float) -> Chart:
    """Let `waits` tasks wait for `seconds` at once, by each of `kinds` in turn.

    What would take long one after the other is computed and labelled so. Raises `ThreadlabError`
    where that is more than this machine should be asked for.
    """
    kinds = kinds or ("threads", "asyncio")
    spent: dict[str, float] = {}
    for kind in kinds:
        if kind == "serial" and waits * seconds > SERIAL_SECONDS:
            spent[kind] = waits * seconds
            continue
        spent |= task_times([kind], tasks=waits, work="wait", amount=seconds).seconds
    return waits_chart(kinds, waits, seconds, measured_series({this_build().name: spent}))


def wait_bench() -> None:
    """Chapter 15: number of waits × model, measured and drawn."""
    kinds: list[Kind] = ["serial", "threads", "asyncio"]
    if "fork" in multiprocessing.get_all_start_methods():
        kinds.append("fork")
    models = [(say(f"kind.{kind}"), kind) for kind in kinds]
    counts = [(f"{count:,}", count) for count in (10, 100, 1000, 4000, 10_000)]
    Bench(
        waits_at_once,
        waits_chart(["asyncio", "threads", "fork"], *CLASS),
        kinds=several(say("many_waits.models"), models, ["threads", "asyncio"]),
        waits=choice(say("many_waits.count"), counts, 4000),
        seconds=choice(say("many_waits.each"), [(f"{n:g} s", n) for n in (0.05, 0.2, 2.0)], 2.0),
    ).show()
