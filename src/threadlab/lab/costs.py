"""What it costs to start and join an empty task: a thread, a forked process, a spawned one.

Run as a module it measures and prints JSON. A notebook's kernel is a bad place to fork (it runs
threads of its own) and large, so the measurement runs in a small process of its own.
"""

from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from statistics import median
from threading import Thread
from time import perf_counter
from typing import TYPE_CHECKING, Any

from threadlab.errors import ThreadlabError
from threadlab.words import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

REPEATS = {"thread": 200, "fork": 30, "spawn": 5}


def empty() -> None:
    """The task that does nothing."""


def measure() -> dict[str, float]:
    """Return microseconds to start and join one empty task, the median, by kind.

    "fork" is missing where the system has none.
    """
    makers: dict[str, Callable[[], Any]] = {"thread": partial(Thread, target=empty)}
    for method in ("fork", "spawn"):
        if method in multiprocessing.get_all_start_methods():
            context: Any = multiprocessing.get_context(method)
            makers[method] = partial(context.Process, target=empty)
    costs = {}
    for kind, make in makers.items():
        times = []
        for _ in range(REPEATS[kind]):
            begin = perf_counter()
            task = make()
            task.start()
            task.join()
            times.append((perf_counter() - begin) * 1e6)
        costs[kind] = median(times)
    return costs


@dataclass(frozen=True)
class StartCosts:
    """Microseconds by kind on this machine, and the recorded ones beside them."""

    here: dict[str, float]
    recorded: dict[str, float]

    @property
    def threads_per_process(self) -> float:
        """How many threads start in the time of one spawned process, on this machine."""
        return self.here["spawn"] / self.here["thread"]

    def figure(self) -> Figure:
        """Draw both as bars on a logarithmic axis."""
        from matplotlib.figure import Figure

        kinds = list(self.here)
        figure = Figure(figsize=(7, 0.55 * len(kinds) + 1.1), layout="constrained")
        axes = figure.add_subplot()
        for shift, key, color in ((0.2, "here", "#0072b2"), (-0.2, "recorded", "#8c8c8c")):
            costs = [getattr(self, key)[kind] for kind in kinds]
            places = [len(kinds) - 1 - i + shift for i in range(len(kinds))]
            bars = axes.barh(places, costs, 0.36, color=color, label=say(f"costs.{key}"))
            axes.bar_label(bars, [f"{cost:,.0f} µs" for cost in costs], padding=4, color="#808080")
        axes.set_yticks(range(len(kinds))[::-1], [say(f"costs.{kind}") for kind in kinds])
        axes.set_xscale("log")
        axes.set_xlim(10, 1e6)
        axes.set_xlabel(say("costs.axis"))
        axes.legend(frameon=False, labelcolor="#808080", loc="upper right")
        for part in (axes.xaxis.label, *axes.get_xticklabels(), *axes.get_yticklabels()):
            part.set_color("#808080")
        axes.tick_params(color="#808080", which="both")
        axes.spines[:].set_visible(False)
        axes.set_facecolor("none")
        figure.set_facecolor("none")
        return figure

    def _repr_png_(self) -> bytes:
        from io import BytesIO

        buffer = BytesIO()
        self.figure().savefig(buffer, format="png", dpi=110)
        return buffer.getvalue()

    def __repr__(self) -> str:
        return ", ".join(f"{say(f'costs.{kind}')}: {us:,.0f} µs" for kind, us in self.here.items())


def start_costs() -> StartCosts:
    """Measure in a process of its own and return the costs; takes a second or two."""
    command = [sys.executable, "-m", "threadlab.lab.costs"]
    child = subprocess.run(command, capture_output=True, text=True, check=False)
    if child.returncode:
        raise ThreadlabError(f"The measurement failed: {child.stderr.strip().splitlines()[-1]}")
    path = files("threadlab.lab").joinpath("data", "start-costs.toml")
    recorded = tomllib.loads(path.read_text(encoding="utf-8"))["microseconds"]
    return StartCosts(json.loads(child.stdout), recorded)


if __name__ == "__main__":
    print(json.dumps(measure()))
