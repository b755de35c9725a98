"""What it costs to start and join an empty task, by kind, beside the recorded figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from threadlab.experiments.builds import Build, free_threaded, this_build
from threadlab.experiments.chart import Chart
from threadlab.experiments.figures import Charted
from threadlab.experiments.measurement import measure
from threadlab.experiments.recorded import recorded
from threadlab.words import say

KINDS = ("asyncio", "thread", "fork", "forkserver", "spawn", "interpreter")
REPEATS = {
    "asyncio": 500, "thread": 200, "fork": 30, "forkserver": 10, "spawn": 5, "interpreter": 10,
}  # fmt: skip


@dataclass(frozen=True, repr=False)
class StartCosts(Charted):
    """Microseconds by kind on this machine, {build: {kind: µs}}, this build's first."""

    measured: dict[str, dict[str, float]]

    @property
    def here(self) -> dict[str, float]:
        """Microseconds by kind with this build."""
        return next(iter(self.measured.values()))

    @property
    def threads_per_process(self) -> float:
        """How many threads start in the time of one spawned process, on this machine."""
        return self.here["spawn"] / self.here["thread"]

    def chart(self) -> Chart:
        """Draw them, with the recorded ones beside them."""
        series: dict[str, Any] = {
            say("measuring.here", build=name): values for name, values in self.measured.items()
        }
        for build in recorded("start-cost")[:1]:
            series[say("measuring.recorded", build=build["name"])] = build
        found = [kind for kind in KINDS if any(kind in values for values in series.values())]
        rows = {kind: say(f"costs.{kind}") for kind in found}
        return Chart(rows, series, say("costs.axis"), sign=" µs", logarithmic=True)


def start_costs(build: Build | None = None) -> StartCosts:
    """Measure in a process of its own and return the costs; takes a few seconds.

    Free-threaded interpreters that this machine has are measured too, unless a `build` is named.
    """
    builds = [build] if build is not None else [this_build(), *free_threaded()[:1]]
    measured = {
        each.name: measure("start-cost", build=each, kinds=list(KINDS), repeats=REPEATS).result[
            "microseconds"
        ]
        for each in builds
    }
    return StartCosts(measured)
