"""The class's second experiment on this machine: four thousand waits, all at the same time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import linear_regression
from typing import Any

from threadlab.experiments.builds import Build, this_build
from threadlab.experiments.chart import Chart
from threadlab.experiments.curves import Curve, Curves
from threadlab.experiments.figures import Charted
from threadlab.experiments.kinds import Kind, most_at_once, process_kind
from threadlab.experiments.measurement import measure
from threadlab.experiments.recorded import recorded_series
from threadlab.pictures.picture import BLUE, GREEN, ORANGE
from threadlab.words import say

WAITS = 4000
WAIT_SECONDS = 2.0
# How many are really started; what 4000 take follows from a line through these.
COUNTS = {"threads": (250, 500, 1000), "asyncio": (250, 500, 1000),
          "fork": (15, 30, 60), "spawn": (4, 8, 16)}  # fmt: skip
COLORS = {"threads": BLUE, "processes": ORANGE, "asyncio": GREEN}


@dataclass(frozen=True, repr=False)
class ManyWaits(Charted):
    """Seconds for waits of two seconds, by kind and count: {kind: {count: seconds}}.

    They were measured with shorter waits; the two seconds are put in their place, since all waits
    happen at the same time. What 4000 take follows from a line through the measured counts.
    """

    measured: dict[str, dict[int, float]]
    build: Build

    @property
    def here(self) -> dict[str, float]:
        """Seconds for 4000, by kind; extrapolated by the fitted line."""
        return {kind: self.line(kind)[1] for kind in self.measured}

    def line(self, kind: str) -> tuple[float, float]:
        """The fitted line of a kind: its seconds for no task at all, and for 4000."""
        counts, times = list(self.measured[kind]), list(self.measured[kind].values())
        if len(counts) < 2:
            return WAIT_SECONDS, WAIT_SECONDS + (times[0] - WAIT_SECONDS) / counts[0] * WAITS
        fit = linear_regression(counts, times)
        slope = max(fit.slope, 0)
        return fit.intercept, max(fit.intercept + slope * WAITS, times[-1])

    def chart(self) -> Chart:
        """Draw what 4000 take beside the figures of the class and the recorded ones."""
        name = say("classic.here_extrapolated", build=self.build.name)
        series: dict[str, Any] = {name: self.here} | recorded_series("many-waits")
        rows = {kind: say(f"classic.{kind}") for kind in COLORS}
        return Chart(rows, series, say("classic.waits_axis"), "{:.2f}", " s")

    def lines(self) -> Curves:
        """Draw what was measured as dots, and the lines that were fitted to it."""
        curves: list[Curve] = []
        for kind, times in self.measured.items():
            name = say("classic.measured", kind=say(f"classic.{kind}"))
            curves.append(Curve(name, tuple(times.items()), COLORS[kind], "marks"))
            name = say("classic.line", kind=say(f"classic.{kind}"))
            start, end = self.line(kind)
            curves.append(Curve(name, ((0, start), (WAITS, end)), COLORS[kind], "dashed"))
        return Curves(tuple(curves), say("classic.lines_across"), say("classic.lines_axis"))


def many_waits(seconds: float = 0.03) -> ManyWaits:
    """Let some hundreds of tasks wait for `seconds` each, by threads, processes and coroutines.

    Each task has one of its own. There are up to 1000 threads and 60 processes, fewer where this
    machine should not be asked for so many.
    """
    build = this_build()
    kinds: dict[str, Kind] = {
        "threads": "threads", "processes": process_kind(), "asyncio": "asyncio",
    }  # fmt: skip
    measured = {}
    for name, kind in kinds.items():
        counts = _counts(COUNTS[kind], most_at_once(kind))
        found = measure("tasks-by-count", build=build, kind=kind, counts=counts * 2, work="wait",
                        amount=seconds).result["seconds"]  # fmt: skip
        times = map(min, found[: len(counts)], found[len(counts) :])
        measured[name] = {
            count: time - seconds + WAIT_SECONDS for count, time in zip(counts, times, strict=True)
        }
    return ManyWaits(measured, build)


def _counts(wanted: Sequence[int], most: int) -> list[int]:
    """The counts that were `wanted`, or smaller ones of the same proportions."""
    share = min(most / max(wanted), 1)
    counts = [max(round(count * share), 1) for count in wanted]
    return [*(a for a, b in pairwise(counts) if a != b), counts[-1]]
