"""The lanes: a bar for each thread, drawn against time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import Any, Literal

from threadlab.trace.event import Event
from threadlab.trace.picture import BLUE, GREEN, ORANGE, SKY, Picture, box, line, text
from threadlab.trace.spans import Span, spans
from threadlab.words import say

LABELS = 130
WIDTH = 720
TOP = 34
ROW = 24
MOST_ROWS = 24

_LOOK: dict[str, dict[str, Any]] = {
    "busy": {"fill": GREEN},
    "running": {"fill": BLUE},
    "sleeping": {"fill": SKY, "opacity": 0.35, "stroke": SKY},
    "waiting": {"fill": "url(#hatch)", "stroke": ORANGE},
}


def lanes(
    events: Sequence[Event],
    *,
    origin: Literal["simulated", "recorded"] = "recorded",
    until: float | None = None,
) -> Picture:
    """Draw a bar for each thread of `events`, in the order in which they first appear.

    `origin` is written above the picture: virtual time or the clock on the wall. `until` fixes
    the end of the time axis (seconds), so that two pictures can be compared. More than 24 threads
    are not drawn one by one: the first ones are, and a line says how many are left out.
    """
    bars = spans(events)
    threads = list(dict.fromkeys(event.thread for event in events))
    end = until or max((bar.end for bar in bars), default=0) or 1
    shown = threads if len(threads) <= MOST_ROWS else threads[: MOST_ROWS - 1]
    left_out = len(threads) - len(shown)
    scale = (WIDTH - LABELS - 20) / end
    rows = len(shown) + (1 if left_out else 0)
    bottom = TOP + rows * ROW
    elements = [text(LABELS, 14, say(f"lanes.{origin}"), size=12, opacity=0.75)]
    elements += _legend({bar.state for bar in bars}, {event.operation for event in events})
    for tick in _ticks(end):
        x = LABELS + tick * scale
        elements.append(line(x, TOP - 6, x, bottom, opacity=0.15))
        elements.append(text(x, bottom + 16, _seconds(tick), anchor="middle", size=11))
    for row, thread in enumerate(shown):
        y = TOP + row * ROW
        elements.append(text(LABELS - 8, y + 14, _short(thread), anchor="end"))
        elements += [_bar(bar, y, scale) for bar in bars if bar.thread == thread]
        elements += _marks([event for event in events if event.thread == thread], y, scale)
    if left_out:
        y = TOP + len(shown) * ROW
        elements.append(text(LABELS, y + 15, say("lanes.more", count=left_out), opacity=0.75))
    return Picture(WIDTH, bottom + 24, tuple(elements), _describe(bars, threads, origin))


def _bar(bar: Span, y: float, scale: float) -> str:
    x = LABELS + bar.start * scale
    width = max((bar.end - bar.start) * scale, 2)
    title = say(
        f"lanes.{bar.state}_title",
        thread=bar.thread,
        start=_seconds(bar.start),
        end=_seconds(bar.end),
        reason=bar.reason or say("lanes.lock"),
    )
    return box(x, y + 2, width, ROW - 7, title=title, **_LOOK[bar.state])


def _marks(events: Sequence[Event], y: float, scale: float) -> list[str]:
    """A ring for each read, a disc for each write: the dangerous gap lies between the two."""
    marks = []
    for event in events:
        if event.operation in ("read", "write"):
            title = say(
                f"lanes.{event.operation}_title",
                thread=event.thread,
                object=event.object,
                value=event.value,
                time=_seconds(event.time),
            )
            mark = _mark(event.operation, LABELS + event.time * scale, y + 10.5)
            marks.append(mark.replace("/>", f"><title>{escape(title)}</title></circle>"))
    return marks


def _mark(operation: str, x: float, y: float) -> str:
    look = (
        'fill="none" stroke="currentColor" stroke-width="1.8"'
        if operation == "read"
        else 'fill="currentColor"'
    )
    return f'<circle cx="{x:g}" cy="{y:g}" r="4.2" {look}/>'


def _legend(states: set[str], operations: set[str]) -> list[str]:
    """The bars and marks that occur, explained from the right edge leftwards."""
    elements: list[str] = []
    x = float(WIDTH)
    for operation in ("write", "read"):
        if operation in operations:
            words = say(f"lanes.{operation}s")
            x -= 6.6 * len(words) + 24
            elements += [_mark(operation, x + 6, 10), text(x + 17, 14, words, size=12)]
    for state in ("waiting", "sleeping", "running", "busy"):
        if state in states:
            words = say(f"lanes.{state}")
            x -= 6.6 * len(words) + 24
            elements.append(box(x, 4, 12, 12, **_LOOK[state]))
            elements.append(text(x + 17, 14, words, size=12))
    return elements


def _ticks(end: float) -> list[float]:
    """Round numbers from 0 to `end`, five or so."""
    step = 10 ** math.floor(math.log10(end / 2)) if end > 0 else 1.0
    for factor in (1, 2, 5, 10):
        if end / (step * factor) <= 6:
            step *= factor
            break
    return [round(step * i, 10) for i in range(int(end / step + 1e-9) + 1)]


def _seconds(value: float) -> str:
    """`value` in seconds or milliseconds, as a reader would say it."""
    if value == 0 or value >= 0.1:
        return f"{value:.3g} s"
    return f"{value * 1000:.3g} ms"


def _short(name: str) -> str:
    return name if len(name) <= 17 else f"{name[:16]}…"


def _describe(bars: Sequence[Span], threads: Sequence[str], origin: str) -> str:
    end = max((bar.end for bar in bars), default=0)
    return say(f"lanes.describe_{origin}", count=len(threads), end=_seconds(end))
