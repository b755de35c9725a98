"""The two experiments of the class, on this machine: twelve sums, and four thousand waits."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import linear_regression
from typing import Any

from threadlab.experiments.builds import Build, free_threaded, this_build
from threadlab.experiments.chart import Chart
from threadlab.experiments.curves import Curve, Curves
from threadlab.experiments.figures import Charted
from threadlab.experiments.measurement import measure
from threadlab.experiments.recorded import recorded
from threadlab.experiments.tasks import Kind, most_at_once
from threadlab.pictures.picture import BLUE, GREEN, ORANGE
from threadlab.words import say

TASKS = 12
STEPS = 10_000_000  # of each of the twelve sums
ROUNDS = 2
WAITS = 4000
WAIT = 2.0  # seconds
COUNTS = {"threads": (250, 500, 1000), "asyncio": (250, 500, 1000),
          "fork": (15, 30, 60), "spawn": (4, 8, 16)}  # fmt: skip
COLORS = {"threads": BLUE, "processes": ORANGE, "asyncio": GREEN}


def process_kind() -> Kind:
    """The start method that is measured where nobody asks for one: fork, or spawn on Windows."""
    return "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"


@dataclass(frozen=True, repr=False)
class TwelveSums(Charted):
    """Seconds for twelve sums of ten million steps by kind, {build: {kind: seconds}}.

    They were measured with `steps` each; the start is counted once, the rest as often as it
    takes to get to ten million.
    """

    measured: dict[str, dict[str, float]]
    steps: int

    @property
    def here(self) -> dict[str, float]:
        """Seconds by kind with this build."""
        return next(iter(self.measured.values()))

    @property
    def threads_per_processes(self) -> float:
        """How many times as long the threads took as the processes, with this build."""
        return self.here["threads"] / self.here["processes"]

    def chart(self) -> Chart:
        """Draw them beside the figures of the class and the recorded ones."""
        key = "classic.here" if self.steps == STEPS else "classic.here_scaled"
        series: dict[str, Any] = {
            say(key, build=name, steps=f"{self.steps / 1e6:g}"): values
            for name, values in self.measured.items()
        }
        kinds = [kind for kind in ("serial", "threads", "processes", "asyncio", "interpreters")
                 if kind in self.here]  # fmt: skip
        return _chart(kinds, series | _recorded("speed"), "classic.sums_axis")


def twelve_sums(steps: int = 200_000, build: Build | None = None) -> TwelveSums:
    """Do twelve sums of `steps` each, one after the other and by threads, processes, coroutines.

    Free-threaded interpreters that this machine has are measured too, unless a `build` is named.
    With the ten million steps of the class it takes half a minute or so, and is not scaled.
    """
    measured = {}
    for each in [build] if build is not None else [this_build(), *free_threaded()[:1]]:
        kinds: dict[str, str] = {
            "serial": "serial", "threads": "threads", "processes": process_kind(),
            "asyncio": "asyncio",
        }  # fmt: skip
        if tuple(map(int, each.version.split(".")[:2])) >= (3, 14):
            kinds["interpreters"] = "interpreters"
        times = {name: _sums(kind, "cpu", steps, each) for name, kind in kinds.items()}
        if steps != STEPS:
            for name in ("processes", "interpreters"):
                if name in times:
                    start = min(_sums(kinds[name], "empty", 0, each), times[name])
                    times[name] = start + (times[name] - start) * STEPS / steps
            for name in ("serial", "threads", "asyncio"):
                times[name] *= STEPS / steps
        measured[each.name] = times
    return TwelveSums(measured, steps)


def _sums(kind: str, work: str, steps: int, build: Build) -> float:
    """The shortest time of some rounds; one is enough for sums as long as those of the class."""
    counts = [TASKS] * (1 if steps == STEPS else ROUNDS)
    found = measure("tasks-by-count", build=build, kind=kind, counts=counts, work=work,
                    amount=steps)  # fmt: skip
    return float(min(found.result["seconds"]))


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
            return WAIT, WAIT + (times[0] - WAIT) / counts[0] * WAITS
        fit = linear_regression(counts, times)
        slope = max(fit.slope, 0)
        return fit.intercept, max(fit.intercept + slope * WAITS, times[-1])

    def chart(self) -> Chart:
        """Draw what 4000 take beside the figures of the class and the recorded ones."""
        series: dict[str, Any] = {
            say("classic.here_extrapolated", build=self.build.name): self.here
        }
        return _chart(["threads", "processes", "asyncio"], series | _recorded("waits"),
                      "classic.waits_axis")  # fmt: skip

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
            count: time - seconds + WAIT for count, time in zip(counts, times, strict=True)
        }
    return ManyWaits(measured, build)


def _counts(wanted: Sequence[int], most: int) -> list[int]:
    """The counts that were `wanted`, or smaller ones of the same proportions."""
    share = min(most / max(wanted), 1)
    counts = [max(round(count * share), 1) for count in wanted]
    return [*(a for a, b in pairwise(counts) if a != b), counts[-1]]


def _recorded(name: str) -> dict[str, dict[str, Any]]:
    """The recorded figures by the names of their builds, with fork as what processes are."""
    series = {}
    for build in recorded(name):
        values = dict(build)
        if "fork" in values:
            values["processes"] = values["fork"]
        series[say("measuring.recorded", build=build["name"])] = values
    return series


def _chart(kinds: Sequence[str], series: dict[str, Any], axis: str) -> Chart:
    rows = {kind: say(f"classic.{kind}") for kind in kinds}
    return Chart(rows, series, say(axis), "{:.2f}", " s")
