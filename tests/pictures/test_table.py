"""Trace tables."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from support.drawn import LOST
from threadlab.errors import ThreadlabError
from threadlab.events import Event
from threadlab.pictures.axis import StepScale
from threadlab.pictures.page import STYLE
from threadlab.pictures.steps import steps_of
from threadlab.pictures.table import TraceTable, trace_table


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
    with pytest.raises(ThreadlabError, match="no column lfet to hide; it has main"):
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


@pytest.mark.parametrize("narrow", [False, True])
def test_the_last_column_is_as_wide_in_small_letters(narrow: bool) -> None:
    size = re.search(r"\.tl-narrow th\.tl-thread\{font-size:(\d+)px", STYLE)
    assert size is not None
    events = [Event(0, "main", "start", "T1"), Event(0, "T1", "read", "locks[source]", "1")]
    html = TraceTable(steps_of(events)).html(narrow=narrow)
    width = float(re.search(r'min-width:([\d.]+)em"', html)[1])  # type: ignore[index]
    pixels = width * (int(size[1]) if narrow else 13)
    assert pixels > 170, "as much as 'T1 reads locks[source]: 1' takes"


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


def test_a_long_table_keeps_its_header() -> None:
    rule = re.search(r"\.tl-table thead th\{([^}]*)\}", STYLE)
    assert rule is not None
    assert "position:sticky" in rule[1] and "background:" in rule[1], "rows pass below it"
