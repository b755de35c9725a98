"""What an exploration has found, and what a single run was like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from threadlab.errors import ThreadlabError
from threadlab.events import Event
from threadlab.pictures.axis import Axis
from threadlab.pictures.picture import Picture
from threadlab.pictures.player import Player
from threadlab.pictures.table import Hidden, TraceTable
from threadlab.pictures.traced import Traced
from threadlab.pictures.waiting import find_cycle, wait_for_graph
from threadlab.words import say

_MONO = "font-family:var(--jp-code-font-family,monospace);font-size:0.9em"
_WIDE = "white-space:pre;overflow-x:auto;"
_MOST_OUTPUT = 100  # lines of what a run has printed
Status = Literal["proved", "survived", "failed"]
Kind = Literal["assertion", "exception", "deadlock", "livelock", "nondeterministic", "unsupported"]


@dataclass(frozen=True)
class Run(Traced):
    """One run of a program, in virtual time.

    `elapsed` is in virtual seconds, `output` what was printed, `schedule` the string that repeats
    the run, `story` the run in words. `kind` is None if nothing went wrong, else `message` says
    what did. `holds` and `waits` are the locks and threads at the end, {lock: thread} and
    {thread: lock}; `names` are the threads' own names by their labels, `sources` the texts of the
    program by file.
    """

    schedule: str
    elapsed: float
    output: str
    events: tuple[Event, ...]
    kind: Kind | None = None
    message: str = ""
    story: str = ""
    holds: Mapping[str, str] = field(default_factory=dict)
    waits: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    result: object = None
    origin: Literal["simulated", "recorded"] = "simulated"

    def timeline(self) -> Picture:
        """Draw a bar for each thread against virtual time, or against steps if none has passed."""
        return self.lanes()

    def __str__(self) -> str:
        lines = [_shortened(self.output).rstrip("\n")] if self.output else []
        if self.elapsed or not lines:
            lines.append(say("run.elapsed", elapsed=f"{self.elapsed:g}"))
        if self.message:
            lines.append(self.message)
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        if self.kind == "unsupported":
            return f'<pre style="white-space:pre-wrap;{_MONO}">{escape(self.message)}</pre>'
        parts = []
        if self.kind is not None:
            story = escape(self.story or self.message)
            parts.append(f'<pre style="{_WIDE}{_MONO}">{story}</pre>')
        if self.output:
            parts.append(f'<pre style="{_MONO}">{escape(_shortened(self.output))}</pre>')
        if self.elapsed:
            parts.append(f"<div>{escape(say('run.elapsed', elapsed=f'{self.elapsed:g}'))}</div>")
        return "\n".join([*parts, self.timeline()._repr_html_()])


def _shortened(output: str) -> str:
    """The beginning and the end of what was printed, if it is very long."""
    lines = output.splitlines(keepends=True)
    if len(lines) <= _MOST_OUTPUT:
        return output
    half = _MOST_OUTPUT // 2
    more = say("run.left_out", count=f"{len(lines) - 2 * half:,}")
    return "".join([*lines[:half], f"{more}\n", *lines[-half:]])


@dataclass(frozen=True)
class Verdict:
    """What holds for all schedules of a program.

    `status` is "proved" (every schedule was covered), "survived" (the budget ended first: no
    proof) or "failed"; then `kind` says how, `schedule` is the string that shows it again, `run`
    is that run and `story` tells it. `runs` schedules were executed in `seconds`; `failures` of
    them failed, more than one only if the search was asked to go on.
    """

    status: Status
    kind: Kind | None
    schedule: str
    runs: int
    seconds: float
    message: str
    story: str
    run: Run | None = None
    failures: int = 0
    clock: str = "any"

    @property
    def events(self) -> tuple[Event, ...]:
        """The events of the failing run; empty if there is none."""
        return self.run.events if self.run is not None else ()

    @property
    def output(self) -> str:
        """What the failing run has printed."""
        return self.run.output if self.run is not None else ""

    def lanes(self, axis: Axis = "auto") -> Picture:
        """Draw the failing run: see `Run.lanes`. Raises `ThreadlabError` if there is none."""
        return self._shown().lanes(axis)

    def table(self, hide: Sequence[Hidden] = ()) -> TraceTable:
        """Return the failing run's trace table; raises `ThreadlabError` if there is none."""
        return self._shown().table(hide)

    def player(self, hide: Sequence[Hidden] = ()) -> Player:
        """Return the failing run, to be stepped through; `ThreadlabError` if there is none."""
        return self._shown().player(hide)

    def _shown(self) -> Run:
        if self.run is None:
            raise ThreadlabError(say("verdict.nothing", message=self.message))
        return self.run

    def __bool__(self) -> bool:
        """Whether nothing went wrong in any schedule that was tried."""
        return self.status != "failed"

    def __str__(self) -> str:
        return self.story if self.status == "failed" else self.message

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        color = {"proved": "#009e73", "survived": "#e69f00", "failed": "#d55e00"}[self.status]
        kind = "unsupported" if self.kind == "unsupported" else self.status
        title = say(f"verdict.{kind}_head")
        head = (
            f'<div style="border-left:6px solid {color};padding:2px 10px;margin:4px 0">'
            f"<b>{escape(title)}</b> {escape(self.message)}</div>"
        )
        if self.run is None or self.kind == "unsupported":
            return head
        lines = escape(self.story.partition("\n")[2])
        story = f'<pre style="line-height:1.35;{_WIDE}{_MONO}">{lines}</pre>'
        graph = ""
        if self.kind == "deadlock" and find_cycle(self.run.holds, self.run.waits):
            graph = wait_for_graph(self.run.holds, self.run.waits)._repr_html_()
        return "\n".join([head, story, graph, self.run.timeline()._repr_html_()])
