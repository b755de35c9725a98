"""What it costs to start and join an empty task, by kind, beside the recorded figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from threadlab.experiments.builds import Build, builds_to_measure
from threadlab.experiments.chart import Chart
from threadlab.experiments.figures import Charted
from threadlab.experiments.measurement import measure
from threadlab.experiments.recorded import measured_series, recorded_series
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
        name, values = next(iter(recorded_series("start-cost").items()))
        series = measured_series(self.measured) | {name: values}
        found = [kind for kind in KINDS if any(kind in values for values in series.values())]
        return start_chart(found, series)


def start_chart(kinds: Sequence[str], series: Mapping[str, Any]) -> Chart:
    """A row for each of `kinds`; a process takes so much longer that the axis is logarithmic."""
    rows = {kind: say(f"costs.{kind}") for kind in kinds}
    return Chart(rows, series, say("costs.axis"), sign=" µs", logarithmic=True)


def start_costs(build: Build | None = None) -> StartCosts:
    """Measure in a process of its own and return the costs; takes a few seconds.

    Free-threaded interpreters that this machine has are measured too, unless a `build` is named.
    """
    options: dict[str, Any] = {"kinds": list(KINDS), "repeats": REPEATS}
    measured = {
        each.name: measure("start-cost", build=each, **options).result["microseconds"]
        for each in builds_to_measure(build)
    }
    return StartCosts(measured)
