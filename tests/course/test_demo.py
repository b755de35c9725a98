"""The whole loop with a class of twelve."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from threadlab.course import demo
from threadlab.grading.classroom.folder import CourseFolder


@pytest.mark.skipif(os.name == "nt", reason="nbgrader has no exchange on Windows")
def test_twelve_students_get_the_marks_they_deserve(project: CourseFolder, tmp_path: Path) -> None:
    course = CourseFolder((tmp_path / "demo").resolve())
    rows = demo.run(project, course, demo.twelve(project), say=lambda words: None)
    text = demo.table(rows)
    assert len(rows) == 12
    assert all(row.as_expected for row in rows), text
    marks = {row.student.id: row.score for row in rows}
    assert marks["ada"] == marks["bo"] == marks["chen"] == 21
    assert marks["jun"] == 0
    assert marks["lea"] == 0
    notes = {row.student.id: row.note for row in rows}
    assert "cut off" in notes.pop("lea") and not any(notes.values())
    assert [row.student.id for row in rows if row.late] == ["chen"]

    with (course.root / "grades.csv").open(newline="") as file:
        exported = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert exported == marks

    for student in marks:
        pages = list((course.root / "students" / student).glob("tickets/feedback/*/tickets.html"))
        assert pages, f"no feedback reached {student}"
    page = (course.root / "feedback" / "goran" / "tickets" / "tickets.html").read_text()
    assert "After a refused refund the office must go on working" in page
    others = {row.student.name for row in rows}
    assert not any(name in page for name in others - {"Goran Petrov"})


def test_a_class_is_drawn_from_all_over_the_known_answers(project: CourseFolder) -> None:
    classes = demo.drawn(project, 30)
    assert [each.assignment for each in classes] == project.assignments()
    for each in classes:
        handed_in = [student.answer for student in each.students]
        right = [answer for answer in handed_in if answer.startswith("right/")]
        assert len(handed_in) == len({student.id for student in each.students}) == 30
        assert len(right) == 10 and len(set(right)) >= 6
        assert len(set(handed_in) - set(right)) == 20
    assert demo.drawn(project, 30) == classes
    assert [len(each.students) for each in demo.drawn(project, 4)] == [4] * len(classes)
