"""The class's first experiment on this machine: twelve sums, done by one kind after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from threadlab.experiments.builds import Build, builds_to_measure
from threadlab.experiments.chart import Chart
from threadlab.experiments.figures import Charted
from threadlab.experiments.kinds import process_kind
from threadlab.experiments.measurement import measure
from threadlab.experiments.recorded import recorded_series
from threadlab.words import say

TASKS = 12
STEPS = 10_000_000  # of each of the twelve sums
ROUNDS = 2
KINDS = ("serial", "threads", "processes", "asyncio", "interpreters")


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
        rows = {kind: say(f"classic.{kind}") for kind in KINDS if kind in self.here}
        series |= recorded_series("tasks")
        return Chart(rows, series, say("classic.sums_axis"), "{:.2f}", " s")


def twelve_sums(steps: int = 200_000, build: Build | None = None) -> TwelveSums:
    """Do twelve sums of `steps` each, one after the other and by threads, processes, coroutines.

    Free-threaded interpreters that this machine has are measured too, unless a `build` is named.
    With the ten million steps of the class it takes half a minute or so, and is not scaled.
    """
    measured = {}
    for each in builds_to_measure(build):
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
