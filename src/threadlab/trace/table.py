"""The trace table: a row for each step, a column for each thread, shared variables beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from threadlab.trace.event import Event
from threadlab.words import say

_CELL = "padding:3px 12px;text-align:left;white-space:nowrap"


def trace_table(events: Sequence[Event], shared: Mapping[str, str]) -> str:
    """Return an HTML table of `events`; `shared` are the variables with their first values.

    A line is drawn where control moves from one thread to another; a variable's value is shown
    where it changes, in bold.
    """
    threads = list(dict.fromkeys(event.thread for event in events))
    ordered = sorted(threads)
    values = dict(shared)
    heads = [say("table.step"), *(say("table.thread", name=name) for name in ordered), *values]
    rows = ["".join(f'<th scope="col" style="{_CELL}">{escape(head)}</th>' for head in heads)]
    start = ["", *("" for _ in ordered), *values.values()]
    rows.append("".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in start))
    previous = ""
    for number, event in enumerate(events, start=1):
        switch = "border-top:1px solid currentColor;" if previous not in ("", event.thread) else ""
        words = say(f"table.{event.operation}", object=event.object, value=event.value)
        cells = [str(number), *(words if name == event.thread else "" for name in ordered)]
        row = "".join(f'<td style="{switch}{_CELL}">{escape(cell)}</td>' for cell in cells)
        for name in values:
            changes = event.operation == "write" and event.object == name
            if changes:
                values[name] = event.value
            weight = "font-weight:700;" if changes else "opacity:0.6;"
            row += f'<td style="{switch}{weight}{_CELL}">{escape(values[name])}</td>'
        rows.append(row)
        previous = event.thread
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return (
        '<div style="overflow-x:auto"><table style="border-collapse:collapse;margin:6px 0">\n'
        f"{body}\n</table></div>"
    )
