"""Producers, a buffer and consumers: how full the buffer is while they work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from threadlab.experiments.figures import INK, Drawn
from threadlab.experiments.measurement import measure
from threadlab.pictures.picture import BLUE, ORANGE
from threadlab.words import say


@dataclass(frozen=True)
class Buffer(Drawn):
    """`levels` are pairs (seconds, items in the buffer), `size` its limit, 0 for none."""

    levels: tuple[tuple[float, int], ...]
    size: int
    seconds: float

    @property
    def highest(self) -> int:
        """The most items that were in the buffer at once."""
        return max(level for _, level in self.levels)

    @property
    def inches(self) -> float:
        """How high the figure is."""
        return 2.4

    def draw(self, axes: Any) -> None:
        """Draw the level over time."""
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
