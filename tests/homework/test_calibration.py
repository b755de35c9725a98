"""Every assignment is marked as it should be: its solution, its release, and every known answer.

Runs the same pipeline as `threadlab grade`, sandbox and judge included: some of the right
answers and some of the wrong ones, all of them with SAMPLES=all (support/samples.py).
`threadlab calibrate ASSIGNMENT` tries all several times.
No notebook is graded twice: an answer that is the solution or the release once more is none of
those that are tried here, and what the class of the demo hands in is graded by its own test.
"""

from __future__ import annotations

import ast
import functools
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from support.project import ANSWERS, PROJECT
from support.samples import share
from threadlab.course import demo
from threadlab.grading.classroom.answers import Answer
from threadlab.grading.classroom.calibrate import calibrate
from threadlab.grading.classroom.folder import CourseFolder
from threadlab.grading.classroom.pool import Pool

COURSE = CourseFolder(PROJECT)
ASSIGNMENTS = COURSE.assignments()
MOST = share(3, 1000)  # right answers to each, and as many wrong ones, here or in the demo
HANDED_IN = {
    ANSWERS / each.assignment / f"{student.answer}"
    for each in demo.twelve(COURSE)
    for student in each.students
}


def answers(assignment: str, kind: str) -> list[Path]:
    return sorted((ANSWERS / assignment / kind).glob("*.py"))


def notebook(folder: str, assignment: str) -> Any:
    path = COURSE.root / folder / assignment / f"{assignment}.ipynb"
    return nbformat.read(path, as_version=4)


@functools.cache
def programs(assignment: str) -> dict[str, dict[str, str]]:
    """The code of the answer cells as the solution has it, and as the release does."""
    return {
        folder: {
            cell.id: code(cell.source)
            for cell in notebook(folder, assignment).cells
            if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("solution")
        }
        for folder in ("source", "release")
    }


def filled_in(path: Path) -> dict[str, str]:
    """The code of the answer cells as an answer has it."""
    released = programs(path.parent.parent.name)["release"]
    written = {name: code(text) for name, text in Answer.read(path).cells.items()}
    return {name: written.get(name, text) for name, text in released.items()}


def code(source: str) -> str:
    """A cell's text without comments."""
    try:
        return ast.unparse(ast.parse(source))
    except SyntaxError:
        return re.sub(r"\s*#.*", "", source)


def chosen(assignment: str, kind: str) -> list[Path]:
    """At most `MOST` of the answers, from all over the list, those of the demo's class among them.

    Only the others are returned.
    """
    paths = answers(assignment, kind)
    most = len(paths[:: -(-len(paths) // MOST)]) - len(HANDED_IN.intersection(paths))
    known = programs(assignment).values()
    new = [path for path in paths if path not in HANDED_IN and filled_in(path) not in known]
    most = min(most, len(new))
    return [new[place * len(new) // most] for place in range(most)]


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """Workers for all assignments: each of their sandboxes is begun once."""
    with Pool(os.cpu_count() or 1) as pool:
        yield pool


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_there_are_enough_answers_of_both_kinds(assignment: str) -> None:
    right, wrong = answers(assignment, "right"), answers(assignment, "wrong")
    assert len(right) >= 6 and len(wrong) >= 12
    assert not any(Answer.read(path).fails for path in right)
    assert all(Answer.read(path).fails for path in wrong)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_guide_says_what_there_is(assignment: str) -> None:
    cells = notebook("source", assignment).cells
    marks = [cell.metadata.get("nbgrader", {}) for cell in cells]
    graded = [each for each in marks if each.get("grade")]
    tasks = sum(bool(re.match(r"## \d+ ·", cell.source)) for cell in cells)
    most = sum(each.points for each in graded)
    prose = sum(each.points for each in graded if each.solution)
    right, wrong = (len(answers(assignment, kind)) for kind in ("right", "wrong"))
    guide = (PROJECT / "docs" / "instructors.md").read_text(encoding="utf-8")
    row = f"| {tasks} | {most:g} ({prose:g}) | {right}, {wrong} |"
    [line] = [line for line in guide.splitlines() if line.startswith(f"| `{assignment}` |")]
    assert row in line


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_answer_gets_the_marks_that_it_should(assignment: str, pool: Pool) -> None:
    paths = [path for kind in ("right", "wrong") for path in chosen(assignment, kind)]
    result = calibrate(COURSE, assignment, times=1, chosen=paths, executor=pool)
    assert result.wrong == {}, result.text()
