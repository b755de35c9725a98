"""Clients × design × what an answer needs, measured and drawn."""

from __future__ import annotations

from threadlab.experiments.bench import Bench
from threadlab.experiments.servers.result import DESIGNS, recorded_servers, servers
from threadlab.lab.panel import choice, several, slider
from threadlab.words import say


def server_bench() -> None:
    """Chapter 11: clients × design × what an answer needs, measured and drawn."""
    designs = [(say(f"service.{design}"), design) for design in DESIGNS]
    works = [(say(f"service.{key}"), value) for key, value in (
        ("none", "empty"), ("waits_work", "wait"), ("cpu_work", "cpu"))]  # fmt: skip
    Bench(
        servers,
        recorded_servers(),
        designs=several(say("service.designs"), designs, ("loop", "threads", "pool")),
        clients=slider(say("service.clients"), 12, 1, 60),
        work=choice(say("service.work"), works),
    ).show()
