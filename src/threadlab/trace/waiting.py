"""The wait-for graph: which thread holds which lock and which one it waits for."""

from __future__ import annotations

from collections.abc import Mapping

from threadlab.trace.picture import BLUE, GREY, ORANGE, RED, Picture, box, text
from threadlab.words import say

WIDTH = 500
COLUMNS = {"thread": 20.0, "lock": 360.0}
BOX = (120.0, 34.0)
ROW = 100.0


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
    """Draw threads on the left, locks on the right, an arrow for each "holds" and "waits for".

    A circle of threads that wait for each other, a deadlock, is drawn red and named in words.
    """
    threads = sorted({*holds.values(), *waits})
    locks = sorted({*holds, *waits.values()})
    cycle = find_cycle(holds, waits)
    spots = {name: (COLUMNS["thread"], 30 + i * ROW) for i, name in enumerate(threads)}
    spots |= {name: (COLUMNS["lock"], 30 + i * ROW) for i, name in enumerate(locks)}
    elements = [
        '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" '
        'markerHeight="8" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" '
        'fill="context-stroke"/></marker></defs>'
    ]
    for lock, thread in sorted(holds.items()):
        color = RED if thread in cycle else GREY
        elements += _arrow(spots[lock], spots[thread], say("waiting.held_by"), color, left=True)
    for thread, lock in sorted(waits.items()):
        color = RED if thread in cycle else ORANGE
        elements += _arrow(spots[thread], spots[lock], say("waiting.waits_for"), color, left=False)
    for name, (x, y) in spots.items():
        round_ends = 17 if name in threads else 3
        elements.append(box(x, y, *BOX, fill=BLUE, opacity=0.2, stroke=BLUE, radius=round_ends))
        elements.append(text(x + BOX[0] / 2, y + 22, name, anchor="middle"))
    names = " → ".join([*cycle, cycle[0]]) if cycle else ""
    note = say("waiting.deadlock", cycle=names) if cycle else say("waiting.no_cycle")
    height = 30 + ROW * (max(len(threads), len(locks)) - 1) + BOX[1] + 20
    return Picture(WIDTH, height, tuple(elements), say("waiting.describe"), note)


def _arrow(
    start: tuple[float, float], end: tuple[float, float], words: str, color: str, *, left: bool
) -> list[str]:
    """An arrow between the facing sides of two boxes, its words beside it."""
    x1 = start[0] if left else start[0] + BOX[0]
    x2 = end[0] + BOX[0] if left else end[0]
    shift = -7 if left else 7
    y1, y2 = start[1] + BOX[1] / 2 + shift, end[1] + BOX[1] / 2 + shift
    share = 0.3
    x, y = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
    if y1 == y2:  # beside a level arrow the words stand on the outer side
        label = text(x, y + (-6 if y < 60 else 15), words, anchor="middle", size=12)
    else:  # beside a slanting one they stand in the wide angle, left of it
        label = text(x - 8, y + (13 if y2 > y1 else -5), words, anchor="end", size=12)
    return [
        f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" stroke="{color}" stroke-width="2" fill="none" '
        'marker-end="url(#arrow)"/>',
        label,
    ]
