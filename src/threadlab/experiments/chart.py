"""Horizontal bars of several builds side by side, on white and on dark pages alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from threadlab.experiments.figures import INK, Drawn
from threadlab.pictures.picture import BLUE, GREEN, GREY, ORANGE, RED, SKY
from threadlab.words import say

# Of the builds measured here, and of those that were recorded: the recorded ones look the same,
# however many stand above them.
_HERE = ((BLUE, ""), (RED, "xx"), (SKY, ""))
_RECORDED = ((ORANGE, ""), (GREY, ""), (SKY, "//"), (GREEN, ".."))

Value = float | tuple[float, float]


@dataclass(frozen=True)
class Chart(Drawn):
    """`series` of values by row, {name of the series: {row: value}}; a pair of values is a range.

    `rows` are {key: label}; `unit` stands at the axis, `form` is how a value is written and
    `sign` what follows it.
    """

    rows: Mapping[str, str]
    series: Mapping[str, Mapping[str, Value]]
    unit: str
    form: str = "{:,.0f}"
    sign: str = ""
    logarithmic: bool = False

    @property
    def inches(self) -> float:
        """How high the figure is."""
        return 0.19 * len(self.rows) * max(len(self.series), 2) + 0.32 * len(self.series) + 0.7

    def draw(self, axes: Any) -> None:
        """Draw the bars, and what each is worth."""
        rows = list(self.rows)
        height = 0.8 / len(self.series)
        for name, values in self.series.items():
            color, hatch = self.look(name)
            kept = [row for row in rows if row in values]
            places = [self._place(row, name, height) for row in kept]
            ranges = [_range(values[row]) for row in kept]
            lefts = [0 if low == high else low for low, high in ranges]
            widths = [high if low == high else high - low for low, high in ranges]
            bars = axes.barh(places, widths, height * 0.86, left=lefts, color=color, label=name,
                             hatch=hatch, edgecolor=color)  # fmt: skip
            words = [self.words(values[row]) for row in kept]
            axes.bar_label(bars, words, padding=4, color=INK, fontsize=8)
        axes.set_yticks(range(len(rows))[::-1], list(self.rows.values()))
        if self.logarithmic:
            axes.set_xscale("log")
            axes.set_xlim(1, axes.get_xlim()[1] * 8)
        else:
            axes.set_xlim(0, axes.get_xlim()[1] * 1.15 or 1)
        axes.set_xlabel(self.unit)
        axes.figure.legend(frameon=False, labelcolor=INK, loc="outside upper left", fontsize=9,
                           ncols=2 if len(self.series) > 2 else len(self.series))  # fmt: skip

    def look(self, name: str) -> tuple[str, str]:
        """The colour and the hatching of a series, by its place among those of its kind."""
        here = say("measuring.here", build="")
        kind = [each for each in self.series if each.startswith(here) == name.startswith(here)]
        looks = _HERE if name.startswith(here) else _RECORDED
        return looks[kind.index(name) % len(looks)]

    def _place(self, row: str, name: str, height: float) -> float:
        """How high a bar lies: those that a row has are centred on it, the first one on top."""
        here = [each for each, values in self.series.items() if row in values]
        middle = len(self.rows) - 1 - list(self.rows).index(row)
        return middle + height * (len(here) / 2 - here.index(name) - 0.5)

    def words(self, value: Value) -> str:
        """A value or a range as it is written beside its bar."""
        low, high = _range(value)
        lowest = f"{self.form.format(low)}–" if low != high else ""
        return f"{lowest}{self.form.format(high)}{self.sign}"

    def __repr__(self) -> str:
        lines = [self.unit]
        for row, label in self.rows.items():
            cells = [f"{name} {self.words(values[row])}"
                     for name, values in self.series.items() if row in values]  # fmt: skip
            lines.append(f"{label}: {', '.join(cells)}")
        return "\n".join(lines)


def _range(value: Value | Sequence[float]) -> tuple[float, float]:
    if isinstance(value, (int, float)):
        return value, value
    return value[0], value[1]
