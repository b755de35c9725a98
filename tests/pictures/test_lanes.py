"""Lanes and spans: the states of each thread in a drawing."""

from __future__ import annotations

from itertools import pairwise

import pytest

from support.drawn import LOST, parse
from threadlab import explore
from threadlab.events import Event
from threadlab.locks import with_held
from threadlab.pictures.arrows import arrows
from threadlab.pictures.axis import StepScale, TimeScale
from threadlab.pictures.lanes import lanes
from threadlab.pictures.spans import Hold, Span, holds, spans

MEETING = [
    Event(0, "A", "start"),
    Event(0, "B", "start"),
    Event(0, "A", "acquire", "lock"),
    Event(0, "B", "wait", "lock"),
    Event(1, "A", "sleep"),
    Event(3, "A", "wake"),
    Event(4, "A", "release", "lock"),
    Event(4, "B", "acquire", "lock"),
    Event(5, "A", "exit"),
    Event(6, "B", "exit"),
]


def test_spans_follow_the_states_of_each_thread() -> None:
    assert spans(MEETING) == [
        Span("A", 0, 1, "running"),
        Span("A", 1, 3, "sleeping"),
        Span("A", 3, 5, "running"),
        Span("B", 0, 4, "waiting", "lock"),
        Span("B", 4, 6, "running"),
    ]


def test_spans_of_one_thread_never_overlap() -> None:
    for one, other in pairwise(spans(MEETING)):
        assert one.thread != other.thread or one.end <= other.start


def test_a_thread_that_never_ends_is_drawn_to_the_last_event() -> None:
    events = [Event(0, "A", "start"), Event(0, "B", "start"), Event(2, "B", "exit")]
    assert Span("A", 0, 2, "running") in spans(events)


def test_lanes_are_well_formed_and_say_in_words_what_they_show() -> None:
    picture = lanes(MEETING, origin="simulated")
    root = parse(picture)
    assert root.get("aria-label") == "Timeline with 2 lanes, simulated, from 0 to 6 s."
    titles = [title.text for title in root.iter("{http://www.w3.org/2000/svg}title")]
    assert "B: waiting for lock from 0 s to 4 s" in titles
    assert "A: asleep from 1 s to 3 s" in titles


def test_names_of_threads_cannot_break_the_drawing() -> None:
    parse(lanes([Event(0, "<b>&\"'", "start"), Event(1, "<b>&\"'", "exit")]))
    parse(lanes([Event(0, "x" * 500, "start"), Event(1, "x" * 500, "exit")]))


def test_lanes_of_nothing_and_of_very_many() -> None:
    parse(lanes([]))
    crowd = [event for number in range(200) for event in
             (Event(0, f"t{number}", "start"), Event(1, f"t{number}", "exit"))]  # fmt: skip
    picture = lanes(crowd)
    assert "… and 177 more threads" in picture.svg()
    assert picture.height < 800


def test_a_picture_takes_its_text_colour_from_the_page() -> None:
    svg = lanes(MEETING).svg()
    assert 'fill="currentColor"' in svg
    assert "black" not in svg and "#000" not in svg


def test_two_pictures_on_a_page_do_not_share_ids() -> None:
    one, other = lanes(MEETING), lanes(MEETING, until=10)
    ids = [element.get("id") for each in (one, other) for element in parse(each).iter()
           if element.get("id")]  # fmt: skip
    assert len(ids) == len(set(ids)) == 2


def test_without_time_lanes_are_drawn_by_steps() -> None:
    picture = lanes(LOST, origin="simulated")
    titles = [title.text for title in parse(picture).iter("{http://www.w3.org/2000/svg}title")]
    assert picture.description == "Timeline with 3 lanes, simulated, from 0 to 6."
    assert "T1: running from 3 to 4" in titles and "T1 could go on from 4 to 5" in titles
    assert titles.count("T1 reads left: 1") == 1


def test_arrows_lead_from_what_let_a_thread_go_on() -> None:
    assert [(each.start, each.end, each.kind) for each in arrows(LOST)] == [
        (3, 4, "start"), (2, 6, "start"),
    ]  # fmt: skip
    assert [(each.start, each.end, each.kind) for each in arrows(MEETING)] == [(6, 7, "release")]
    joined = [Event(0, "main", "start", "T1"), Event(0, "main", "wait", "T1"),
              Event(0, "T1", "start"), Event(1, "T1", "exit"),
              Event(1, "main", "join", "T1")]  # fmt: skip
    assert [(each.start, each.end, each.kind) for each in arrows(joined)] == [
        (0, 2, "start"), (3, 4, "join"),
    ]  # fmt: skip


def test_who_held_which_lock() -> None:
    assert holds(with_held(MEETING)) == [Hold("A", 0, 4, "lock"), Hold("B", 4, 6, "lock")]


LOST_WAKE_UP = """
from threading import Condition, Thread
from time import sleep

bell = Condition()

def hungry():
    sleep({pause})
    with bell:
        bell.wait()

def main():
    thread = Thread(target=hungry)
    thread.start()
    thread.join()
"""


@pytest.mark.parametrize("pause", [0, 0.1])
def test_a_thread_that_waits_for_ever_ends_as_waiting_and_holds_what_it_holds(
    pause: float,
) -> None:
    run = explore(LOST_WAKE_UP.format(pause=pause), entry="main").run
    assert run is not None and run.kind == "deadlock"
    for axis in ("steps", "time"):
        scale = (
            StepScale(run.events, 0) if axis == "steps" else TimeScale(run.events, 0, run.elapsed)
        )
        last = max((bar for bar in scale.bars() if bar.thread == "T1"), key=lambda bar: bar.end)
        assert last.state == "waiting", axis
        assert scale.x(last.end) - scale.x(last.start) >= 11, "it can be seen"
        for hold in holds(scale.events):
            end = scale.x(hold.end, after=not hold.lent)
            assert end <= scale.x(last.start) + 1e-6, "the table says that the lock is free"


def test_a_lock_that_is_never_given_back_is_held_to_the_end() -> None:
    events = [Event(0, "A", "start"), Event(0, "A", "acquire", "lock"), Event(2, "A", "wait", "x")]
    assert holds(with_held(events)) == [Hold("A", 0, 2, "lock")]
