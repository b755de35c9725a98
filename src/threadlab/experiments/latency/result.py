"""How long a thread that hardly needs anything has to wait beside busy ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from threadlab.experiments.builds import Build, builds_to_measure
from threadlab.experiments.chart import Chart
from threadlab.experiments.figures import Charted
from threadlab.experiments.measurement import measure
from threadlab.experiments.recorded import measured_series, recorded_series
from threadlab.words import say

ROUNDS = 40


@dataclass(frozen=True, repr=False)
class Latency(Charted):
    """Milliseconds for a sleep of 1 ms and for a one-byte answer, {build: {what: ms}}."""

    measured: dict[str, dict[str, float]]

    @property
    def here(self) -> dict[str, float]:
        """Milliseconds with this build: "sleep" and "answer"."""
        return next(iter(self.measured.values()))

    def chart(self) -> Chart:
        """Draw them, with the recorded ones beside them."""
        return latency_chart(measured_series(self.measured))


def latency_chart(series: dict[str, Any]) -> Chart:
    """The chart of what was measured, and of the recorded figures."""
    rows = {key: say(f"latency.{key}") for key in ("sleep", "answer")}
    return Chart(rows, series | recorded_series("latency"), say("latency.axis"), "{:,.3g}", " ms")


def latency(busy: int = 1, interval: float = 0.005, build: Build | None = None) -> Latency:
    """Measure beside `busy` computing threads, at a switch `interval` in seconds.

    Free-threaded interpreters that this machine has are measured too, unless a `build` is named.
    """
    measured = {}
    for each in builds_to_measure(build):
        result = measure("latency", build=each, busy=busy, interval=interval, rounds=ROUNDS).result
        measured[each.name] = {"sleep": result["sleep_ms"], "answer": result["answer_ms"]}
    return Latency(measured)
