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
    "Run": "threadlab.lab.runs",
    "ThreadlabError": "threadlab.errors",
    "Verdict": "threadlab.lab.runs",
    "book_map": "threadlab.book.map",
    "box_office": "threadlab.experiments.box_office.result",
    "box_office_bench": "threadlab.experiments.box_office.bench",
    "buffer": "threadlab.experiments.buffer.result",
    "buffer_bench": "threadlab.experiments.buffer.bench",
    "crowd": "threadlab.lab.panels",
    "draw_ending": "threadlab.lab.endings",
    "draw_sale": "threadlab.lab.seats",
    "draw_supply": "threadlab.lab.supply",
    "explore": "threadlab.lab.runs",
    "free_threaded": "threadlab.experiments.builds",
    "in_subinterpreter": "threadlab.lab.programs.subinterpreter",
    "Outcome": "threadlab.explorer",
    "Outcomes": "threadlab.lab.runs",
    "outcomes": "threadlab.lab.runs",
    "play": "threadlab.lab.play",
    "postgres": "threadlab.lab.programs.servers",
    "predict": "threadlab.book.predictions",
    "process_tree": "threadlab.lab.programs.tree",
    "ps": "threadlab.lab.programs.shell",
    "quiz": "threadlab.book.predictions",
    "record": "threadlab.lab.recordings",
    "Recording": "threadlab.lab.recordings",
    "record_sockets": "threadlab.lab.recordings",
    "record_tasks": "threadlab.lab.recordings",
    "recorded_turns": "threadlab.experiments.turns.result",
    "redis_server": "threadlab.lab.programs.servers",
    "replay": "threadlab.lab.runs",
    "run_child": "threadlab.lab.programs.child",
    "seats": "threadlab.lab.seats",
    "sharing": "threadlab.experiments.sharing.result",
    "sharing_bench": "threadlab.experiments.sharing.bench",
    "server_bench": "threadlab.experiments.servers.bench",
    "servers": "threadlab.experiments.servers.result",
    "simulate": "threadlab.lab.runs",
    "latency": "threadlab.experiments.latency.result",
    "latency_bench": "threadlab.experiments.latency.bench",
    "lost_update_bench": "threadlab.experiments.lost_updates.bench",
    "lost_updates": "threadlab.experiments.lost_updates.result",
    "measure": "threadlab.experiments.measurement",
    "slow_api": "threadlab.lab.programs.slow_api",
    "speed_bench": "threadlab.experiments.tasks.bench",
    "start_cost_bench": "threadlab.experiments.start_cost.bench",
    "start_up": "threadlab.experiments.start_up.result",
    "start_up_bench": "threadlab.experiments.start_up.bench",
    "start_costs": "threadlab.experiments.start_cost.result",
    "step": "threadlab.explorer",
    "task_times": "threadlab.experiments.tasks.result",
    "this_build": "threadlab.experiments.builds",
    "turns": "threadlab.experiments.turns.result",
    "turns_panel": "threadlab.experiments.turns.bench",
    "many_waits": "threadlab.experiments.many_waits.result",
    "twelve_sums": "threadlab.experiments.twelve_sums.result",
    "speed_up": "threadlab.experiments.speed_up.result",
    "mix": "threadlab.experiments.mix.result",
    "speed_up_bench": "threadlab.experiments.speed_up.bench",
    "mix_bench": "threadlab.experiments.mix.bench",
    "vary": "threadlab.lab.vary",
    "wait_bench": "threadlab.experiments.wait_times.bench",
    "wait_for_graph": "threadlab.pictures.waiting",
    "wait_times": "threadlab.experiments.wait_times.result",
    "your_progress": "threadlab.book.progress",
}

__all__ = sorted(_PUBLIC)


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    say = import_module("threadlab.words").say
    near = import_module("difflib").get_close_matches(name, __all__, 1)
    if near:
        raise AttributeError(say("package.misspelt", name=name, near=near[0]))
    raise AttributeError(say("package.unknown", name=name, known=", ".join(__all__)))


def home_of(name: str) -> str:
    """The module where a public name lives; empty for others."""
    return _PUBLIC.get(name, "")


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
