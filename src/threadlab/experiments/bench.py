"""A bench: controls, a button that measures, progress, a button that stops, and the figure.

The figure is an output of its own and shows the recorded values first, so that no page is empty.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import perf_counter
from typing import Any

import ipywidgets
from IPython.display import display

from threadlab.errors import ThreadlabError
from threadlab.experiments.measurement import Running, following
from threadlab.lab.panel import Controls, choice
from threadlab.words import say

_INTERVALS = [("5 ms", 0.005), ("0.1 ms", 1e-4), ("1 µs", 1e-6), ("50 ms", 0.05)]  # seconds


def switch_interval() -> ipywidgets.Dropdown:
    """A control for the switch interval (seconds); what is usual comes first."""
    return choice(say("measuring.interval"), _INTERVALS)


def first_moment() -> ipywidgets.Dropdown:
    """A control for when the clock begins: when all workers are ready, or with their start."""
    moments = [(say("speed_up.ready"), False), (say("speed_up.start"), True)]
    return choice(say("speed_up.clock"), moments)


class Bench:
    """`job(**values of the controls)` measures in a thread and returns what is to be shown."""

    def __init__(self, job: Callable[..., Any], first: Any, **controls: Any):
        self.job, self.first, self.controls = job, first, controls
        self.start = ipywidgets.Button(description=say("measuring.measure"), button_style="primary")
        self.stop = ipywidgets.Button(description=say("measuring.stop"), disabled=True)
        self.bar = ipywidgets.IntProgress(min=0, max=1, layout={"visibility": "hidden"})
        self.words = ipywidgets.Label(say("measuring.not_yet"))
        self.words.add_class("tl-said")
        self.start.on_click(lambda _: self.begin())
        self.stop.on_click(lambda _: self.end())
        self.running: Running | None = None
        self.thread: threading.Thread | None = None
        self._stopped = False
        self._begun = 0.0
        self.picture: Any = None

    def show(self) -> None:
        """Show the recorded figures and the controls under them."""
        self.picture = display(self.first, display_id=True)
        line = ipywidgets.HBox([self.start, self.stop, self.bar], layout={"flex_flow": "row wrap"})
        display(Controls([*self.controls.values(), line, self.words]))

    def begin(self) -> None:
        """Measure, in a thread, so that the kernel stays free for the button that stops it."""
        if self.thread is not None and self.thread.is_alive():
            return
        values = {name: control.value for name, control in self.controls.items()}
        self._stopped = False
        self._begun = perf_counter()
        self.stop.disabled = False  # first, so that the focus has a button to go to (names.js)
        self.start.disabled = True
        self.bar.value, self.bar.layout.visibility = 0, "visible"
        self.thread = threading.Thread(target=self._measure, args=(values,), daemon=True)
        self.thread.start()

    def end(self) -> None:
        """Stop what is being measured, and everything that it has started."""
        self._stopped = True
        if self.running is not None:
            self.running.stop()

    def _measure(self, values: dict[str, Any]) -> None:
        try:
            with following(self._started, self._progress):
                found = self.job(**values)
            self.picture.update(found)
            self.words.value = say("measuring.done", seconds=self._spent())
        except ThreadlabError as error:
            self.words.value = str(error)
        finally:
            self.running = None
            self.start.disabled = False
            self.stop.disabled = True
            self.bar.layout.visibility = "hidden"

    def _started(self, running: Running) -> None:
        self.running = running
        if self._stopped:
            running.stop()

    def _progress(self, done: int, of: int) -> None:
        self.bar.max, self.bar.value = of, done
        name = self.running.arguments.get("kind", "") if self.running is not None else ""
        words = say(f"kind.{name}") if name else say("measuring.measure")
        self.words.value = say(
            "measuring.under_way", name=words, done=done, of=of, seconds=self._spent()
        )

    def _spent(self) -> str:
        return f"{perf_counter() - self._begun:.1f}"
