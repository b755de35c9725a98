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
    "book_map": "threadlab.lab.bookmap",
    "box_office": "threadlab.lab.measuring.box_office",
    "box_office_bench": "threadlab.lab.measuring.box_office",
    "buffer": "threadlab.lab.measuring.buffer",
    "buffer_bench": "threadlab.lab.measuring.benches",
    "crowd": "threadlab.lab.panels",
    "draw_ending": "threadlab.lab.endings",
    "draw_sale": "threadlab.lab.seats",
    "draw_supply": "threadlab.lab.supply",
    "explore": "threadlab.explorer",
    "free_threaded": "threadlab.lab.measuring.builds",
    "in_subinterpreter": "threadlab.lab.programs.subinterpreter",
    "Outcome": "threadlab.explorer",
    "Outcomes": "threadlab.explorer",
    "outcomes": "threadlab.explorer",
    "play": "threadlab.lab.play",
    "postgres": "threadlab.lab.programs.servers",
    "predict": "threadlab.lab.predictions",
    "process_tree": "threadlab.lab.programs.tree",
    "ps": "threadlab.lab.programs.shell",
    "quiz": "threadlab.lab.predictions",
    "record": "threadlab.trace.record",
    "Recording": "threadlab.trace.recording",
    "record_sockets": "threadlab.lab.sockets",
    "record_tasks": "threadlab.lab.coroutines",
    "recorded_turns": "threadlab.lab.measuring.turns",
    "redis_server": "threadlab.lab.programs.servers",
    "replay": "threadlab.explorer",
    "run_child": "threadlab.lab.programs.child",
    "seats": "threadlab.lab.seats",
    "sharing": "threadlab.lab.measuring.sharing",
    "sharing_bench": "threadlab.lab.measuring.sharing",
    "server_bench": "threadlab.lab.measuring.servers",
    "servers": "threadlab.lab.measuring.servers",
    "simulate": "threadlab.explorer",
    "latency": "threadlab.lab.measuring.latency",
    "latency_bench": "threadlab.lab.measuring.benches",
    "lost_update_bench": "threadlab.lab.measuring.benches",
    "lost_updates": "threadlab.lab.measuring.lost",
    "measure": "threadlab.lab.measuring.measurement",
    "slow_api": "threadlab.lab.programs.slow_api",
    "speed_bench": "threadlab.lab.measuring.benches",
    "start_cost_bench": "threadlab.lab.measuring.benches",
    "start_up": "threadlab.lab.measuring.startup",
    "start_up_bench": "threadlab.lab.measuring.startup",
    "start_costs": "threadlab.lab.measuring.costs",
    "step": "threadlab.explorer",
    "task_times": "threadlab.lab.measuring.tasks",
    "this_build": "threadlab.lab.measuring.builds",
    "turns": "threadlab.lab.measuring.turns",
    "turns_panel": "threadlab.lab.measuring.turns",
    "many_waits": "threadlab.lab.measuring.classic",
    "twelve_sums": "threadlab.lab.measuring.classic",
    "speed_up": "threadlab.lab.measuring.speedup",
    "mix": "threadlab.lab.measuring.mix",
    "speed_up_bench": "threadlab.lab.measuring.teambenches",
    "mix_bench": "threadlab.lab.measuring.teambenches",
    "vary": "threadlab.lab.vary",
    "wait_bench": "threadlab.lab.measuring.waits",
    "wait_for_graph": "threadlab.trace.waiting",
    "wait_times": "threadlab.lab.measuring.waits",
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
