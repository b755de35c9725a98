"""Producers, a buffer and consumers: how full the buffer is while they work."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from threadlab.experiments.chart import INK
from threadlab.experiments.measurement import measure
from threadlab.extras import needed
from threadlab.pictures.picture import BLUE, ORANGE
from threadlab.words import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Buffer:
    """`levels` are pairs (seconds, items in the buffer), `size` its limit, 0 for none."""

    levels: tuple[tuple[float, int], ...]
    size: int
    seconds: float

    @property
    def highest(self) -> int:
        """The most items that were in the buffer at once."""
        return max(level for _, level in self.levels)

    def figure(self) -> Figure:
        """Draw the level over time."""
        with needed():
            from matplotlib.figure import Figure

        figure = Figure(figsize=(7.4, 2.4), layout="constrained")
        axes: Any = figure.add_subplot()
        times, levels = zip(*self.levels, strict=True)
        axes.step(times, levels, where="post", color=BLUE)
        axes.fill_between(times, levels, step="post", color=BLUE, alpha=0.25)
        if self.size:
            axes.axhline(self.size, color=ORANGE, linestyle="--")
            axes.text(0, self.size, say("buffer.size", size=self.size), color=INK, va="bottom",
                      fontsize=9)  # fmt: skip
        axes.set_ylim(0, max(self.highest, self.size) * 1.25 + 0.5)
        axes.set_xlabel(say("buffer.time"))
        axes.set_ylabel(say("buffer.level"))
        for part in (axes.xaxis.label, axes.yaxis.label, *axes.get_xticklabels(),
                     *axes.get_yticklabels()):  # fmt: skip
            part.set_color(INK)
        axes.tick_params(color=INK)
        axes.spines[:].set_visible(False)
        axes.set_facecolor("none")
        figure.set_facecolor("none")
        return figure

    def _repr_png_(self) -> bytes:
        file = BytesIO()
        self.figure().savefig(file, format="png", dpi=110)
        return file.getvalue()

    def __repr__(self) -> str:
        return say("buffer.describe", seconds=f"{self.seconds:.2f}", highest=self.highest)


def buffer(
    producers: int = 2,
    consumers: int = 2,
    size: int = 5,
    *,
    items: int = 40,
    produce: float = 0.01,
    consume: float = 0.02,
) -> Buffer:
    """Let `producers` make `items` in all, and `consumers` use them up, through a queue.

    `produce` and `consume` are the seconds that one item takes, `size` the most items that the
    queue holds, 0 for no limit.
    """
    result = measure("buffer", producers=producers, consumers=consumers, size=size, items=items,
                     produce=produce, consume=consume).result  # fmt: skip
    levels = tuple((time, level) for time, level in result["levels"])
    return Buffer(levels, size, result["seconds"])
