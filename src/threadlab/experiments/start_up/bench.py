"""Start method × number of processes, and what starting them takes."""

from __future__ import annotations

import multiprocessing

from threadlab.experiments.bench import Bench
from threadlab.experiments.start_up.result import METHODS, recorded_start_up, start_up
from threadlab.lab.panel import notches, several
from threadlab.words import say

NUMBERS = (5, 10, 25, 50, 100, 200, 400, 1000, 2000, 4000)  # of processes; some extrapolated


def start_up_bench() -> None:
    """Chapter 01: start method × number of processes, and what starting them takes."""
    here = [method for method in METHODS if method in multiprocessing.get_all_start_methods()]
    Bench(
        start_up,
        recorded_start_up(),
        processes=notches(say("startup.processes"), NUMBERS, 50),
        methods=several(say("startup.methods"), [(method, method) for method in here], here),
    ).show()
