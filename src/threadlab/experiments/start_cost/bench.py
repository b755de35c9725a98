"""What it costs to start one, measured beside the recorded figures."""

from __future__ import annotations

from threadlab.experiments.bench import Bench
from threadlab.experiments.recorded import recorded_series
from threadlab.experiments.start_cost.result import KINDS, start_chart, start_costs


def start_cost_bench() -> None:
    """Chapters 01 and 04: what it costs to start one, measured beside the recorded figures."""
    Bench(start_costs, start_chart(KINDS, recorded_series("start-cost"))).show()
