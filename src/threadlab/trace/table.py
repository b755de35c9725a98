"""The trace table: a row for each step, a column for each thread, shared variables beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from threadlab.trace.event import Event
from threadlab.trace.page import page
from threadlab.trace.steps import Step, Steps, steps_of
from threadlab.trace.story import did
from threadlab.words import say

MOST_ROWS = 200
# Where room is scarce, what a thread does stands over the empty cells to its right; only the last
# column is as wide as its words. More threads than this get narrow columns.
NARROW = 6

Hidden = str | tuple[int, str]


@dataclass(frozen=True)
class TraceTable:
    """The table of a run's `shown` steps.

    `hidden` are cells that show a "?" until they are chosen: the name of a column (a thread or a
    variable) hides all of it, a pair (step, column) one cell; steps are counted from 1. `names`
    are the threads' own names where they have some, {thread: name}.
    """

    shown: Steps
    hidden: Collection[Hidden] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def html(self, *, player: bool = False) -> str:
        """Return the table as HTML, or the one of a `player`, which shows the program itself."""
        steps = self.shown.steps[:MOST_ROWS]
        rows = [self._row(i, step, player) for i, step in enumerate(steps, start=1)]
        left_out = len(self.shown.steps) - len(steps)
        if left_out:
            more = escape(say("table.more", count=left_out))
            rows.append(f'<tr><td></td><td colspan="99">{more}</td></tr>')
        threads = self.shown.threads
        short = player or len(threads) > NARROW
        heads = [say("table.step"), say("table.line")]
        head = "".join(f'<th scope="col">{escape(words)}</th>' for words in heads)
        head += "".join(
            f'<th scope="col" class="tl-thread" title="{escape(self._head(thread))}">'
            f"{escape(thread if short else self._head(thread))}</th>"
            for thread in threads
        )
        head += "".join(
            f'<th scope="col" class="tl-value">{escape(name)}</th>' for name in self.shown.columns
        )
        first = ""
        if any(self.shown.first.values()):
            words = escape(say("table.first"))
            cells = f'<td></td><td class="tl-code"><span>{words}</span></td>'
            cells += "<td></td>" * len(threads)
            cells += "".join(
                f'<td class="tl-value tl-same"><span>{escape(value)}</span></td>'
                for value in self.shown.first.values()
            )
            first = f"<tr>{cells}</tr>"
        look = "tl-table"
        if short:
            look += " tl-compact tl-narrow" if len(threads) > NARROW else " tl-compact"
        return (
            f'<table class="{look}" aria-label="{escape(self.description)}">'
            f"<thead><tr>{head}</tr></thead><tbody>{first}{''.join(rows)}</tbody></table>"
        )

    def _head(self, thread: str) -> str:
        name = self.names.get(thread, thread)
        usual = name == "MainThread" or name.startswith("Thread-") or name == thread
        return thread if usual else f"{thread} · {name}"

    def _row(self, number: int, step: Step, player: bool) -> str:
        event = step.event
        line = str(event.line or "")
        code = line if player else f"{line} {event.source}".strip()
        cells = [
            f'<td class="tl-number"><span>{number}</span></td>',
            f'<td class="tl-code" title="{escape(event.source)}"><span>{escape(code)}</span></td>',
        ]
        threads = self.shown.threads
        badge = f"<b>{escape(event.thread)}</b>" if player or len(threads) > NARROW else ""
        for i, thread in enumerate(threads):
            look = "tl-thread" if i < len(threads) - 1 else "tl-thread tl-last"
            words = did(event) if thread == event.thread else ""
            shown = self._cell(number, thread, words)
            shown = badge + shown if words else shown
            cells.append(f'<td class="{look}"><span>{shown}</span></td>')
        for name, value in step.values.items():
            look = "tl-changed" if name in step.changed else "tl-same"
            title = "" if self._is_hidden(number, name) else f' title="{escape(value)}"'
            shown = self._cell(number, name, value)
            cells.append(f'<td class="tl-value {look}"{title}><span>{shown}</span></td>')
        moved = ' class="tl-moved"' if step.moved else ""
        return f"<tr{moved}{f' data-step={number}' if player else ''}>{''.join(cells)}</tr>"

    def _is_hidden(self, number: int, column: str) -> bool:
        return column in self.hidden or (number, column) in self.hidden

    def _cell(self, number: int, column: str, words: str) -> str:
        if not words or not self._is_hidden(number, column):
            return escape(words)
        if column in self.shown.first and column not in self.shown.steps[number - 1].changed:
            return ""
        title = escape(say("table.hidden"))
        return f'<details><summary title="{title}">?</summary>{escape(words)}</details>'

    @property
    def description(self) -> str:
        """What the table holds, in a sentence."""
        columns = ", ".join([*map(self._head, self.shown.threads), *self.shown.columns])
        return say("table.describe", count=len(self.shown.steps), columns=columns)

    def _repr_html_(self) -> str:
        return page(f'<div class="tl-scroll">{self.html()}</div>')

    def __repr__(self) -> str:
        lines = []
        for number, step in enumerate(self.shown.steps[:MOST_ROWS], start=1):
            words = did(step.event) if not self._is_hidden(number, step.event.thread) else "?"
            values = ", ".join(
                f"{name} = {'?' if self._is_hidden(number, name) else step.values[name]}"
                for name in sorted(step.changed)
            )
            lines.append(f"{number:>3}  {step.event.thread:<5} {words:<32} {values}".rstrip())
        return "\n".join(lines)


def trace_table(
    events: Sequence[Event],
    *,
    hide: Collection[Hidden] = (),
    names: Mapping[str, str] | None = None,
) -> TraceTable:
    """Return the table of `events`; `hide` names columns, or (step, column), to be predicted."""
    return TraceTable(steps_of(events), frozenset(hide), names or {})
