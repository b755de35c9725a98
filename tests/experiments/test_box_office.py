"""Processes that buy tickets: what a lock that all of them share changes, and how it is drawn."""

from __future__ import annotations

from typing import Any

import pytest

from threadlab.experiments.box_office import job
from threadlab.experiments.box_office.bench import box_office_bench
from threadlab.experiments.box_office.result import WAYS, BoxOffice, box_office
from threadlab.words import say


@pytest.mark.parametrize("way", ["lock", "database"])
def test_with_one_lock_for_all_no_seat_is_sold_twice(way: str) -> None:
    found = box_office(4, 3, way, pause=0.02)
    assert sorted(seat for seat, _ in found.sold) == [1, 2, 3]
    assert found.seconds >= 3 * 0.02
    assert "3 tickets sold, each seat once, 0 free." in repr(found)


@pytest.mark.parametrize("way", ["none", "own"])
def test_without_one_a_seat_is_sold_more_than_once(way: str) -> None:
    found = box_office(3, 3, way, pause=0.3)
    assert len(found.sold) == 3 and len({seat for seat, _ in found.sold}) < 3


def test_the_ways_are_the_same_here_and_in_the_workload_and_each_has_a_name() -> None:
    assert WAYS == job.WAYS
    assert len({say(f"box_office.{way}") for way in WAYS}) == 4


def test_who_waits_for_the_lock_and_who_is_sent_away_is_drawn() -> None:
    first = {"buyer": 1, "seat": 1, "asked": 0.0, "got": 0.0, "wrote": 0.1, "left": 0.1}
    second = {"buyer": 2, "seat": 0, "asked": 0.0, "got": 0.1, "wrote": 0.1, "left": 0.1}
    office = BoxOffice(1, "lock", [first, second], 0.1, "a machine")
    assert office.sold == [(1, "1")]
    told = [(event.thread, event.operation) for event in office.events]
    assert told == [
        ("process 1", "start"), ("process 1", "wait"), ("process 1", "acquire"),
        ("process 1", "read"), ("process 1", "sleep"),
        ("process 2", "start"), ("process 2", "wait"),
        ("process 1", "wake"), ("process 1", "write"), ("process 1", "release"),
        ("process 1", "exit"),
        ("process 2", "acquire"), ("process 2", "read"), ("process 2", "release"),
        ("process 2", "exit"),
    ]  # fmt: skip
    html = office._repr_html_()
    assert "process 2: waiting for the lock from 0 s to 0.1 s" in html and "a machine" in html
    assert "One ticket sold, 0 free. Recorded timeline with 2 lanes" in repr(office)


def test_the_panel_begins_with_the_recorded_sale(benches: list[Any]) -> None:
    box_office_bench()
    bench = benches[0]
    assert "5 tickets sold for only one seat, 2 free!" in repr(bench.first)
    values = {name: control.value for name, control in bench.controls.items()}
    assert values == {"buyers": 5, "tickets": 3, "way": "none"}
    assert [value for _, value in bench.controls["way"].options] == list(WAYS)
