"""Supply and demand: what has been made, what has been taken, and the buffer between the two."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from threadlab.lab.runs import Run
from threadlab.pictures.picture import BLUE, GREY, ORANGE, SKY, Picture, line, text
from threadlab.words import say

WIDTH = 720
LEFT = 44
RIGHT = 708
CURVES = (40, 210)  # top and bottom of the upper panel
LEVEL = (252, 330)  # and of the lower one


@dataclass(frozen=True)
class Supply:
    """When items were `made` and when they were `taken` (seconds, sorted).

    `room` is the number of items that the buffer holds, 0 for no limit.
    """

    made: tuple[float, ...]
    taken: tuple[float, ...]
    room: int = 0

    @property
    def times(self) -> list[float]:
        """The moments at which something changed, from 0."""
        return sorted({0.0, *self.made, *self.taken})

    @property
    def levels(self) -> list[int]:
        """How many items were in the buffer from each of `times` on."""
        return [max(made - taken, 0) for made, taken in zip(*self._counts(), strict=True)]

    @property
    def wait(self) -> float:
        """How many seconds an item lay in the buffer on average, first in, first out."""
        pairs = list(zip(self.made, self.taken, strict=False))
        return sum(max(out - put, 0.0) for put, out in pairs) / len(pairs) if pairs else 0.0

    def picture(self) -> Picture:
        """Draw the two curves, and under them how full the buffer was."""
        made, taken = self._counts()
        end = self.times[-1] or 1.0
        most = max(made[-1], 1)
        highest = max(*self.levels, self.room, 1)
        upper = _Panel(end, most, *CURVES)
        lower = _Panel(end, highest, *LEVEL)
        elements = [text(LEFT, 14, say("lanes.simulated_time"), size=12, opacity=0.75)]
        elements += [*upper.grid(say("supply.items")), *lower.grid(say("supply.level"))]
        elements += lower.seconds()
        elements += [
            upper.area(self.times, made, taken),
            upper.steps(self.times, made, BLUE, say("supply.made")),
            upper.steps(self.times, taken, ORANGE, say("supply.taken"), dashed=True),
            lower.area(self.times, self.levels, [0] * len(self.times)),
            lower.steps(self.times, self.levels, SKY, say("supply.level")),
        ]
        if self.room:
            y = lower.y(self.room)
            elements.append(line(LEFT, y, RIGHT, y, opacity=0.7, width=1.5))
            elements.append(
                text(RIGHT, y - 5, say("buffer.size", size=self.room), anchor="end", size=11)
            )
        elements += _legend(LEVEL[1] + 44)
        return Picture(WIDTH, LEVEL[1] + 54, tuple(elements), repr(self), repr(self))

    def _repr_html_(self) -> str:
        return self.picture()._repr_html_()

    def __repr__(self) -> str:
        return say(
            "supply.describe",
            made=len(self.made),
            taken=len(self.taken),
            seconds=f"{self.times[-1]:g}",
            highest=max(self.levels),
            wait=f"{self.wait:.1f}",
        )

    def _counts(self) -> tuple[list[int], list[int]]:
        made = [bisect_right(self.made, time) for time in self.times]
        return made, [bisect_right(self.taken, time) for time in self.times]


def supply(made: Iterable[float], taken: Iterable[float], room: int = 0) -> Supply:
    """Draw how many items were `made` and `taken` by when (seconds from the beginning).

    The gap between the curves is what lies in the buffer: read upwards it is a number of items,
    read sideways the time that an item waits. `room` is the buffer's limit, 0 for none.
    """
    return Supply(tuple(sorted(made)), tuple(sorted(taken)), room)


def draw_supply(run: Run) -> Supply | Run:
    """Draw supply and demand of a run whose result is the triple (made, taken, room)."""
    if run.kind is not None:
        return run
    result: Any = run.result
    return supply(*result)


@dataclass(frozen=True)
class _Panel:
    """A plot of 0 … `most` items over 0 … `end` seconds, between two heights of the picture."""

    end: float
    most: int
    top: float
    bottom: float

    def x(self, time: float) -> float:
        return LEFT + (RIGHT - LEFT) * time / self.end

    def y(self, count: float) -> float:
        return self.bottom - (self.bottom - self.top) * count / self.most

    def grid(self, words: str) -> list[str]:
        """Lines for round numbers of items, with a headline."""
        step = _step(self.most, 6 if self.bottom - self.top > 100 else 3)
        elements = [text(LEFT, self.top - 8, words, size=12, weight="600")]
        for count in range(0, self.most + 1, int(max(step, 1))):
            y = self.y(count)
            elements.append(line(LEFT, y, RIGHT, y, opacity=0.15))
            elements.append(text(LEFT - 8, y + 4, str(count), anchor="end", size=11))
        return elements

    def seconds(self) -> list[str]:
        """Round times under the panel."""
        step = _step(self.end, 8)
        places = [step * i for i in range(int(self.end / step + 1e-9) + 1)]
        return [
            text(self.x(time), self.bottom + 16, f"{time:g} s", anchor="middle", size=11)
            for time in places
        ]

    def steps(
        self, times: Sequence[float], counts: Sequence[int], color: str, title: str,
        dashed: bool = False,
    ) -> str:  # fmt: skip
        """A line that keeps its height until the next moment."""
        dash = ' stroke-dasharray="7 4"' if dashed else ""
        return (
            f'<path d="{self._path(times, counts)}" fill="none" stroke="{color}" '
            f'stroke-width="2.5"{dash}><title>{title}</title></path>'
        )

    def area(self, times: Sequence[float], high: Sequence[int], low: Sequence[int]) -> str:
        """What lies between two such lines."""
        back = self._points(times, low)[::-1]
        path = self._path(times, high) + "".join(f"L{x:g} {y:g}" for x, y in back) + "z"
        return f'<path d="{path}" fill="{SKY}" fill-opacity="0.3"/>'

    def _path(self, times: Sequence[float], counts: Sequence[int]) -> str:
        points = self._points(times, counts)
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)

    def _points(self, times: Sequence[float], counts: Sequence[int]) -> list[tuple[float, float]]:
        found = []
        for time, after, count in zip(times, [*times[1:], times[-1]], counts, strict=True):
            found += [(round(self.x(t), 1), round(self.y(count), 1)) for t in (time, after)]
        return found


def _step(most: float, lines: int) -> float:
    """The smallest of 1, 2, 5, 10 … and their tenths with which no more than `lines` fit."""
    scale = 0.01
    while True:
        for factor in (1, 2, 5):
            if most / (scale * factor) <= lines:
                return scale * factor
        scale *= 10


def _legend(y: float) -> list[str]:
    elements = []
    x = float(LEFT)
    for color, key, dash in ((BLUE, "made", ""), (ORANGE, "taken", ' stroke-dasharray="7 4"')):
        elements.append(
            f'<path d="M{x:g} {y:g}h26" stroke="{color}" stroke-width="2.5" fill="none"{dash}/>'
        )
        elements.append(text(x + 34, y + 4, say(f"supply.{key}"), size=12))
        x += 240
    elements.append(f'<rect x="{x:g}" y="{y - 6:g}" width="22" height="12" fill="{SKY}" '
                    f'fill-opacity="0.3" stroke="{GREY}" stroke-opacity="0.4"/>')  # fmt: skip
    elements.append(text(x + 30, y + 4, say("supply.level"), size=12))
    return elements
