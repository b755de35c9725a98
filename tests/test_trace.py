"""Events, and the pictures made of them."""

from __future__ import annotations

import threading
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from threadlab.trace.event import Event
from threadlab.trace.lanes import lanes
from threadlab.trace.picture import Picture
from threadlab.trace.spans import Span, spans
from threadlab.trace.stopwatch import Stopwatch
from threadlab.trace.table import trace_table
from threadlab.trace.waiting import find_cycle, wait_for_graph

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


def parse(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(picture.svg())


def test_lanes_are_well_formed_and_say_in_words_what_they_show() -> None:
    picture = lanes(MEETING, origin="simulated")
    root = parse(picture)
    assert root.get("aria-label") == "Timeline with 2 lanes in virtual time, from 0 to 6 s."
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
    assert picture.height < 700


def test_a_picture_takes_its_text_colour_from_the_page() -> None:
    svg = lanes(MEETING).svg()
    assert 'fill="currentColor"' in svg
    assert "black" not in svg and "#000" not in svg


def test_two_pictures_on_a_page_do_not_share_ids() -> None:
    one, other = lanes(MEETING), lanes(MEETING, until=10)
    ids = [element.get("id") for each in (one, other) for element in parse(each).iter()
           if element.get("id")]  # fmt: skip
    assert len(ids) == len(set(ids)) == 2


def test_the_stopwatch_times_threads() -> None:
    watch = Stopwatch()
    both = threading.Barrier(2)

    def work(name: str) -> None:
        with watch.busy(name):
            both.wait(5)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    one, two = spans(watch.events)
    assert max(one.start, two.start) <= min(one.end, two.end), "they met, so they overlap"
    assert watch.elapsed == max(one.end, two.end) - min(one.start, two.start)
    assert "recorded" in watch._repr_html_()


def test_two_bars_of_one_name_at_the_same_time_get_two_names() -> None:
    watch = Stopwatch()
    with watch.busy("rice"), watch.busy("rice"):
        pass
    with watch.busy("rice"):
        pass
    assert [event.thread for event in watch.events if event.operation == "begin"] == [
        "rice",
        "rice (2)",
        "rice",
    ]


def test_the_stopwatch_notes_the_end_of_a_block_that_fails() -> None:
    watch = Stopwatch()
    with pytest.raises(ValueError), watch.busy("bad"):
        raise ValueError
    assert [event.operation for event in watch.events] == ["begin", "end"]
    assert Stopwatch().elapsed == 0


def test_the_table_has_a_column_for_each_thread_and_follows_the_variable() -> None:
    events = [
        Event(1, "B", "read", "left", "1"),
        Event(2, "A", "read", "left", "1"),
        Event(3, "B", "write", "left", "0"),
    ]
    html = trace_table(events, {"left": "1"})
    rows = [[cell.text or "" for cell in row] for row in ElementTree.fromstring(html)[0]]
    assert rows == [
        ["step", "A", "B", "left"],
        ["", "", "", "1"],
        ["1", "", "reads left: 1", "1"],
        ["2", "reads left: 1", "", "1"],
        ["3", "", "writes left = 0", "0"],
    ]


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
    assert "No circle" in wait_for_graph({"x": "A"}, {"B": "x"}).note
