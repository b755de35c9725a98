"""The seats of a ticket office: who has which, and which were sold more than once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from threadlab.lab.runs import Run
from threadlab.pictures.picture import GREEN, GREY, RED, Picture, box, text
from threadlab.words import say

WIDTH = 720
SEAT = 58
GAP = 8
TOP = 30


def seats(sold: Iterable[tuple[int, str]], tickets: int) -> Picture:
    """Draw a box for each of `tickets` seats, with the buyers who were given it.

    `sold` are pairs (seat, buyer), seats counted from 1. A seat sold once is green, one sold more
    often is red with a "×" and its number of buyers, an unsold one is grey: colour never says
    anything alone.
    """
    pairs = list(sold)
    holders: dict[int, list[str]] = {seat: [] for seat in range(1, tickets + 1)}
    for seat, buyer in pairs:
        holders.setdefault(seat, []).append(str(buyer))
    words = verdict(pairs, tickets)
    columns = WIDTH // (SEAT + GAP)
    elements = [text(0, 16, words, size=15, weight="600")]
    for index, seat in enumerate(sorted(holders)):
        x = (index % columns) * (SEAT + GAP) + 1
        y = TOP + (index // columns) * (SEAT + GAP)
        elements += _seat(x, y, seat, holders[seat])
    rows = (len(holders) - 1) // columns + 1
    return Picture(WIDTH, TOP + rows * (SEAT + GAP), tuple(elements), words)


def _seat(x: float, y: float, seat: int, buyers: list[str]) -> list[str]:
    color = {0: GREY, 1: GREEN}.get(len(buyers), RED)
    names = ", ".join(buyers)
    title = say("seats.title", seat=seat, buyers=names or say("seats.nobody"), count=len(buyers))
    elements = [
        box(x, y, SEAT, SEAT, fill=color, opacity=0.18 if buyers else 0.06, stroke=color,
            title=title, radius=6, dashed=not buyers),
        text(x + 6, y + 16, str(seat), size=11, opacity=0.75),
    ]  # fmt: skip
    if len(buyers) == 1:
        elements.append(text(x + SEAT / 2, y + 39, names, anchor="middle", size=16, weight="600"))
    elif buyers:
        elements.append(text(x + SEAT - 6, y + 16, f"×{len(buyers)}", anchor="end", weight="700"))
        shown = names if len(names) <= 9 else f"{', '.join(buyers[:2])} …"
        elements.append(text(x + SEAT / 2, y + 41, shown, anchor="middle", size=13, weight="600"))
    return elements


def verdict(sold: list[tuple[int, str]], tickets: int) -> str:
    """Say in one sentence how the sale went."""
    distinct = {seat for seat, _ in sold}
    key = "twice" if len(distinct) < len(sold) else "right"
    return say(f"seats.{key}", sold=len(sold), count=len(distinct), free=tickets - len(distinct))


def draw_sale(run: Run) -> Picture:
    """Draw the seats of a run whose result is the pair (tickets, sold), above its lanes."""
    result: Any = run.result
    tickets, sold = result
    return seats_above(sold, tickets, run.lanes())


def seats_above(
    sold: Iterable[tuple[int, str]], tickets: int, below: Picture, note: str = ""
) -> Picture:
    """Draw the seats above the picture `below`, with a `note` under both."""
    above = seats(sold, tickets)
    lanes = (
        f'<g transform="translate(0 {above.height + 6:g})">' + "\n".join(below.elements) + "</g>"
    )
    words = f"{above.description} {below.description}"
    width = max(above.width, below.width)
    return Picture(width, above.height + below.height + 6, (*above.elements, lanes), words, note)
