"""Computing and sleeping threads and a switch interval, recorded and drawn."""

from __future__ import annotations

from typing import Any

from threadlab.experiments.turns.lanes import Turns
from threadlab.experiments.turns.result import MOST_THREADS, turns
from threadlab.lab.panel import choice, panel, slider
from threadlab.words import say

INTERVALS = [("5 ms", 0.005), ("1 ms", 0.001), ("0.2 ms", 0.0002), ("20 ms", 0.02)]  # seconds


def turns_panel() -> None:
    """Chapter 09: computing and sleeping threads and a switch interval, recorded and drawn."""
    panel(
        _draw,
        lazy=True,
        computing=slider(say("turns.number_computing"), 2, 1, MOST_THREADS),
        sleeping=slider(say("turns.number_sleeping"), 1, 0, 2),
        interval=choice(say("measuring.interval"), INTERVALS),
    )


def _draw(**values: Any) -> Turns:
    return turns(**values)
