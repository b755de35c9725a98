"""Curves of supply and demand: what they count, and that they can be read without colours."""

from __future__ import annotations

import threadlab
from threadlab.lab.supply import Supply, draw_supply, supply

LUNCH = """
from queue import Queue
from threading import Thread
from time import perf_counter, sleep

made, taken = [], []

def cook(shelf):
    for plate in range(3):
        sleep(1)
        shelf.put(plate)
        made.append(perf_counter())

def serve(shelf):
    for _ in range(3):
        shelf.get()
        taken.append(perf_counter())
        sleep(2)

def lunch():
    shelf = Queue(1)
    threads = [Thread(target=work, args=(shelf,)) for work in (cook, serve)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return made, taken, 1
"""


def test_the_gap_between_the_curves_is_the_level_of_the_buffer() -> None:
    found = supply([1, 2, 3], [2, 5, 3.5])
    assert found.times == [0.0, 1, 2, 3, 3.5, 5]
    assert found.levels == [0, 1, 1, 2, 1, 0]


def test_an_item_waits_as_long_as_the_curves_are_apart_sideways() -> None:
    assert supply([1, 2], [2, 4]).wait == 1.5
    assert supply([], []).wait == 0


def test_an_item_that_is_taken_before_its_maker_says_so_does_not_make_the_level_negative() -> None:
    assert supply([2], [1]).levels == [0, 0, 0]


def test_a_simulated_lunch_is_drawn_with_its_limit_and_said_in_words() -> None:
    drawn = draw_supply(threadlab.simulate(LUNCH, entry="lunch"))
    assert isinstance(drawn, Supply)
    assert drawn.taken == (1, 3, 5) and max(drawn.levels) == 1
    html = drawn._repr_html_()
    assert "room for 1" in html and "stroke-dasharray" in html
    assert "3 items were made and 3 taken within 5 s; at most 1 were in the buffer" in html


def test_nothing_at_all_can_be_drawn() -> None:
    assert "0 items were made" in supply([], [])._repr_html_()


def test_a_run_that_failed_is_shown_as_it_is() -> None:
    run = threadlab.simulate("def main():\n    return 1 / 0\n")
    assert draw_supply(run) is run
