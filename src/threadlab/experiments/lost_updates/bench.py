"""Shape of the code × threads × switch interval, and what is lost."""

from __future__ import annotations

from threadlab.experiments.bench import Bench, switch_interval
from threadlab.experiments.lost_updates.result import (
    ALL_SHAPES,
    SHAPES,
    lost_chart,
    lost_updates,
    recorded_losses,
)
from threadlab.lab.panel import several, slider
from threadlab.words import say


def lost_update_bench() -> None:
    """Chapter 06: updates lost, by shape of the code, threads and switch interval."""
    shapes = [(say(f"lost.{shape}"), shape) for shape in ALL_SHAPES]
    drawn = [shape for shape in SHAPES if shape != "locked"]
    Bench(
        lost_updates,
        lost_chart(drawn, recorded_losses()),
        shapes=several(say("measuring.shapes"), shapes, SHAPES),
        threads=slider(say("measuring.threads"), 2, 1, 8),
        interval=switch_interval(),
    ).show()
