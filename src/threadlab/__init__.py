"""Threadlab: a course on Python concurrency in Jupyter notebooks.

Importing the package is cheap: what a notebook asks for is loaded when it asks.
"""

from __future__ import annotations

from importlib import import_module
from sys import modules
from typing import Any

__version__ = "0.1.0"

# What a reader imports with `from threadlab import …`, and the module where it lives.
_PUBLIC = {
    "Run": "threadlab.explorer",
    "ThreadlabError": "threadlab.errors",
    "Verdict": "threadlab.explorer",
    "buffer": "threadlab.lab.measuring.buffer",
    "buffer_bench": "threadlab.lab.measuring.benches",
    "crowd": "threadlab.lab.panels",
    "draw_sale": "threadlab.lab.seats",
    "explore": "threadlab.explorer",
    "Outcome": "threadlab.explorer",
    "Outcomes": "threadlab.explorer",
    "outcomes": "threadlab.explorer",
    "play": "threadlab.lab.play",
    "postgres": "threadlab.lab.programs.servers",
    "predict": "threadlab.lab.predictions",
    "ps": "threadlab.lab.programs.shell",
    "quiz": "threadlab.lab.predictions",
    "record": "threadlab.trace.record",
    "Recording": "threadlab.trace.recording",
    "redis_server": "threadlab.lab.programs.servers",
    "replay": "threadlab.explorer",
    "seats": "threadlab.lab.seats",
    "simulate": "threadlab.explorer",
    "latency": "threadlab.lab.measuring.latency",
    "latency_bench": "threadlab.lab.measuring.benches",
    "lost_update_bench": "threadlab.lab.measuring.benches",
    "lost_updates": "threadlab.lab.measuring.lost",
    "measure": "threadlab.lab.measuring.measurement",
    "slow_api": "threadlab.lab.programs.slow_api",
    "speed_bench": "threadlab.lab.measuring.benches",
    "start_cost_bench": "threadlab.lab.measuring.benches",
    "start_costs": "threadlab.lab.measuring.costs",
    "step": "threadlab.explorer",
    "task_times": "threadlab.lab.measuring.tasks",
    "vary": "threadlab.lab.vary",
    "wait_for_graph": "threadlab.trace.waiting",
}

__all__ = sorted(_PUBLIC)


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(
        f"threadlab has no '{name}'; it offers {', '.join(__all__)} and its submodules."
    )


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])


def load_ipython_extension(shell: Any) -> None:
    """Add %%explore, %%simulate and the others to a notebook, for `%load_ext threadlab`."""
    import_module("threadlab.lab.magics").register(shell)


def _in_notebook() -> Any:
    """The running IPython shell, if there is one: importing the package there adds the magics."""
    ipython = modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None


if (_shell := _in_notebook()) is not None:
    load_ipython_extension(_shell)
