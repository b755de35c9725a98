"""A ticket office whose buyers are processes: the seats they got, above what they waited for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from threadlab.events import Event
from threadlab.experiments.measurement import measure
from threadlab.lab.seats import seats_above
from threadlab.locks import with_held
from threadlab.pictures.lanes import lanes
from threadlab.pictures.picture import Picture
from threadlab.words import say

WAYS = ("none", "own", "lock", "database")


@dataclass(frozen=True)
class BoxOffice:
    """`sales` of real processes, one for each buyer, as the job "box-office" gives them."""

    tickets: int
    way: str
    sales: Sequence[Mapping[str, Any]]
    seconds: float
    name: str

    @property
    def sold(self) -> list[tuple[int, str]]:
        """Pairs (seat, buyer) of those who got one, seats counted from 1."""
        return [(sale["seat"], str(sale["buyer"])) for sale in self.sales if sale["seat"]]

    @property
    def events(self) -> list[Event]:
        """What the processes did, as a timeline tells it; all begin at 0, in the buyers' order."""
        found = [event for sale in self.sales for event in _events(sale, self.way)]
        return with_held(sorted(found, key=lambda event: event.time))

    def picture(self) -> Picture:
        """Draw the seats above a lane for each process."""
        return seats_above(self.sold, self.tickets, lanes(self.events, axis="time"), self.name)

    def _repr_html_(self) -> str:
        return self.picture()._repr_html_()

    def __repr__(self) -> str:
        return repr(self.picture())


def _events(sale: Mapping[str, Any], way: str) -> list[Event]:
    who = say("box_office.buyer", number=sale["buyer"])
    lock = say(f"box_office.lock_{'database' if way == 'database' else 'door'}")
    locked = way != "none"
    left = say("box_office.left")
    found = [Event(0.0, who, "start")]
    if locked:
        found += [Event(sale["asked"], who, "wait", lock), Event(sale["got"], who, "acquire", lock)]
    found.append(Event(sale["got"], who, "read", left, str(sale["seat"])))
    if sale["seat"]:
        found += [Event(sale["got"], who, "sleep"), Event(sale["wrote"], who, "wake"),
                  Event(sale["wrote"], who, "write", left, str(sale["seat"] - 1))]  # fmt: skip
    if locked:
        found.append(Event(sale["left"], who, "release", lock))
    return [*found, Event(sale["left"], who, "exit")]


def box_office(
    buyers: int = 5, tickets: int = 3, way: str = "none", *, pause: float = 0.1
) -> BoxOffice:
    """Let `buyers` that are real processes buy `tickets`; return who got which seat, and when.

    `way` is "none" (no lock), "own" (each process has a lock of its own), "lock" (one lock, passed
    to all of them) or "database" (SQLite and BEGIN IMMEDIATE). Between look and take each of them
    waits for `pause` seconds.
    """
    found = measure("box-office", buyers=buyers, tickets=tickets, way=way, pause=pause)
    result = found.result
    name = say("measuring.here", build=found.build.name)
    return BoxOffice(tickets, way, result["sales"], result["seconds"], name)
