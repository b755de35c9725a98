"""The seats of the ticket office: who has which, and which were sold more than once."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from threadlab.lab.office import Rule, Sale, play, sell
from threadlab.trace.lanes import lanes
from threadlab.trace.picture import GREEN, GREY, RED, Picture, box, text
from threadlab.trace.table import trace_table
from threadlab.words import say

WIDTH = 720
SEAT = 58
GAP = 8
TOP = 36


def draw_sale(sale: Sale) -> Picture:
    """Draw a box for each seat with the buyers who were given it, above the lanes of the buyers.

    A seat sold once is green, one sold more often is red with a "×" and its number of buyers, an
    unsold one is grey: colour never says anything alone.
    """
    holders: dict[int, list[str]] = {seat: [] for seat in range(1, sale.tickets + 1)}
    for seat, buyer in sale.sold:
        holders.setdefault(seat, []).append(buyer)
    columns = WIDTH // (SEAT + GAP)
    elements = [text(0, 16, verdict(sale), size=15, weight="600")]
    for index, seat in enumerate(sorted(holders)):
        x = (index % columns) * (SEAT + GAP) + 1
        y = TOP + (index // columns) * (SEAT + GAP)
        elements += _seat(x, y, seat, holders[seat])
    rows = (len(holders) - 1) // columns + 1
    top = TOP + rows * (SEAT + GAP) + 8
    below = lanes(sale.events, origin="simulated")
    elements.append(f'<g transform="translate(0 {top:g})">' + "\n".join(below.elements) + "</g>")
    return Picture(WIDTH, top + below.height, tuple(elements), verdict(sale))


def sale(buyers: int, tickets: int, rule: Rule = "none") -> Picture:
    """Sell in virtual time and draw it: see `threadlab.lab.office.sell` and `draw_sale`."""
    return draw_sale(sell(buyers, tickets, rule))


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


def verdict(sale: Sale, steps: bool = False) -> str:
    """Say in one sentence how the sale went; without times if it was played in `steps`."""
    key = "right" if sale.is_right else "twice" if sale.sold_twice else "wrong"
    seats_sold = len({seat for seat, _ in sale.sold})
    return say(
        f"seats.{'steps_' if steps else ''}{key}",
        buyers=sale.buyers,
        tickets=sale.tickets,
        sold=len(sale.sold),
        count=seats_sold,
        left=sale.left,
        elapsed=f"{sale.elapsed:.3g}",
    )


@dataclass(frozen=True)
class SaleTable:
    """A sale that was played along a schedule, as its trace table with the verdict above."""

    sale: Sale

    @property
    def sold(self) -> list[tuple[int, str]]:
        """The pairs (seat, buyer) in the order of sale."""
        return list(self.sale.sold)

    @property
    def sold_twice(self) -> bool:
        """Whether any seat has more than one buyer."""
        return bool(self.sale.sold_twice)

    def _repr_html_(self) -> str:
        table = trace_table(self.sale.events)._repr_html_()
        return f"<div><strong>{escape(verdict(self.sale, steps=True))}</strong>{table}</div>"

    def __repr__(self) -> str:
        return verdict(self.sale, steps=True)


def schedule(letters: str, tickets: int = 1, rule: Rule = "none") -> SaleTable:
    """Play the ticket office along a schedule, such as "ABAB", and show what happened.

    See `threadlab.lab.office.play` for the rules and the errors.
    """
    return SaleTable(play(letters, tickets, rule))
