"""The lanes: a bar for each thread, drawn against time or against steps."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, Literal

from threadlab.events import Event
from threadlab.pictures.arrows import arrows
from threadlab.pictures.axis import Axis, Scale, StepScale, TimeScale
from threadlab.pictures.picture import (
    BLUE,
    GREY,
    ORANGE,
    RED,
    SKY,
    Picture,
    arrow,
    box,
    line,
    text,
)
from threadlab.pictures.spans import Hold, Span, holds
from threadlab.pictures.steps import in_order
from threadlab.words import say

LABELS = 130
TOP = 34
ROW = 28
MOST_ROWS = 24
MOST_ARROWS = 60

_LOOK: dict[str, dict[str, Any]] = {
    "running": {"fill": BLUE},
    "ready": {"fill": GREY, "opacity": 0.25},
    "sleeping": {"fill": SKY, "opacity": 0.35, "stroke": SKY},
    "waiting": {"fill": "url(#hatch)", "stroke": ORANGE},
    "held": {"fill": RED},
}
_MARKS = ("read", "write", "print")


def lanes(
    events: Sequence[Event],
    *,
    origin: Literal["simulated", "recorded"] = "recorded",
    until: float | None = None,
    axis: Axis = "auto",
    player: bool = False,
) -> Picture:
    """Draw a bar for each thread of `events`: running, waiting, sleeping, and the locks it holds.

    `origin` is written above the picture: virtual time or the clock on the wall. `axis` says
    whether the bars are drawn against time or against steps; "auto" takes the steps if no time has
    passed. `until` fixes the end of a time axis (seconds), so that two pictures can be compared.
    More than 24 threads are not drawn one by one: the first ones are, and a line says how many are
    left out. For a `player` the picture has a cursor.
    """
    if axis == "auto":
        axis = "time" if any(event.time > 0 for event in events) or not events else "steps"
    scale: Scale
    scale = TimeScale(events, LABELS, until) if axis == "time" else StepScale(events, LABELS)
    threads = sorted(dict.fromkeys(event.thread for event in events), key=in_order)
    shown = threads if len(threads) <= MOST_ROWS else threads[: MOST_ROWS - 1]
    left_out = len(threads) - len(shown)
    bottom = TOP + (len(shown) + (1 if left_out else 0)) * ROW
    elements = [text(LABELS, 14, say(f"lanes.{origin}_{axis}"), size=12, opacity=0.75)]
    for x, words in scale.ticks():
        elements.append(line(x, TOP - 6, x, bottom, opacity=0.15))
        elements.append(text(x, bottom + 16, words, anchor="middle", size=11))
    if player:
        xs = " ".join(f"{x:g}" for x in scale.cursor())
        mark = line(0, TOP - 10, 0, bottom + 4, opacity=0.9, width=2)
        elements.append(f'<g class="tl-cursor" data-x="{xs}" visibility="hidden">{mark}</g>')
    rows = {thread: TOP + i * ROW for i, thread in enumerate(shown)}
    bars = [bar for bar in scale.bars() if bar.thread in rows]
    held = [hold for hold in holds(scale.events) if hold.thread in rows]
    for thread, y in rows.items():
        elements.append(text(LABELS - 8, y + 15, _short(thread), anchor="end"))
    elements += [_bar(bar, rows[bar.thread], scale) for bar in bars]
    elements += [_held(hold, rows[hold.thread], scale) for hold in held]
    elements += _arrows(events, rows, scale)
    marked = [
        step
        for step in scale.steps
        if step.event.operation in _MARKS[: 3 if axis == "steps" else 2]
        and step.event.thread in rows
    ]
    for step in marked:
        place = scale.place(step.at)
        if place is not None:
            elements.append(_mark(step.event, place, rows[step.event.thread] + 12))
    if left_out:
        y = TOP + len(shown) * ROW
        elements.append(text(LABELS, y + 15, say("lanes.more", count=left_out), opacity=0.75))
    kinds = [*(bar.state for bar in bars), *(["held"] if held else [])]
    kinds += [step.event.operation for step in marked]
    legend, height = _legend(set(kinds), bottom + 30, scale.width)
    description = say(f"lanes.describe_{origin}", count=len(threads), end=scale.length)
    return Picture(scale.width, height, tuple(elements + legend), description)


def _bar(bar: Span, y: float, scale: Scale) -> str:
    x, end = scale.x(bar.start), scale.x(bar.end)
    title = say(
        f"lanes.{bar.state}_title",
        thread=bar.thread,
        start=scale.words(bar.start),
        end=scale.words(bar.end),
        reason=bar.reason or say("lanes.lock"),
    )
    if bar.state == "ready":
        return box(x, y + 10, max(end - x, 2), 4, title=title, radius=0, **_LOOK["ready"])
    return box(x, y + 3, max(end - x, 2), ROW - 10, title=title, **_LOOK[bar.state])


def _held(hold: Hold, y: float, scale: Scale) -> str:
    x, end = scale.x(hold.start), scale.x(hold.end, after=not hold.lent)
    title = say("lanes.held_title", thread=hold.thread, lock=hold.lock)
    return box(x, y + ROW - 6, max(end - x, 2), 3, title=title, radius=1, **_LOOK["held"])


def _arrows(events: Sequence[Event], rows: dict[str, int], scale: Scale) -> list[str]:
    found = []
    for each in arrows(events):
        one, other = events[each.start], events[each.end]
        if one.thread not in rows or other.thread not in rows:
            continue
        start = scale.place(each.start)
        starts = each.kind == "start"
        end = scale.begin(other.thread, each.end) if starts else scale.place(each.end)
        if start is None or end is None:
            continue
        start = min(start + 20, end) if starts else start
        down = rows[other.thread] > rows[one.thread]
        y1 = rows[one.thread] + (ROW - 7 if down else 3)
        y2 = rows[other.thread] + (3 if down else ROW - 7)
        found.append(arrow(start, y1, end, y2, opacity=0.6))
    return found if len(found) <= MOST_ARROWS else []


def _mark(event: Event, x: float, y: float) -> str:
    """A ring for a read, a disc for a write, a diamond for a print, with its words as a title."""
    title = say(
        f"lanes.{event.operation}_title",
        thread=event.thread,
        object=event.object,
        value=event.value or "…",
    )
    return _sign(event.operation, x, y).replace("/>", f"><title>{escape(title)}</title></path>")


def _sign(operation: str, x: float, y: float) -> str:
    if operation == "print":
        return f'<path d="M{x:g} {y - 5:g}l5 5l-5 5l-5 -5z" fill="currentColor"/>'
    look = (
        'fill="none" stroke="currentColor" stroke-width="1.8"'
        if operation == "read"
        else 'fill="currentColor"'
    )
    return f'<path d="M{x - 4.2:g} {y:g}a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0 -8.4 0z" {look}/>'


def _legend(kinds: set[str], y: float, width: float) -> tuple[list[str], float]:
    """The bars and marks that occur, explained in a line or two; and where the picture ends."""
    elements: list[str] = []
    x = float(LABELS)
    for kind in (*_LOOK, *_MARKS):
        if kind not in kinds:
            continue
        words = say(f"lanes.{kind}")
        space = 6.4 * len(words) + 36
        if x + space > width and x > LABELS:
            x, y = float(LABELS), y + 18
        if kind in _MARKS:
            elements.append(_sign(kind, x + 6, y))
        elif kind in ("ready", "held"):
            elements.append(box(x, y - 2, 12, 4, **_LOOK[kind]))
        else:
            elements.append(box(x, y - 6, 12, 12, **_LOOK[kind]))
        elements.append(text(x + 18, y + 4, words, size=12))
        x += space
    return elements, y + (12 if elements else -6)


def _short(name: str) -> str:
    return name if len(name) <= 16 else f"{name[:9]}…{name[-5:]}"
