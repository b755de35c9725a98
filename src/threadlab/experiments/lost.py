"""How many updates get lost, by the shape of the code, beside the recorded figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from threadlab.experiments.builds import Build, free_threaded, this_build
from threadlab.experiments.chart import Chart
from threadlab.experiments.figures import Charted
from threadlab.experiments.measurement import measure
from threadlab.experiments.recorded import recorded
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
        series: dict[str, Any] = {
            say("measuring.here", build=name): values for name, values in self.measured.items()
        }
        for build in recorded("lost-updates"):
            values = {key.rstrip("_"): value for key, value in build.items() if key != "name"}
            series[say("measuring.recorded", build=build["name"])] = values
        found = [shape for shape in ALL_SHAPES if shape in self.here]
        rows = {shape: say(f"lost.{shape}") for shape in found}
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
    builds = [build] if build is not None else [this_build(), *free_threaded()[:1]]
    options: dict[str, Any] = {"shapes": list(shapes), "threads": threads, "times": times}
    measured = {
        each.name: measure("lost-updates", build=each, interval=interval, **options).result["lost"]
        for each in builds
    }
    return LostUpdates(measured)
