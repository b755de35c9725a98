"""The wait-for graph: which thread holds which lock and which one it waits for."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from threadlab.pictures.picture import BLUE, GREY, ORANGE, RED, Picture, arrow, box, text
from threadlab.words import say

WIDTH = 640.0
BOX = (104.0, 32.0)
SMALL = (58.0, 26.0)
ROW = 46.0
MOST_ROWS = 12


def find_cycle(holds: Mapping[str, str], waits: Mapping[str, str]) -> list[str]:
    """Return the threads that wait for each other in a circle, or an empty list.

    `holds` says which thread owns a lock ({lock: thread}), `waits` which lock a thread waits for
    ({thread: lock}). A thread waits for one lock at most and a lock has one owner, so the circle
    is found by following the arrows from each thread.
    """
    for first in waits:
        path: list[str] = []
        thread: str | None = first
        while thread is not None and thread not in path:
            path.append(thread)
            thread = holds.get(waits.get(thread, ""))
        if thread is not None:
            return path[path.index(thread) :]
    return []


def wait_for_graph(holds: Mapping[str, str], waits: Mapping[str, str]) -> Picture:
    """Draw threads with round ends, locks with square ones, and arrows from who waits to who owns.

    A circle of threads that wait for each other, a deadlock, is drawn as one, red, and named in
    words; whoever waits besides stands below, a row each, and so do locks that nobody waits for.
    """
    cycle = find_cycle(holds, waits)
    elements, top = _circle(cycle, waits) if cycle else ([], 8.0)
    rows = [
        (thread, thing, holds.get(thing, ""))
        for thread, thing in sorted(waits.items())
        if thread not in cycle
    ]
    wanted = set(waits.values())
    rows += [("", lock, owner) for lock, owner in sorted(holds.items()) if lock not in wanted]
    for row in rows[:MOST_ROWS]:
        elements += _row(row, top)
        top += ROW
    if len(rows) > MOST_ROWS:
        more = say("waiting.more", count=len(rows) - MOST_ROWS)
        elements.append(text(20, top + 14, more, opacity=0.75))
        top += ROW / 2
    names = " → ".join([*cycle, cycle[0]]) if cycle else ""
    unheld = next(((thread, thing) for thread, thing, owner in rows if thread and not owner), None)
    if cycle:
        note = say("waiting.deadlock", cycle=names)
    elif unheld is not None:
        note = say("waiting.unheld", thread=unheld[0], thing=unheld[1])
    else:
        note = say("waiting.no_cycle")
    return Picture(WIDTH, top + 4, tuple(elements), say("waiting.describe"), note)


def _circle(cycle: Sequence[str], waits: Mapping[str, str]) -> tuple[list[str], float]:
    """The threads of a deadlock and their locks in turn, round an ellipse."""
    size = BOX if len(cycle) <= 4 else SMALL
    nodes = [node for thread in cycle for node in ((thread, True), (waits[thread], False))]
    count = len(nodes)
    across = (WIDTH - size[0]) / 2 - 6
    down = max(54.0, 24.0 * count - 20 if count <= 8 else 9.5 * count)
    middle = (WIDTH / 2, down + size[1] / 2 + 8)
    spots = []
    for i in range(count):
        turn = 2 * math.pi * i / count - math.pi
        spots.append((middle[0] + across * math.cos(turn), middle[1] + down * math.sin(turn)))
    elements = []
    for i, (_, is_thread) in enumerate(nodes):
        one, other = spots[i], spots[(i + 1) % count]
        words = say("waiting.waits_for" if is_thread else "waiting.held_by")
        elements += _between(one, other, size, words if count <= 8 else "", middle)
    for (name, is_thread), (x, y) in zip(nodes, spots, strict=True):
        elements += _node(name, x - size[0] / 2, y - size[1] / 2, size, is_thread, RED)
    return elements, middle[1] + down + size[1] / 2 + 14


def _between(
    one: tuple[float, float],
    other: tuple[float, float],
    size: tuple[float, float],
    words: str,
    middle: tuple[float, float],
) -> list[str]:
    """A red arrow from the edge of one box to that of another, with words on its outer side."""
    x1, y1 = _edge(one, other, size)
    x2, y2 = _edge(other, one, size)
    if (
        one[1] == other[1] == middle[1]
    ):  # a thread and its own lock: two arrows, one above the other
        shift = -7 if one[0] < other[0] else 7
        y1, y2, middle = y1 + shift, y2 + shift, (middle[0], middle[1] - shift)
    elements = [arrow(x1, y1, x2, y2, color=RED, width=2)]
    if words:
        x, y = (x1 + x2) / 2, (y1 + y2) / 2
        level = abs(y2 - y1) < 1
        anchor = "middle" if level else "end" if x < middle[0] else "start"
        away = -8 if x < middle[0] else 8
        down = 17 if y > middle[1] else -8 if level else -4
        elements.append(text(x + (0 if level else away), y + down, words, anchor=anchor, size=12))
    return elements


def _edge(
    one: tuple[float, float], other: tuple[float, float], size: tuple[float, float]
) -> tuple[float, float]:
    """Where the line from the middle of a box to another point leaves the box."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    share = min(
        (size[0] / 2 + 2) / abs(dx) if dx else math.inf,
        (size[1] / 2 + 2) / abs(dy) if dy else math.inf,
    )
    return one[0] + dx * share, one[1] + dy * share


def _row(row: tuple[str, str, str], top: float) -> list[str]:
    """One thread, what it waits for and who has that, from left to right."""
    thread, thing, owner = row
    places = (20.0, 250.0, 480.0)
    elements: list[str] = []
    y = top + BOX[1] / 2
    if thread:
        elements += _node(thread, places[0], top, BOX, True, BLUE)
        elements += _labelled(places[0] + BOX[0], places[1], y, "waiting.waits_for", ORANGE)
    elements += _node(thing, places[1], top, (BOX[0] + 16, BOX[1]), False, BLUE)
    if owner:
        elements += _labelled(places[1] + BOX[0] + 16, places[2], y, "waiting.held_by", GREY)
        elements += _node(owner, places[2], top, BOX, True, BLUE)
    return elements


def _labelled(x1: float, x2: float, y: float, key: str, color: str) -> list[str]:
    words = text((x1 + x2) / 2, y - 6, say(key), anchor="middle", size=12)
    return [arrow(x1 + 3, y, x2 - 3, y, color=color, width=2), words]


def _node(
    name: str, x: float, y: float, size: tuple[float, float], is_thread: bool, color: str
) -> list[str]:
    ends = size[1] / 2 if is_thread else 3
    most = int((size[0] - 8) / 7)
    shown = name if len(name) <= most else f"{name[: most - 5]}…{name[-4:]}"  # forks[11]: fo…[11]
    return [
        box(x, y, *size, fill=color, opacity=0.16, stroke=color, radius=ends, title=name),
        text(x + size[0] / 2, y + size[1] / 2 + 5, shown, anchor="middle"),
    ]
