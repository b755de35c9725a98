"""Seconds to start and join many processes, by start method: measured, and a line beyond."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import linear_regression
from typing import Any

from threadlab.experiments.builds import Build, this_build
from threadlab.experiments.figures import INK, Drawn
from threadlab.experiments.kinds import Kind, most_at_once
from threadlab.experiments.measurement import measure
from threadlab.experiments.recorded import recorded
from threadlab.pictures.picture import BLUE, GREEN, ORANGE
from threadlab.words import say

METHODS: tuple[Kind, ...] = ("fork", "forkserver", "spawn")
_LOOK: dict[str, tuple[str, str]] = {
    "fork": (BLUE, "o"), "forkserver": (GREEN, "s"), "spawn": (ORANGE, "^"),
}  # fmt: skip


@dataclass(frozen=True)
class StartUp(Drawn):
    """`points` are pairs (processes, seconds) by start method; `processes` were asked for.

    Where these are more than were started, the last of them lies on the fitted line.
    """

    points: dict[str, tuple[tuple[int, float], ...]]
    processes: int
    where: str

    def line(self, method: str) -> tuple[float, float]:
        """Seconds at no process, and seconds for each more: the line that fits best."""
        counts, seconds = zip(*self.points[method], strict=True)
        if len(counts) == 1:
            return 0.0, seconds[0] / counts[0]
        fitted = linear_regression(counts, seconds)
        return fitted.intercept, fitted.slope

    def seconds(self, method: str) -> float:
        """Seconds for all the processes that were asked for, measured or extrapolated."""
        last, measured = self.points[method][-1]
        if last >= self.processes:
            return measured
        at_none, each = self.line(method)
        return max(at_none + each * self.processes, measured)

    def extrapolated(self, method: str) -> bool:
        """Whether fewer were started than were asked for."""
        return self.points[method][-1][0] < self.processes

    def words(self, method: str) -> str:
        """What stands beside a line: the method, and the seconds."""
        key = "startup.extrapolated" if self.extrapolated(method) else "startup.measured"
        return say(key, method=method, seconds=f"{self.seconds(method):.3g}",
                   most=self.points[method][-1][0])  # fmt: skip

    @property
    def inches(self) -> float:
        """How high the figure is."""
        return 3.2

    def draw(self, axes: Any) -> None:
        """Draw points and lines; the line beyond the last point is dashed."""
        for method in self.points:
            color, marker = _LOOK[method]
            counts, seconds = zip(*self.points[method], strict=True)
            label = self.words(method)
            axes.plot(counts, seconds, color=color, marker=marker, markersize=5, label=label)
            if self.extrapolated(method):
                axes.plot((counts[-1], self.processes), (seconds[-1], self.seconds(method)),
                          color=color, linestyle="--")  # fmt: skip
        axes.set_xlim(0, self.processes * 1.04)
        axes.set_ylim(bottom=0)
        axes.set_xlabel(say("startup.number"))
        axes.set_ylabel(say("startup.axis"))
        axes.set_title(self.where, color=INK, fontsize=9, loc="left")
        axes.legend(frameon=False, labelcolor=INK, fontsize=9, loc="upper left")

    def __repr__(self) -> str:
        head = say("startup.describe", count=self.processes, where=self.where)
        return "\n".join([head, *(self.words(method) for method in self.points)])


def start_up(
    processes: int = 50, methods: Sequence[str] | None = None, *, build: Build | None = None
) -> StartUp:
    """Start so many empty `processes`, join them, and return the seconds, by start method.

    Measured with a quarter, with half and with all of them, in a small process of its own; more
    than this machine should be asked for (400, or less where memory or limits say so) are not
    started, their time is extrapolated from the fitted line. `methods` are those of "fork",
    "forkserver" and "spawn" that this system has, unless some are named.
    """
    here = multiprocessing.get_all_start_methods()
    build = build or this_build()
    points: dict[str, tuple[tuple[int, float], ...]] = {}
    for method in METHODS:
        if method not in (here if methods is None else methods):
            continue
        most = min(processes, most_at_once(method))
        counts = sorted({max(most * quarters // 4, 1) for quarters in (1, 2, 4)})
        points[method] = tuple((count, _seconds(method, count, build)) for count in counts)
    return StartUp(points, processes, say("measuring.here", build=build.name))


def _seconds(method: str, count: int, build: Build) -> float:
    found = measure("tasks", kind=method, tasks=count, workers=0, work="empty", amount=0.0,
                    build=build)  # fmt: skip
    seconds: float = found.result["seconds"]
    return seconds


def recorded_start_up() -> StartUp:
    """The recorded figures."""
    build = recorded("start-up")[0]
    points: dict[str, tuple[tuple[int, float], ...]] = {
        method: tuple((count, seconds) for count, seconds in build[method]) for method in METHODS
    }
    return StartUp(points, build["processes"], say("measuring.recorded", build=build["name"]))
