"""Which cells of a notebook belong to which task."""

from __future__ import annotations

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from support.project import PROJECT
from threadlab.homework.tasks import Cell, heading_of, settings_of, tasks_of

RELEASES = sorted((PROJECT / "release").glob("*/*.ipynb"))


def answer(name: str, source: str = "raise NotImplementedError()") -> Cell:
    return new_code_cell(source, metadata={"nbgrader": {"grade_id": name, "solution": True}})


def asked(name: str, points: float = 1) -> Cell:
    known = {"grade_id": name, "grade": True, "locked": True, "points": points}
    return new_code_cell("assert f()", metadata={"nbgrader": known})


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_every_graded_cell_of_the_homework_is_in_one_task(path: object) -> None:
    cells = nbformat.read(path, 4).cells
    graded = [
        settings_of(cell)["grade_id"]
        for cell in cells
        if settings_of(cell).get("grade") or settings_of(cell).get("task")
    ]
    tasks = tasks_of(cells)
    assert [cell.name for task in tasks for cell in task.graded] == graded
    titles = [task.title for task in tasks]
    assert all(titles) and len(set(titles)) == len(titles)
    assert not any("point" in title or "*" in title or "`" in title for title in titles)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("## 1 · Warm-up (3 points)\n\nWrite it.", "1 · Warm-up"),
        ("Text first.\n\n### `drain` and *others* (1 point) ##", "drain and others"),
        ("## snake_case and __dunder__", "snake_case and __dunder__"),
        ("```\n# a comment\n```\nno heading", ""),
        ("#no heading", ""),
        ("   ## Indented (2.5 points)", "Indented"),
    ],
)
def test_a_heading_is_a_title_without_its_points(text: str, heading: str) -> None:
    assert heading_of(new_markdown_cell(text)) == heading


def test_a_task_without_a_heading_is_named_after_its_answer() -> None:
    (task,) = tasks_of([new_markdown_cell("# Homework"), answer("drain"), asked("t", 2)])
    assert (task.title, task.points, task.answers) == ("drain", 2, (1,))


def test_tests_below_one_heading_are_one_task() -> None:
    cells = [
        new_markdown_cell("# Homework"), new_markdown_cell("## A"), answer("a"), asked("t1"),
        asked("t2", 0.5), new_markdown_cell("no heading"), asked("t3"), new_markdown_cell("## B"),
        answer("b"), asked("t4"),
    ]  # fmt: skip
    assert [(task.title, task.points) for task in tasks_of(cells)] == [("A", 2.5), ("B", 1)]


def test_tests_below_headings_of_their_own_are_those_of_the_answer_before_them() -> None:
    cells = [
        new_markdown_cell("# Homework"), new_markdown_cell("## A"), answer("a"), asked("t1"),
        new_markdown_cell("## Tasks B and C"), answer("b"), new_markdown_cell("## Tests of B"),
        asked("t2"), new_markdown_cell("## Tests of C"), asked("t3"), new_markdown_cell("## D"),
        answer("d"), asked("t4"), new_markdown_cell("## A quiz"), asked("t5"),
    ]  # fmt: skip
    found = {task.title: task.answers for task in tasks_of(cells)}
    assert found == {
        "A": (2,), "Tests of B": (5,), "Tests of C": (5,), "D": (11,), "A quiz": ()
    }  # fmt: skip


def test_a_test_that_was_copied_counts_once() -> None:
    cells = [
        new_markdown_cell("# Homework"), new_markdown_cell("## A"), answer("a"), asked("t1"),
        asked("t1"), new_markdown_cell("## B"), answer("b"), asked("t2"), asked("t1"),
    ]  # fmt: skip
    found = [(task.title, task.points, task.graded[0].place) for task in tasks_of(cells)]
    assert found == [("A", 1, 3), ("B", 1, 7)]


def test_an_answer_in_prose_is_no_heading() -> None:
    prose = new_markdown_cell("## my own words", metadata={
        "nbgrader": {"grade_id": "p", "grade": True, "solution": True, "points": 4}})  # fmt: skip
    (task,) = tasks_of([new_markdown_cell("# H"), new_markdown_cell("## Explain"), prose])
    assert task.title == "Explain" and not task.graded[0].is_test
