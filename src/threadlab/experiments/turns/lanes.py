"""The lanes of threads that take turns, and of the GIL that they hand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from threadlab.experiments.builds import Build
from threadlab.pictures.axis import seconds
from threadlab.pictures.picture import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    RED,
    SKY,
    Picture,
    box,
    line,
    text,
)
from threadlab.words import say

WIDTH = 720
LEFT = 130
RIGHT = 20
TOP = 34
ROW = 28
_OWNERS = (BLUE, GREEN, RED, GREY)
_NARROW = 0.3  # px; what is narrower is not drawn

_LOOKS: dict[str, dict[str, Any]] = {
    "running": {"fill": BLUE},
    "kept_out": {"fill": "url(#hatch)", "stroke": ORANGE},
    "asleep": {"fill": SKY, "opacity": 0.35, "stroke": SKY},
}

Pair = tuple[float, float]


@dataclass(frozen=True)
class Lane:
    """One thread: when it was executed, when it was kept out though it could go on, and asleep."""

    name: str
    turns: tuple[Pair, ...]
    kept_out: tuple[Pair, ...]
    naps: tuple[Pair, ...] = ()


@dataclass(frozen=True)
class Turns:
    """What was recorded: a lane for each thread, and for how long (seconds)."""

    lanes: tuple[Lane, ...]
    seconds: float
    interval: float
    build: Build
    head: str = "head"  # which words stand above the picture

    @property
    def together(self) -> float:
        """The share of the time in which two or more threads were executed at once, 0 to 1."""
        edges = sorted(
            edge for lane in self.lanes for a, b in lane.turns for edge in ((a, 1), (b, -1))
        )
        running, since, both = 0, 0.0, 0.0
        for moment, change in edges:
            both += moment - since if running > 1 else 0
            running, since = running + change, moment
        return both / self.seconds

    @property
    def longest_wait(self) -> float:
        """The longest time (seconds) for which a thread was kept out though it could go on."""
        return max((b - a for lane in self.lanes for a, b in lane.kept_out), default=0.0)

    def picture(self) -> Picture:
        """Draw them, with a lane for the GIL in the colours of its owners."""
        unit = (WIDTH - LEFT - RIGHT) / self.seconds
        rows = len(self.lanes) + self.build.gil
        bottom = TOP + rows * ROW
        head = say(f"turns.{self.head}", build=self.build.name, interval=seconds(self.interval))
        elements = [text(LEFT, 14, head, size=12, opacity=0.75)]
        for step in range(7):
            x = LEFT + step * self.seconds * unit / 6
            elements.append(line(x, TOP - 6, x, bottom, opacity=0.15))
            words = seconds(step * self.seconds / 6)
            elements.append(text(x, bottom + 16, words, anchor="middle", size=11))
        y = TOP
        if self.build.gil:
            elements.append(text(LEFT - 8, y + 15, say("turns.gil"), anchor="end", weight="600"))
            for number, lane in enumerate(self.lanes):
                for turn in lane.turns:
                    elements += _turn(turn, number, y, unit, self._title("owner", lane, turn))
            y += ROW
        for number, lane in enumerate(self.lanes):
            elements += self._lane(number, lane, y, unit)
            y += ROW
        legend, height = self._legend(bottom + 30)
        return Picture(WIDTH, height, tuple(elements + legend), self._words())

    def _lane(self, number: int, lane: Lane, y: float, unit: float) -> list[str]:
        elements = [text(LEFT - 8, y + 15, lane.name, anchor="end")]
        for kind, pairs in (("asleep", lane.naps), ("kept_out", lane.kept_out)):
            for a, b in pairs:
                if (b - a) * unit >= _NARROW:
                    title = self._title(kind, lane, (a, b))
                    x, width = LEFT + a * unit, (b - a) * unit
                    bar = box(x, y + 3, width, ROW - 10, radius=0, title=title, **_LOOKS[kind])
                    elements.append(bar)
        for turn in lane.turns:
            elements += _turn(turn, number, y, unit, self._title("running", lane, turn))
        return elements

    @staticmethod
    def _title(kind: str, lane: Lane, pair: Pair) -> str:
        start, end = map(seconds, pair)
        return say(f"turns.{kind}_title", thread=lane.name, start=start, end=end)

    def _legend(self, y: float) -> tuple[list[str], float]:
        kinds = ["running"]
        kinds += ["kept_out"] if any(lane.kept_out for lane in self.lanes) else []
        kinds += ["asleep"] if any(lane.naps for lane in self.lanes) else []
        elements, x = [], float(LEFT)
        for kind in kinds:
            words = say(f"turns.{kind}")
            elements += [box(x, y - 6, 12, 12, **_LOOKS[kind]), text(x + 18, y + 4, words, size=12)]
            x += 6.4 * len(words) + 36
        return elements, y + 12

    def _words(self) -> str:
        key = "describe" if self.build.gil else "describe_free"
        return say(
            f"turns.{key}",
            build=self.build.name,
            seconds=seconds(self.seconds),
            together=f"{100 * self.together:.0f}",
            longest=seconds(self.longest_wait),
        )

    def _repr_html_(self) -> str:
        return self.picture()._repr_html_()

    def __repr__(self) -> str:
        return self._words()


def _turn(turn: Pair, number: int, y: float, unit: float, title: str) -> list[str]:
    """A turn in the colour of its thread, with the thread's number if there is room for it."""
    x, width = LEFT + turn[0] * unit, (turn[1] - turn[0]) * unit
    color = _OWNERS[number % len(_OWNERS)]
    elements = [box(x, y + 3, max(width, 1), ROW - 10, fill=color, radius=0, title=title)]
    if width > 16:
        label = text(x + width / 2, y + 16, str(number + 1), anchor="middle", size=11, fill="white")
        elements.append(label)
    return elements
