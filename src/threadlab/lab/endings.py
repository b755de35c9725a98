"""How a program ends: what it has printed by then, and which of its threads were cut off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

from threadlab.events import Event
from threadlab.lab.runs import Run
from threadlab.pictures.axis import TimeScale
from threadlab.pictures.lanes import LABELS, ROW, TOP, lanes
from threadlab.pictures.picture import RED, Picture
from threadlab.pictures.steps import in_order
from threadlab.words import say


@dataclass(frozen=True)
class Ending:
    """A run whose end is what matters; its picture shows `until` seconds, or as many as it took."""

    run: Run
    until: float | None = None

    @property
    def cut(self) -> tuple[str, ...]:
        """The names of the threads that had not ended when the program did, in their order."""
        ended = {event.thread for event in self.run.events if event.operation == "exit"}
        started = (event.object for event in self.run.events if event.operation == "start")
        return tuple(self._name(thread) for thread in started if thread and thread not in ended)

    @property
    def words(self) -> str:
        """One sentence about the end."""
        seconds = f"{self.run.elapsed:g}"
        if not self.cut:
            return say("ending.whole", seconds=seconds)
        names = say("ending.and").join(self.cut)
        return say("ending.cut", seconds=seconds, threads=names, count=len(self.cut))

    def picture(self) -> Picture:
        """Draw the lanes under the threads' own names, with a cross where one was cut off."""
        events = self._events()
        until = self.until or self.run.elapsed or None
        drawn = lanes(events, origin="simulated", until=until, axis="time")
        x = TimeScale(events, LABELS, until).x(self.run.elapsed)
        threads = sorted(dict.fromkeys(event.thread for event in events), key=in_order)
        bottom = TOP + ROW * len(threads)
        end = (
            f'<path d="M{x:g} {TOP - 8}V{bottom}" stroke="currentColor" stroke-width="1.5" '
            f'stroke-dasharray="3 3" fill="none"><title>{escape(self.words)}</title></path>'
        )
        rows = [TOP + ROW * i + 12 for i, thread in enumerate(threads) if thread in self.cut]
        crosses = [
            f'<path d="M{x - 6:g} {y - 6:g}l12 12m0 -12l-12 12" stroke="{RED}" fill="none" '
            f'stroke-width="3"><title>{escape(self.words)}</title></path>'
            for y in rows
        ]
        words = f"{drawn.description} {self.words}"
        return replace(
            drawn, elements=(*drawn.elements, end, *crosses), description=words, note=self.words
        )

    def _events(self) -> list[Event]:
        """The events under the threads' own names; one that never came to run begins at the end."""
        named = [
            replace(event, thread=self._name(event.thread), object=self._name(event.object))
            for event in self.run.events
        ]
        seen = {event.thread for event in named}
        late = [Event(self.run.elapsed, name, "start") for name in self.cut if name not in seen]
        return [*named, *late]

    def _name(self, label: str) -> str:
        name = self.run.names.get(label, label)
        return label if name == "MainThread" or name.startswith("Thread-") else name

    def _repr_html_(self) -> str:
        mono = "font-family:var(--jp-code-font-family,monospace);font-size:0.9em"
        printed = f'<pre style="{mono}">{escape(self.run.output)}</pre>'
        return printed + self.picture()._repr_html_()

    def __repr__(self) -> str:
        return f"{self.run.output}{self.words}"


def draw_ending(run: Run, until: float | None = None) -> Ending | Run:
    """Show what a simulated run has printed, and who was cut off at its end.

    `until` fixes the end of the time axis (seconds), so that several runs can be compared. A run
    that failed is shown as it is.
    """
    return run if run.kind is not None else Ending(run, until)
