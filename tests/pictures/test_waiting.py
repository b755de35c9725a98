"""Who waits for whom: circles and graphs."""

from __future__ import annotations

from support.drawn import parse
from threadlab.pictures.waiting import find_cycle, wait_for_graph


def test_a_circle_of_waiting_threads_is_found() -> None:
    assert find_cycle({"x": "A", "y": "B"}, {"A": "y", "B": "x"}) == ["A", "B"]
    assert find_cycle({"x": "A", "y": "B", "z": "C"}, {"A": "y", "B": "z", "C": "x"}) == list("ABC")
    assert find_cycle({"x": "A"}, {"A": "x"}) == ["A"], "a thread can wait for itself"


def test_waiting_in_a_row_is_no_circle() -> None:
    assert find_cycle({"x": "A", "y": "B"}, {"B": "x", "C": "y"}) == []
    assert find_cycle({}, {"A": "x"}) == []


def test_a_circle_behind_a_queue_names_only_its_own_threads() -> None:
    assert find_cycle({"x": "A", "y": "B"}, {"C": "x", "A": "y", "B": "x"}) == ["A", "B"]


def test_the_wait_for_graph_says_in_words_whether_it_is_a_deadlock() -> None:
    stuck = wait_for_graph({"x": "A", "y": "B"}, {"A": "y", "B": "x"})
    parse(stuck)
    assert "A → B → A" in stuck.note
    assert "No circle:" in wait_for_graph({"x": "A"}, {"B": "x"}).note
    waiting = wait_for_graph({"yard": "B"}, {"A": "yard", "B": "parcels"})
    assert "B waits for parcels, which nobody holds" in waiting.note
