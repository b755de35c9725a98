"""Seats that are sold, in words and drawn."""

from __future__ import annotations

import threadlab
from support.office import OFFICE
from threadlab.lab.seats import draw_sale, seats


def test_seats_say_with_words_and_not_only_with_colours() -> None:
    svg = seats([(3, "A"), (3, "B")], tickets=3).svg()
    assert "×2" in svg and "Seat 3: A, B" in svg and "Seat 1: free" in svg
    assert "2 tickets sold for only one seat, 2 free!" in svg
    assert "2 tickets sold, each seat once, 0 free." in seats([(1, "A"), (2, "B")], 2).svg()


def test_a_sale_is_drawn_as_seats_above_lanes() -> None:
    run = threadlab.simulate(OFFICE)
    picture = draw_sale(run)
    assert picture.description.startswith("5 tickets sold for only one seat, 2 free!")
    assert "Timeline with 6 lanes" in picture.description
    assert picture.height > run.lanes().height
