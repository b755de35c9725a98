"""Producers × consumers × room, and how full the buffer is."""

from __future__ import annotations

from threadlab.experiments.bench import Bench
from threadlab.experiments.buffer.result import Buffer, buffer
from threadlab.experiments.recorded import recorded
from threadlab.lab.panel import choice, slider
from threadlab.words import say


def buffer_bench() -> None:
    """Chapter 03: producers, consumers, size of the buffer and seconds for an item."""
    first = recorded("buffer")[0]
    seconds = [(f"{ms} ms", ms / 1000) for ms in (5, 10, 20, 40)]
    Bench(
        buffer,
        Buffer(tuple(map(tuple, first["levels"])), 5, first["seconds"]),
        producers=slider(say("measuring.producers"), 2, 1, 8),
        consumers=slider(say("measuring.consumers"), 2, 1, 8),
        size=slider(say("measuring.size"), 5, 0, 20),
        produce=choice(say("measuring.produce"), seconds, 0.01),
        consume=choice(say("measuring.consume"), seconds, 0.02),
    ).show()
