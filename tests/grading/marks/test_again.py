"""A second submission, a second grading, and marks by hand."""

from __future__ import annotations

import contextlib
import sqlite3

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from support import ordinary
from support.graded import Here, exported
from support.sixteen import WRONG
from threadlab.grading.classroom.whole_class import grade_class


@pytest.fixture
def course(handed_in):
    return handed_in


def test_a_better_submission_and_a_worse_one_replace_the_marks(course):
    grade_class(course, ordinary.NAME, student="s00", executor=Here())
    assert exported(course)["s00"] == 12
    ordinary.hand_in(course, "s00", b"no notebook")
    report = grade_class(course, ordinary.NAME, student="s00", executor=Here())
    assert exported(course)["s00"] == 0 and "not a notebook" in report.rows[0].failed
    ordinary.hand_in(course, "s00", ordinary.answered(course, **WRONG))
    grade_class(course, ordinary.NAME, student="s00", executor=Here())
    assert exported(course)["s00"] == 4


def test_marks_by_hand_survive_a_second_grading_and_ask_for_a_look(course):
    grade_class(course, ordinary.NAME, student="s01", executor=Here())
    with contextlib.closing(sqlite3.connect(course.gradebook)) as database:
        database.execute("UPDATE grade SET manual_score = 1.5 WHERE auto_score = 0")
        database.commit()
    path = course.root / "submitted" / "s01" / ordinary.NAME / f"{ordinary.NAME}.ipynb"
    for text, looks in (("", 0), ("x = 1", 1)):  # where there is something new to see
        notebook = nbformat.read(path, 4)
        notebook.cells += [new_code_cell(text)] if text else []
        nbformat.write(notebook, path)
        grade_class(course, ordinary.NAME, student="s01", force=True, executor=Here())
        assert exported(course)["s01"] == 11.5
        with contextlib.closing(sqlite3.connect(course.gradebook)) as database:
            asked = "SELECT count(*) FROM grade WHERE needs_manual_grade"
            assert database.execute(asked).fetchone() == (looks,)
