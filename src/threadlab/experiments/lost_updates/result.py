"""How many updates get lost, by the shape of the code, beside the recorded figures."""

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

SHAPES = ("name", "call", "function", "sleep", "locked")
ALL_SHAPES = ("name", "attribute", "item", "call", "function", "sleep", "locked")


@dataclass(frozen=True, repr=False)
class LostUpdates(Charted):
    """Percent of the updates lost, {build: {shape: percent}}, this build's first."""

    measured: dict[str, dict[str, float]]

    @property
    def here(self) -> dict[str, float]:
        """Percent by shape with this build."""
        return next(iter(self.measured.values()))

    def chart(self) -> Chart:
        """Draw them, with the ranges that were recorded beside them."""
        found = [shape for shape in ALL_SHAPES if shape in self.here]
        return lost_chart(found, measured_series(self.measured) | recorded_losses())


def recorded_losses() -> dict[str, dict[str, Any]]:
    """The recorded ranges; a shape has the name of what is the build's, and "name_" in the file."""
    return {
        build: {key.rstrip("_"): value for key, value in values.items() if key != "name"}
        for build, values in recorded_series("lost-updates").items()
    }


def lost_chart(shapes: Sequence[str], series: Mapping[str, Any]) -> Chart:
    """A row for each of the `shapes`."""
    rows = {shape: say(f"lost.{shape}") for shape in shapes}
    return Chart(rows, series, say("lost.axis"), sign=" %")


def lost_updates(
    shapes: Sequence[str] = SHAPES,
    *,
    threads: int = 2,
    times: int = 500_000,
    interval: float | None = None,
    build: Build | None = None,
) -> LostUpdates:
    """Let `threads` add `times` each, for each of the `shapes`, and count what has arrived.

    `interval` is the switch interval in seconds. Free-threaded interpreters that this machine has
    are measured too, unless a `build` is named.
    """
    options: dict[str, Any] = {"shapes": list(shapes), "threads": threads, "times": times}
    measured = {
        each.name: measure("lost-updates", build=each, interval=interval, **options).result["lost"]
        for each in builds_to_measure(build)
    }
    return LostUpdates(measured)
