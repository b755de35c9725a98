"""Homework in a page: which cells are answers, and a test says what it says in the lab."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from support.project import ANSWERS, PROJECT
from threadlab.grading.classroom.answers import Answer
from threadlab.web.desk import Desk
from threadlab.web.homework import Cell, cells_of

RELEASED = sorted((PROJECT / "release").glob("*/*.ipynb"))
TRIED = ["right/with_lock", "wrong/results_in_the_order_of_the_end", "wrong/no_lock"]


def notebook(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def named(assignment: str) -> dict[str, Cell]:
    path = PROJECT / "release" / assignment / f"{assignment}.ipynb"
    return {cell.id: cell for cell in cells_of(notebook(path))}


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_each_visible_check_can_be_tried_and_knows_its_answers(path: Path) -> None:
    found = cells_of(notebook(path))
    checks = [cell for cell in found if cell.role == "test" and cell.source.startswith("%%check")]
    assert all(cell.live and cell.answers for cell in checks)
    answers = {cell.id for cell in found if cell.role in ("answer", "words")}
    assert answers >= {name for cell in found for name in cell.answers}
    assert not any(cell.live for cell in found if cell.role != "test")


@pytest.mark.parametrize(
    ("assignment", "cell", "why"),
    [
        ("tcp-server", "check-serve", "sockets"),
        ("tcp-server", "check-messages", "processes"),
        ("queues", "check-depot", "processes"),
        ("daemon-and-join", "check-careful", "processes"),
        ("gil-timing", "check-laws", ""),
        ("tickets", "check-schedule", ""),
        ("concurrency-review", "check-schedules", ""),
        ("atm", "check-recompute", ""),
    ],
)
def test_test_that_needs_a_machine_says_why(assignment: str, cell: str, why: str) -> None:
    found = named(assignment)[cell]
    assert (found.live, found.why) == (not why, why)


def test_hidden_tests_are_not_tried() -> None:
    assert named("tickets")["check-office-hidden"].role == "hidden"


@pytest.mark.parametrize("name", TRIED)
def test_visible_tests_fail_in_a_page_as_they_do_in_the_lab(desk: Desk, name: str) -> None:
    answer = Answer.read(ANSWERS / "tickets" / f"{name}.py")
    found = [*named("tickets").values()]
    sources = {cell.id: answer.cells.get(cell.id, cell.source) for cell in found}
    failed, tried = set(), set()
    for place, cell in enumerate(found):
        if not cell.live:
            continue
        earlier = [sources[each.id] for each in found[:place] if each.role in ("given", "answer")]
        said = json.loads(desk.ask("check", json.dumps([earlier, cell.source])))
        tried.add(cell.id)
        if not said["passed"]:
            failed.add(cell.id)
            assert any("html" in output for output in said["outputs"])
            assert "error" not in said  # the story has said it
    assert len(tried) == 8
    assert failed == answer.fails & tried


def test_test_that_would_need_processes_with_this_answer_is_not_run(desk: Desk) -> None:
    answer = (
        "from concurrent.futures import ProcessPoolExecutor\n\ndef squares():\n"
        "    with ProcessPoolExecutor() as pool:\n        return list(pool.map(abs, [1]))\n"
    )
    said = json.loads(desk.ask("check", json.dumps([[answer], "assert squares() == [1]"])))
    assert (said["passed"], said["why"], said["outputs"]) == (False, "processes", [])


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_released_notebook_is_written_by_a_browser_as_it_is(path: Path) -> None:
    """A browser's JSON is Python's with an indent of one, but for numbers such as 1.0."""
    text = path.read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), indent=1, ensure_ascii=False) + "\n"
    numbers = [value for value in _values(json.loads(text)) if isinstance(value, float)]
    assert not [value for value in numbers if value.is_integer()]
    nbformat.validate(nbformat.reads(text, 4))


def _values(data: Any) -> Iterator[Any]:
    if isinstance(data, dict):
        for value in data.values():
            yield from _values(value)
    elif isinstance(data, list):
        for value in data:
            yield from _values(value)
    else:
        yield data
