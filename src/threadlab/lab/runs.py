"""What a reader gets from `explore`, `simulate` and the others: the values found, with pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import wraps
from html import escape
from typing import Any, ParamSpec, TypeVar

from threadlab import explorer
from threadlab.errors import ThreadlabError
from threadlab.explorer import result
from threadlab.pictures.axis import Axis
from threadlab.pictures.page import page, scrolled
from threadlab.pictures.picture import Picture
from threadlab.pictures.player import Player
from threadlab.pictures.table import Hidden, TraceTable
from threadlab.pictures.traced import Traced
from threadlab.pictures.waiting import find_cycle, wait_for_graph
from threadlab.words import say

_MONO = "font-family:var(--jp-code-font-family,monospace);font-size:0.9em"
_WIDE = "white-space:pre;overflow-x:auto;"


def _values(found: Any) -> dict[str, Any]:
    return {field.name: getattr(found, field.name) for field in fields(found)}


@dataclass(frozen=True, repr=False)
class Run(result.Run, Traced):
    """One run of a program, in virtual time: `.lanes()`, `.table()`, `.player()` show it.

    What it holds is that of `explorer.result.Run`: `schedule`, `elapsed`, `output`, `events`,
    `kind` and `message` if something went wrong, `story`, `holds` and `waits`.
    """

    @classmethod
    def of(cls, run: result.Run) -> Run:
        """The same run, with its pictures."""
        return cls(**_values(run))

    def timeline(self) -> Picture:
        """Draw a bar for each thread against virtual time, or against steps if none has passed."""
        return self.lanes()

    def _repr_html_(self) -> str:
        if self.kind == "unsupported":
            return f'<pre style="white-space:pre-wrap;{_MONO}">{escape(self.message)}</pre>'
        parts = []
        if self.kind is not None:
            story = escape(self.story or self.message)
            parts.append(f'<pre style="{_WIDE}{_MONO}">{story}</pre>')
        if self.output:
            parts.append(f'<pre style="{_MONO}">{escape(self.printed)}</pre>')
        if self.elapsed:
            parts.append(f"<div>{escape(say('run.elapsed', elapsed=f'{self.elapsed:g}'))}</div>")
        return "\n".join([*parts, self.timeline()._repr_html_()])


@dataclass(frozen=True, repr=False)
class Verdict(result.Verdict):
    """What holds for all schedules of a program; a failing run shows itself as a `Run` does.

    What it holds is that of `explorer.result.Verdict`: `status` "proved", "survived" or "failed",
    `kind`, the `schedule` that shows a failure again, `run`, `story`, `runs` and `seconds`.
    """

    run: Run | None = None

    @classmethod
    def of(cls, verdict: result.Verdict) -> Verdict:
        """The same verdict, with the pictures of its run."""
        run = Run.of(verdict.run) if verdict.run is not None else None
        return cls(**_values(verdict) | {"run": run})

    def lanes(self, axis: Axis = "auto") -> Picture:
        """Draw the failing run: see `Run.lanes`. Raises `ThreadlabError` if there is none."""
        return self._failing().lanes(axis)

    def table(self, hide: Sequence[Hidden] = ()) -> TraceTable:
        """Return the failing run's trace table; raises `ThreadlabError` if there is none."""
        return self._failing().table(hide)

    def player(self, hide: Sequence[Hidden] = ()) -> Player:
        """Return the failing run, to be stepped through; `ThreadlabError` if there is none."""
        return self._failing().player(hide)

    def _failing(self) -> Run:
        if self.run is None:
            raise ThreadlabError(say("verdict.nothing", message=self.message))
        return self.run

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


@dataclass(frozen=True, repr=False)
class Outcomes(result.Outcomes):
    """All outcomes of a program, as a table."""

    @classmethod
    def of(cls, outcomes: result.Outcomes) -> Outcomes:
        """The same outcomes, with their table."""
        return cls(**_values(outcomes))

    def _repr_html_(self) -> str:
        heads = [say("outcomes.output"), *self.names, say("outcomes.end"), say("outcomes.schedule")]
        head = "".join(f'<th scope="col">{escape(words)}</th>' for words in heads)
        rows = []
        for outcome in self.found:
            output = escape(outcome.output.rstrip("\n")).replace("\n", "<br>")
            texts = [escape(text) for _, text in outcome.values]
            values = "".join(f'<td class="tl-value">{text}</td>' for text in texts)
            end = escape(outcome.message or say("outcomes.well"))
            rows.append(
                f'<tr><td class="tl-code"><span>{output}</span></td>{values}<td>{end}</td>'
                f'<td class="tl-code"><span>{escape(outcome.schedule)}</span></td></tr>'
            )
        table = (
            f'<table class="tl-table"><thead><tr>{head}</tr></thead>'
            f"<tbody>{''.join(rows)}</tbody></table>"
        )
        return page(f'<div class="tl-note">{escape(self.summary)}</div>'
                    f"{scrolled(table, self.summary)}")  # fmt: skip


_Asked = ParamSpec("_Asked")
_Found = TypeVar("_Found")
_Shown = TypeVar("_Shown")


def _with_pictures(
    ask: Callable[_Asked, _Found], show: Callable[[_Found], _Shown]
) -> Callable[_Asked, _Shown]:
    """`ask` as a reader calls it: what it finds can `show` itself."""

    @wraps(ask)
    def call(*program: _Asked.args, **options: _Asked.kwargs) -> _Shown:
        return show(ask(*program, **options))

    return call


explore = _with_pictures(explorer.explore, Verdict.of)
replay = _with_pictures(explorer.replay, Run.of)
simulate = _with_pictures(explorer.simulate, Run.of)
outcomes = _with_pictures(explorer.outcomes, Outcomes.of)
