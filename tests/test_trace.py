"""Events, and the pictures made of them."""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from threadlab.errors import ThreadlabError
from threadlab.events import Event
from threadlab.locks import with_held
from threadlab.pictures.arrows import arrows
from threadlab.pictures.axis import StepScale
from threadlab.pictures.lanes import lanes
from threadlab.pictures.picture import Picture
from threadlab.pictures.player import Player
from threadlab.pictures.spans import Hold, Span, holds, spans
from threadlab.pictures.steps import steps_of
from threadlab.pictures.table import TraceTable, trace_table
from threadlab.pictures.waiting import find_cycle, wait_for_graph

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


LOST = [
    Event(0, "main", "start"),
    Event(0, "main", "write", "left", "1", line=1, file="p", source="left = 1"),
    Event(0, "main", "start", "T1", line=7, file="p", source="thread.start()"),
    Event(0, "main", "start", "T2", line=7, file="p", source="thread.start()"),
    Event(0, "T2", "start"),
    Event(0, "T2", "read", "left", "1", line=4, file="p", source="left -= 1"),
    Event(0, "T1", "start"),
    Event(0, "T1", "read", "left", "1", line=4, file="p", source="left -= 1"),
    Event(0, "T2", "write", "left", "0", line=4, file="p", source="left -= 1"),
    Event(0, "T2", "exit"),
    Event(0, "T1", "write", "left", "0", line=4, file="p", source="left -= 1"),
    Event(0, "T1", "exit"),
]


def words_of(table: TraceTable) -> list[list[str]]:
    html = re.sub(r"<style>.*?</style>", "", table._repr_html_(), flags=re.DOTALL)
    rows = ElementTree.fromstring(html).iter("tr")
    return [["".join(cell.itertext()) for cell in row] for row in rows]


def test_the_table_has_a_column_for_each_thread_and_follows_the_variable() -> None:
    assert words_of(trace_table(LOST)) == [
        ["step", "line", "main", "T1", "T2", "left"],
        ["", "before", "", "", "", "1"],
        ["1", "7 thread.start()", "main starts T1", "", "", "1"],
        ["2", "7 thread.start()", "main starts T2", "", "", "1"],
        ["3", "4 left -= 1", "", "", "T2 reads left: 1", "1"],
        ["4", "4 left -= 1", "", "T1 reads left: 1", "", "1"],
        ["5", "4 left -= 1", "", "", "T2 writes left = 0", "0"],
        ["6", "4 left -= 1", "", "T1 writes left = 0", "", "0"],
    ]


def test_a_row_says_where_control_has_moved() -> None:
    moved = [step.moved for step in steps_of(LOST).steps]
    assert moved == [False, False, True, True, True, True]


def test_cells_to_be_predicted_hold_a_question_mark_and_their_answer() -> None:
    rows = words_of(trace_table(LOST, hide=["left", (4, "T1")]))
    assert [row[-1] for row in rows[1:]] == ["1", "", "", "", "", "?0", "?0"]
    assert rows[5][3] == "T1 ?reads left: 1"
    assert rows[4][4] == "T2 reads left: ?1"
    assert "left = 0" not in repr(trace_table(LOST, hide="left"))


def test_what_is_printed_is_predicted_along_with_the_variable() -> None:
    events = [*LOST, Event(0, "main", "print", "", "0", line=9, file="p", source="print(left)")]
    rows = words_of(trace_table(events, hide=["left"]))
    assert rows[-1][2] == "main prints ?0"
    assert "prints ?" in repr(trace_table(events, hide=["left"]))


def test_a_column_that_is_not_there_can_not_be_hidden() -> None:
    with pytest.raises(ThreadlabError, match="no column lfet that could be hidden; it has main"):
        trace_table(LOST, hide=["lfet"])


@pytest.mark.parametrize("count", [2, 12])
def test_the_last_column_has_room_for_the_words_of_all(count: int) -> None:
    name = "a_long_name_of_something"
    threads = [f"T{number}" for number in range(1, count + 1)]
    events = [Event(0, "main", "start", thread) for thread in threads]
    events.append(Event(0, threads[-2], "read", name, "1"))
    html = trace_table(events)._repr_html_()
    width = float(re.search(r'min-width:([\d.]+)em"', html)[1])
    assert 8 < width < 25


def test_who_has_to_wait_at_the_end_is_drawn_waiting() -> None:
    events = [
        Event(0, "main", "start", "T1"),
        Event(0, "T1", "start"),
        Event(0, "T1", "acquire", "a", held=("a",)),
        Event(0, "T1", "wait", "b", held=("a",)),
    ]
    bars = StepScale(events, 100).bars()
    assert [(bar.state, bar.start) for bar in bars if bar.thread == "T1"][-1] == ("waiting", 2)


def test_locks_are_columns_that_name_their_holder() -> None:
    events = [
        Event(0, "main", "start", "T1"),
        Event(0, "T1", "acquire", "gate", held=("gate",)),
        Event(0, "T1", "acquire", "gate", held=("gate", "gate")),
        Event(0, "T1", "release", "gate", held=("gate",)),
        Event(0, "T1", "release", "gate"),
    ]
    assert [step.values["gate"] for step in steps_of(events).steps] == [
        "free", "T1", "T1", "T1", "free",
    ]  # fmt: skip


def test_a_call_shows_what_it_has_made_of_its_container() -> None:
    events = [
        Event(0, "main", "start", "T1"),
        Event(0, "T1", "call", "sold.append", "[3]", "[]"),
    ]
    shown = steps_of(events)
    assert (shown.first, shown.steps[-1].values) == ({"sold": ""} | {"sold": "[]"}, {"sold": "[3]"})


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


def test_the_player_knows_for_each_step_where_every_thread_stands() -> None:
    html = Player(LOST, {"p": "left = 1\n\n\nleft -= 1"})._repr_html_()
    data = json.loads(unescape(re.search('data-tl-player="(.*?)"', html)[1]))  # type: ignore[index]
    assert data[3] == {"main": "0:7", "T1": "0:4", "T2": "0:4", "": "T1"}
    assert html.count("data-step=") == len(data) == 6
    assert "http" not in re.sub(r'"http://www.w3.org/[^"]*"', "", html), "nothing is fetched"


@pytest.mark.parametrize("count", [1, 2, 3, 4, 12])
def test_a_deadlock_of_any_size_is_drawn_with_all_its_threads(count: int) -> None:
    holds = {f"lock {i}": f"T{i}" for i in range(count)}
    waits = {f"T{i}": f"lock {(i + 1) % count}" for i in range(count)} | {"main": "T0"}
    texts = [text.text for text in parse(wait_for_graph(holds, waits)).iter(
        "{http://www.w3.org/2000/svg}text")]  # fmt: skip
    assert {*holds, *waits, "main"} <= set(texts)


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
