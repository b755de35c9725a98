"""Every assignment is marked as it should be: its solution, its release, and every known answer.

Runs the same pipeline as `threadlab grade`, sandbox and judge included: all right answers, and a
dozen of the wrong ones. `threadlab calibrate ASSIGNMENT` tries all of them, several times.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import PROJECT

from threadlab.course.answers import Answer
from threadlab.course.folder import CourseFolder
from threadlab.grading.calibrate import calibrate

COURSE = CourseFolder(PROJECT)
ASSIGNMENTS = COURSE.assignments()
MOST = 12  # wrong answers to an assignment that are tried here


def answers(assignment: str, kind: str) -> list[Path]:
    return sorted((PROJECT / "tests" / "answers" / assignment / kind).glob("*.py"))


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_there_are_enough_answers_of_both_kinds(assignment: str) -> None:
    right, wrong = answers(assignment, "right"), answers(assignment, "wrong")
    assert len(right) >= 6 and len(wrong) >= 12
    assert not any(Answer.read(path).fails for path in right)
    assert all(Answer.read(path).fails for path in wrong)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_answer_gets_the_marks_that_it_should(assignment: str) -> None:
    wrong = answers(assignment, "wrong")
    chosen = [*answers(assignment, "right"), *wrong[:: -(-len(wrong) // MOST)]]
    result = calibrate(COURSE, assignment, times=1, chosen=chosen)
    assert result.wrong == {}, result.text()
