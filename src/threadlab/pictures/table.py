"""The trace table: a row for each step, a column for each thread, shared variables beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from threadlab.errors import ThreadlabError
from threadlab.events import Event
from threadlab.pictures.page import page, scrolled
from threadlab.pictures.steps import Step, Steps, steps_of
from threadlab.story import did
from threadlab.words import say

MOST_ROWS = 200
# What a thread does stands over the empty cells to its right; only the last column is as wide as
# words need it. More threads than NARROW get narrow columns. Widths are in em.
NARROW = 6
_COLUMN, _NARROW_COLUMN = 6.1, 3.0  # with their padding, as in page.py
_LETTER, _BADGE = 0.57, 1.2
_NARROW_HEAD = 11 / 13  # the size of letters in the heads of narrow columns, as in page.py

Hidden = str | tuple[int, str]


@dataclass(frozen=True)
class TraceTable:
    """The table of a run's `shown` steps.

    `hidden` are cells that show a "?" until they are chosen: the name of a column (a thread or a
    variable) hides all of it, a pair (step, column) one cell; steps are counted from 1. With a
    variable go its values in what threads do, and what they print. `names`
    are the threads' own names where they have some, {thread: name}.
    """

    shown: Steps
    hidden: Collection[Hidden] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def html(self, *, player: bool = False, narrow: bool = False) -> str:
        """Return the table as HTML, or the one of a `player`, which shows the program itself.

        Where there is little room beside it, it is a `narrow` one.
        """
        narrow = narrow or len(self.shown.threads) > NARROW
        steps = self.shown.steps[:MOST_ROWS]
        rows = [self._row(i, step, player) for i, step in enumerate(steps, start=1)]
        left_out = len(self.shown.steps) - len(steps)
        if left_out:
            more = escape(say("table.more", count=left_out))
            rows.append(f'<tr><td></td><td colspan="99">{more}</td></tr>')
        threads = self.shown.threads
        heads = [say("table.step"), say("table.line")]
        head = "".join(f'<th scope="col">{escape(words)}</th>' for words in heads)
        wide = self._last_width(steps, narrow) / (_NARROW_HEAD if narrow else 1)
        last = f' style="min-width:{wide:.1f}em"'
        head += "".join(
            f'<th scope="col" class="tl-thread"{last if thread == threads[-1] else ""} '
            f'title="{escape(self._head(thread))}">{escape(self._short(thread, narrow))}</th>'
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
        look = "tl-table tl-narrow" if narrow else "tl-table"
        return (
            f'<table class="{look}" aria-label="{escape(self.description)}">'
            f"<thead><tr>{head}</tr></thead><tbody>{first}{''.join(rows)}</tbody></table>"
        )

    def _last_width(self, steps: Sequence[Step], narrow: bool) -> float:
        """How wide the last thread's column must be, so that no words run into the values."""
        threads = self.shown.threads
        column = _NARROW_COLUMN if narrow else _COLUMN
        own = column - 0.6
        right = {thread: len(threads) - 1 - i for i, thread in enumerate(threads)}
        return max(
            own,
            *(
                (len(did(step.event)) + len(step.event.thread)) * _LETTER
                + _BADGE
                - right[step.event.thread] * column
                for step in steps
            ),
        )

    def _head(self, thread: str) -> str:
        name = self.names.get(thread, thread)
        usual = name == "MainThread" or name.startswith("Thread-") or name == thread
        return thread if usual else f"{thread} · {name}"

    def _short(self, thread: str, narrow: bool) -> str:
        """The head of a column, with the thread's own name where there is room for it."""
        head = self._head(thread)
        room = not narrow and len(head) <= 10
        return head if room else thread

    def _row(self, number: int, step: Step, player: bool) -> str:
        event = step.event
        line = str(event.line or "")
        code = line if player else f"{line} {event.source}".strip()
        cells = [
            f'<td class="tl-number"><span>{number}</span></td>',
            f'<td class="tl-code" title="{escape(event.source)}"><span>{escape(code)}</span></td>',
        ]
        threads = self.shown.threads
        for thread in threads:
            shown = ""
            if thread == event.thread:
                shown = f"<b>{escape(thread)}</b> {self._did(number, event)}"
            look = "tl-thread tl-last" if thread == threads[-1] else "tl-thread"
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

    def _did(self, number: int, event: Event) -> str:
        """What a thread does, with a gap for the value of a variable that is to be predicted."""
        if not self._is_hidden(number, event.thread) and self._gap(number, event):
            words, value = escape(did(replace(event, value="\0"))), escape(event.value)
            return words.replace("\0", self._to_choose(value))
        if event.result and self._is_hidden(number, event.object.rpartition(".")[0]):
            event = replace(event, result="")
        return self._cell(number, event.thread, did(event))

    def _gap(self, number: int, event: Event) -> bool:
        """Whether the value in what a thread does is one that is to be predicted."""
        if event.operation in ("read", "write"):
            return event.value != "" and self._is_hidden(number, event.object)
        return event.operation == "print" and any(
            self._is_hidden(number, name) for name in self.shown.columns
        )

    def _to_choose(self, text: str) -> str:
        title = escape(say("table.hidden"))
        return f'<details><summary title="{title}">?</summary>{text}</details>'

    def _cell(self, number: int, column: str, words: str) -> str:
        if not words or not self._is_hidden(number, column):
            return escape(words)
        if column in self.shown.first and column not in self.shown.steps[number - 1].changed:
            return ""
        return self._to_choose(escape(words))

    @property
    def description(self) -> str:
        """What the table holds, in a sentence."""
        columns = ", ".join([*map(self._head, self.shown.threads), *self.shown.columns])
        return say("table.describe", count=len(self.shown.steps), columns=columns)

    def _repr_html_(self) -> str:
        return page(scrolled(self.html(), self.description))

    def __repr__(self) -> str:
        lines = []
        for number, step in enumerate(self.shown.steps[:MOST_ROWS], start=1):
            event = step.event
            if self._gap(number, event):
                event = replace(event, value="?")
            words = did(event) if not self._is_hidden(number, event.thread) else "?"
            values = ", ".join(
                f"{name} = {'?' if self._is_hidden(number, name) else step.values[name]}"
                for name in sorted(step.changed)
            )
            lines.append(f"{number:>3}  {event.thread:<5} {words:<32} {values}".rstrip())
        return "\n".join(lines)


def trace_table(
    events: Sequence[Event],
    *,
    hide: Collection[Hidden] = (),
    names: Mapping[str, str] | None = None,
) -> TraceTable:
    """Return the table of `events`; `hide` names columns, or (step, column), to be predicted.

    Raises `ThreadlabError` if there is no such column.
    """
    shown = steps_of(events)
    hide = [hide] if isinstance(hide, str) else list(hide)
    known = (*shown.threads, *shown.columns)
    for what in hide:
        name = what if isinstance(what, str) else what[1]
        if name not in known:
            raise ThreadlabError(say("table.unknown", name=name, names=", ".join(known)))
    return TraceTable(shown, frozenset(hide), names or {})
