"""Buyers × tickets × lock, measured and drawn."""

from __future__ import annotations

from threadlab.experiments.bench import Bench
from threadlab.experiments.box_office.result import WAYS, BoxOffice, box_office
from threadlab.experiments.recorded import recorded
from threadlab.lab.panel import choice, slider
from threadlab.words import say


def box_office_bench() -> None:
    """Chapter 02: buyers × tickets, with and without a lock that all of them share."""
    first = recorded("box-office")[0]
    name = say("measuring.recorded", build=first["name"])
    Bench(
        box_office,
        BoxOffice(first["tickets"], first["way"], first["sales"], first["seconds"], name),
        buyers=slider(say("box_office.buyers"), len(first["sales"]), 1, 12),
        tickets=slider(say("box_office.tickets"), first["tickets"], 1, 20),
        way=choice(say("box_office.way"), [(say(f"box_office.{way}"), way) for way in WAYS]),
    ).show()
