"""A check and its twin, rewritten once for both, are explored as each of them is by itself."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell

from support.project import PROJECT
from threadlab.explorer.model import standard
from threadlab.explorer.source import cells
from threadlab.explorer.source.cell_program import source_of, text_of_cell
from threadlab.explorer.source.rewritten import prepared, received
from threadlab.grading.inside import checking, preparing
from threadlab.grading.judging import reading
from threadlab.grading.judging.decoys import with_decoy
from threadlab.grading.judging.programs import Programs
from threadlab.grading.wire.channel import Gone, Late

CELL = "from threading import Thread\ndef double(n):\n    return 2 * n\nresults = []\n"


@pytest.fixture(autouse=True)
def shell(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(cells, "_own", [InteractiveShell()])
    yield


def orders(before: list[str], line: str, check: str, other: str) -> list[dict[str, Any]]:
    return [
        {"cells": before, "line": line, "body": body, "hidden": False, "seconds": 20}
        for body in (check, other)
    ]


def verdict(order: dict[str, Any]) -> dict[str, Any]:
    found = checking.explored(order, lambda: True)
    return {name: value for name, value in found.items() if name != "work"}


@pytest.mark.parametrize("name", ["tickets", "queues"])
def test_both_come_to_what_they_come_to_by_themselves(name: str) -> None:
    path = PROJECT / "source" / name / f"{name}.ipynb"
    code = [cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    places = [number for number, source in enumerate(code) if source.startswith("%%check")]
    shared = 0
    for number in places[::3]:
        first, _, body = code[number].partition("\n")
        line = first.removeprefix("%%check")
        check, other = with_decoy(body, random.Random(number))
        both = orders(code[:number], line, check, other)
        sent = preparing.programs({**both[0], "other": other})
        shared += len(sent)
        for order, program in zip(both, sent, strict=False):
            rest = {name: value for name, value in order.items() if name not in ("cells", "body")}
            assert verdict({**rest, "program": program}) == verdict(order)
    assert shared >= len(places[::3])


@pytest.mark.parametrize(("check", "other"), [
    ("assert double(1) == 2", "assert double(1) == 3"),
    ("assert [double(1), None] == [2, None]", "assert [double(1), None] == [3, None]"),
    ("x = double(2)\nassert x == 4 == 4", "x = double(2)\nassert x == 4 == 5"),
    ("assert double('a') == 'aa'\n", "assert double('a') == 'aa?'\n"),
    ("assert double(0) is not True and double(0) == 0 and 0 == 0",
     "assert double(0) is not True and double(0) == 0 and 0 == 1"),
])  # fmt: skip
def test_the_twin_fails_and_the_check_does_not(check: str, other: str) -> None:
    both = orders([CELL], "", check, other)
    sent = preparing.programs({**both[0], "other": other})
    found = [checking.explored({"program": each, "line": "", "hidden": True, "seconds": 9},
                               lambda: True)["status"] for each in sent]  # fmt: skip
    assert found == ["proved", "failed"]


@pytest.mark.parametrize(("check", "other"), [
    ("assert double(1) == 2", "assert double(2) == 3"),  # two of them
    ("assert double(1) == 2", "assert double(1) != 2"),
    ("assert double(1) == 2", "assert double(1) < 2 < 3"),
    ("assert [] == []", "assert [] == [None]"),
    ("assert double(1) ==", "assert double(1) =="),
    ("assert double(1) == 2\nreturn", "assert double(1) == 3\nreturn"),
])  # fmt: skip
def test_what_differs_in_more_or_cannot_be_read_is_left_to_the_rooms(
    check: str, other: str
) -> None:
    assert preparing.programs({**orders([CELL], "", check, other)[0], "other": other}) == []


def test_no_code_of_a_program_runs_where_it_is_prepared() -> None:
    told: list[int] = []
    body = "told.append(1)\nassert 1 == 1"
    text = text_of_cell(body, ["from builtins import print\nprint(1 / 0)\n", body], exact=True)
    one, _ = prepared(text, source_of(body.replace("== 1", "== 2")))
    assert not told and received(one).text == text
    assert ast.parse(received(one).text.parts[-1].source)


class Lost:
    """A sandbox whose rooms end as soon as they are asked for something, or answer nonsense."""

    def __init__(self, said: Any) -> None:
        self.said, self.opened, self.closed = said, 0, 0
        self.explored: dict[str, Any] = {"files": {}, "modules": []}

    def open(self, _: Any) -> Lost:
        self.opened += 1
        return self

    def start(self, _: Any) -> tuple[Lost, int]:
        return self, 1

    def send(self, _: Any) -> None: ...

    def receive(self, *_: Any) -> Any:
        if isinstance(self.said, Exception):
            raise self.said
        return self.said

    def close(self) -> None:
        self.closed += 1

    def hold(self) -> None: ...

    def go_on(self) -> None: ...


@pytest.mark.parametrize(
    "said", [Gone(), Late(), [], {}, {"programs": []}, {"programs": [1, 2]}, {"programs": ["a"]}]
)
def test_whatever_becomes_of_the_room_each_check_is_explored(said: Any) -> None:
    lost: Any = Lost(said)
    limits: Any = SimpleNamespace(limits=None)
    programs = Programs(lost, limits, lost)
    asked = {"cells": [], "line": ""}
    for _ in range(2):
        both = programs.orders(asked, "assert 1 == 1", "assert 1 == 2")
        assert both == ({**asked, "body": "assert 1 == 1"}, {**asked, "body": "assert 1 == 2"})
    assert lost.opened == 1  # one that was lost is not begun again
    programs.close()
    assert lost.closed == 1


def test_what_it_says_is_passed_on_and_the_cells_are_not() -> None:
    lost: Any = Lost({"programs": ["one", "two"]})
    limits: Any = SimpleNamespace(limits=None)
    one, two = Programs(lost, limits, lost).orders({"cells": ["x"], "line": ""}, "a", "b")
    assert (one, two) == ({"line": "", "program": "one"}, {"line": "", "program": "two"})


def test_what_a_check_stands_on_is_read_before_any_room_is_open() -> None:
    standard.executed.cache_clear()
    checking.warm()
    known = standard.executed.cache_info().misses
    cell = "from concurrent.futures import ThreadPoolExecutor\nfrom queue import Queue"
    check = (
        "box = Queue()\nwith ThreadPoolExecutor() as pool:\n    pool.submit(box.put, 1)\n"
        "assert box.get() == 1"
    )
    order = {"cells": [cell], "line": "", "body": check, "hidden": False, "seconds": 20}
    assert verdict(order)["status"] == "proved"
    assert standard.executed.cache_info().misses == known


def test_a_statement_that_many_checks_use_is_written_out_once() -> None:
    cell = "def double(n):\n    return 2 * n\ndef half(n):\n    return n / 2\nbox = []\nbox.append(3)\n"
    reading._statement.cache_clear()
    for test in ("double", "half", "double"):
        assert reading.kept([cell], [test]) == reading.kept([cell], [test])
    assert reading.kept([cell], ["double", "box"]) == [
        "def double(n):\n    return 2 * n\nbox = []\nbox.append(3)"
    ]
    assert reading._statement.cache_info().misses == 4
