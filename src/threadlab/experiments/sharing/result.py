"""Increments by one thread and by several: what sharing costs, build by build."""

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

SHAPES = ("each", "place", "local")
TIMES = 2_000_000


@dataclass(frozen=True, repr=False)
class Sharing(Charted):
    """Milliseconds by one thread and by `threads` at once, {build: {shape: (one, all)}}."""

    measured: Mapping[str, Mapping[str, tuple[float, float]]]
    threads: int
    times: int
    arrived: bool = True  # whether every increment did

    @property
    def here(self) -> Mapping[str, tuple[float, float]]:
        """Milliseconds with this build, by one thread and by all."""
        return next(iter(self.measured.values()))

    def chart(self) -> Chart:
        """Draw them, beside the recorded ones if those are of as many threads and increments."""
        here = {name: rows(values) for name, values in self.measured.items()}
        series = measured_series(here)
        if (self.threads, self.times) == (2, TIMES):
            series |= recorded_sharing()
        return sharing_chart(series, self.threads, self.times, tuple(self.here))


def rows(values: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """A value for each row of the chart: a shape by one thread, the same by all."""
    return {
        f"{shape}-{who}": value
        for shape, pair in values.items()
        for who, value in zip(("one", "all"), pair, strict=True)
    }


def recorded_sharing() -> dict[str, dict[str, float]]:
    """What was recorded: two million increments by each of one and of two threads."""
    return {
        name: rows({shape: values[shape] for shape in SHAPES if shape in values})
        for name, values in recorded_series("sharing").items()
    }


def sharing_chart(
    series: Mapping[str, Mapping[str, float]],
    threads: int,
    times: int,
    shapes: Sequence[str] = SHAPES,
) -> Chart:
    """Two rows for each of the `shapes`: by one thread, and by all."""
    labels = {}
    for shape in shapes:
        words = say(f"sharing.{shape}")
        labels[f"{shape}-one"] = say("sharing.by_one", shape=words)
        labels[f"{shape}-all"] = say("sharing.by_all", shape=words, threads=threads)
    return Chart(labels, series, say("sharing.axis", times=f"{times:,}"), sign=" ms")


def sharing(
    shapes: Sequence[str] = SHAPES,
    *,
    threads: int = 2,
    times: int = TIMES,
    build: Build | None = None,
) -> Sharing:
    """Let one thread add `times`, then `threads` at once `times` each, for each of the `shapes`.

    "each" takes a lock around each addition, "place" adds in a place of its own of a shared list,
    "local" adds to a local sum and once, in the end, to the shared one. Free-threaded interpreters
    that this machine has are measured too, unless a `build` is named.
    """
    measured, arrived = {}, True
    for each in builds_to_measure(build):
        options: dict[str, Any] = {"shapes": list(shapes), "threads": threads, "times": times}
        result = measure("sharing", build=each, **options).result
        measured[each.name] = {shape: (one, all_) for shape, (one, all_) in result["ms"].items()}
        arrived = arrived and result["arrived"]
    return Sharing(measured, threads, times, arrived)
