"""A check and its twin, rewritten once for both, are explored as each of them is by itself."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from typing import Any

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell

from support.project import PROJECT
from threadlab.explorer.source import cells
from threadlab.explorer.source.cell_program import source_of, text_of_cell
from threadlab.explorer.source.rewritten import prepared, received
from threadlab.grading.inside import checking, preparing
from threadlab.grading.judging.decoys import with_decoy

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


def assignments() -> list[str]:
    return sorted(path.name for path in (PROJECT / "source").iterdir() if path.is_dir())


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
