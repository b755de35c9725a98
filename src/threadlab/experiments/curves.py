"""Curves and points over a number: speed-up, or time by count, on white and dark pages alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from threadlab.experiments.figures import INK, Drawn


@dataclass(frozen=True)
class Curve:
    """`points` (x, y) under one `name`; a dashed line is a law or a fit, the others are measured.

    Dots are joined by a line, marks are not.
    """

    name: str
    points: tuple[tuple[float, float], ...]
    color: str
    look: Literal["dots", "marks", "dashed", "dotted"] = "dots"
    marker: str = "o"


@dataclass(frozen=True)
class Curves(Drawn):
    """Several `curves` in one picture, with the words at its axes."""

    curves: tuple[Curve, ...]
    across: str
    up: str
    form: Callable[[float], str] = "{:.2f}".format
    ticks: Sequence[float] = ()

    @property
    def inches(self) -> float:
        """How high the figure is."""
        return 3.6

    def draw(self, axes: Any) -> None:
        """Draw them."""
        for curve in self.curves:
            look: dict[str, Any] = {
                "dots": {"marker": curve.marker, "linewidth": 1.2, "markersize": 6},
                "marks": {"marker": curve.marker, "linestyle": "none", "markersize": 7},
                "dashed": {"linestyle": (0, (5, 3)), "linewidth": 1.5},
                "dotted": {"linestyle": (0, (1, 2)), "linewidth": 1.5},
            }[curve.look]
            axes.plot(*zip(*curve.points, strict=True), color=curve.color, label=curve.name, **look)
        axes.set_ylim(0, axes.get_ylim()[1])
        axes.set_xlim(0, axes.get_xlim()[1])
        if self.ticks:
            axes.set_xticks(self.ticks)
        axes.set_xlabel(self.across)
        axes.set_ylabel(self.up)
        axes.grid(color=INK, alpha=0.25, linewidth=0.6)
        axes.figure.legend(frameon=False, labelcolor=INK, loc="outside upper left", fontsize=9,
                           ncols=2)  # fmt: skip

    def __repr__(self) -> str:
        lines = [f"{self.up} / {self.across}"]
        for curve in self.curves:
            cells = ", ".join(f"{self.form(y)} ({x:g})" for x, y in curve.points if x % 1 == 0)
            lines.append(f"{curve.name}: {cells}")
        return "\n".join(lines)
