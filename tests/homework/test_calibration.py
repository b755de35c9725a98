"""Every assignment is marked as it should be: its solution, its release, and every known answer.

Runs the same pipeline as `threadlab grade`, sandbox and judge included: some of the right
answers and some of the wrong ones. `threadlab calibrate ASSIGNMENT` tries all, several times.
"""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

from support.project import ANSWERS, PROJECT
from threadlab.grading.classroom.answers import Answer
from threadlab.grading.classroom.calibrate import calibrate
from threadlab.grading.classroom.folder import CourseFolder

COURSE = CourseFolder(PROJECT)
ASSIGNMENTS = COURSE.assignments()
MOST = 5  # right answers to an assignment that are tried here, and as many wrong ones


def answers(assignment: str, kind: str) -> list[Path]:
    return sorted((ANSWERS / assignment / kind).glob("*.py"))


def spread(paths: list[Path]) -> list[Path]:
    """Return at most `MOST` of the paths, from all over the list."""
    return paths[:: -(-len(paths) // MOST)]


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_there_are_enough_answers_of_both_kinds(assignment: str) -> None:
    right, wrong = answers(assignment, "right"), answers(assignment, "wrong")
    assert len(right) >= 6 and len(wrong) >= 12
    assert not any(Answer.read(path).fails for path in right)
    assert all(Answer.read(path).fails for path in wrong)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_guide_says_what_there_is(assignment: str) -> None:
    notebook = nbformat.read(
        COURSE.root / "source" / assignment / f"{assignment}.ipynb", as_version=4
    )
    marks = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
    graded = [each for each in marks if each.get("grade")]
    tasks = sum(bool(re.match(r"## \d+ ·", cell.source)) for cell in notebook.cells)
    most = sum(each.points for each in graded)
    prose = sum(each.points for each in graded if each.solution)
    right, wrong = (len(answers(assignment, kind)) for kind in ("right", "wrong"))
    guide = (PROJECT / "docs" / "instructors.md").read_text(encoding="utf-8")
    row = f"| {tasks} | {most:g} ({prose:g}) | {right}, {wrong} |"
    [line] = [line for line in guide.splitlines() if line.startswith(f"| `{assignment}` |")]
    assert row in line


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_answer_gets_the_marks_that_it_should(assignment: str) -> None:
    chosen = [path for kind in ("right", "wrong") for path in spread(answers(assignment, kind))]
    result = calibrate(COURSE, assignment, times=1, chosen=chosen)
    assert result.wrong == {}, result.text()
