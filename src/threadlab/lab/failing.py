"""A check that does not hold, as a notebook shows it: told, and to be stepped through in place."""

from __future__ import annotations

from html import escape
from typing import Any

from threadlab.lab.front import front
from threadlab.lab.runs import Verdict
from threadlab.pictures.page import page
from threadlab.story import cell_of, rows
from threadlab.words import say

_MOST_ROWS = 60  # of a story; some of a longer one are left out, more of its beginning
_MOST_STEPS = 400  # that a player is made for


def show_failure(verdict: Verdict) -> None:
    """Display what has failed, with its story and its player folded below it.

    The metadata "threadlab" of the output has the same as data, for those that set it themselves:
    `message`, the name of the exception `raised`, `schedule` and `rows` (thread, file, first and
    last line, source, words); `place` is the file and line in which it went wrong, and `loop` the
    file, line and turns of one that may never end.
    """
    told = rows_of(verdict)
    raised = [event.value for event in verdict.events if event.operation == "raise"]
    data = {
        "message": verdict.run.message if verdict.run else verdict.message,
        "raised": raised[-1] if raised else "", "schedule": verdict.schedule,
        "rows": told, "place": list(verdict.run.place if verdict.run else ("", 0)),
        "loop": list(verdict.loop),
    }  # fmt: skip
    bundle = {"text/html": _html(verdict, told), "text/plain": str(verdict)}
    front().bundle(bundle, {"threadlab": data})


def rows_of(verdict: Verdict) -> list[list[Any]]:
    """The rows of the story: [thread, file, line, last line, source, words] each."""
    found = [
        [row.thread, row.file, row.line, row.last, row.source, row.words]
        for row in rows(verdict.events)
    ]
    if len(found) > _MOST_ROWS:
        first, last = _MOST_ROWS // 3, _MOST_ROWS - _MOST_ROWS // 3 - 1
        more = say("story.left_out", count=len(found) - first - last)
        found = [*found[:first], ["", "", 0, 0, "", more], *found[-last:]]
    return found


def _html(verdict: Verdict, told: list[list[Any]]) -> str:
    head = (
        f'<div class="tl-note tl-bad"><b>{escape(say("verdict.failed_head"))}</b> '
        f"{escape(verdict.message)}</div>"
    )
    if verdict.run is None or " " not in verdict.schedule:  # there is no choice to be seen
        return page(head)
    parts = [head]
    if told:
        parts.append(_folded(say("check.story"), _table(told)))
    if len(verdict.events) <= _MOST_STEPS:
        parts.append(_folded(say("check.show"), verdict.player()._repr_html_()))
    return page("".join(parts))


def _folded(summary: str, body: str) -> str:
    return f'<details class="tl-fold"><summary>{escape(summary)}</summary>{body}</details>'


def _table(told: list[list[Any]]) -> str:
    several = len({row[1] for row in told if row[1]}) > 1
    lines = []
    for thread, file, line, last, source, words in told:
        if not thread:
            lines.append(f'<tr><td colspan="4"><i>… {escape(words)} …</i></td></tr>')
            continue
        place = ""
        if line and last > line:
            place = say("story.lines", first=line, last=last)
        elif line:
            place = say("story.line", line=line)
        cell = cell_of(file) if several else ""
        lines.append(
            f"<tr><td><b>{escape(thread)}</b></td><td>{escape(cell + place)}</td>"
            f'<td class="tl-code"><span>{escape(source)}</span></td><td>{escape(words)}</td></tr>'
        )
    return f'<table class="tl-table tl-story"><tbody>{"".join(lines)}</tbody></table>'
