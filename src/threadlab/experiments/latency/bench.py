"""Busy threads × switch interval, and who has to wait."""

from __future__ import annotations

from threadlab.experiments.bench import Bench, switch_interval
from threadlab.experiments.latency.result import latency, latency_chart
from threadlab.lab.panel import slider
from threadlab.words import say


def latency_bench() -> None:
    """Chapter 09: busy threads × switch interval, and who has to wait."""
    Bench(
        latency,
        latency_chart({}),
        busy=slider(say("measuring.busy"), 1, 0, 8),
        interval=switch_interval(),
    ).show()
