"""What the summary of a class says of those who could not be graded."""

from __future__ import annotations

import nbformat

from support import ordinary
from support.graded import Here, trick
from support.sandbox import needs_sandbox
from threadlab.grading.classroom.whole_class import Report, grade_class
from threadlab.grading.marks.gradebook import Recorder
from threadlab.grading.marks.rows import Row

pytestmark = needs_sandbox


def test_a_hopeless_submission_has_its_reason_in_the_summary(course, monkeypatch):
    for name in ("ada", "bob", "cyd"):
        trick(course, name)
    record = Recorder.record

    def picky(self, student, assignment, timestamp, results, *seen):
        if student == "cyd" and any(data["marks"] for _, data in results.values()):
            raise ValueError("no such row")
        return record(self, student, assignment, timestamp, results, *seen)

    monkeypatch.setattr(Recorder, "record", picky)
    report = grade_class(course, ordinary.NAME, executor=Here(bob=(None, "It was stopped.")))
    assert {row.student: row.score for row in report.rows} == {"ada": 12, "bob": 0, "cyd": 0}
    text = report.text()
    assert "  bob: It was stopped." in text
    assert "  cyd: Its marks could not be written (ValueError: no such row)." in text
    graded = course.root / "autograded" / "bob" / ordinary.NAME / f"{ordinary.NAME}.ipynb"
    assert [cell.id for cell in nbformat.read(graded, 4).cells if cell.id in ordinary.ANSWERS]


def test_the_summary_can_be_made_of_nothing():
    assert Report("x").text() == "x: 0 graded in 0.0 s."


def test_a_note_that_all_have_is_told_in_one_line():
    rows = [Row(f"s{number}", 1.0, 2.0, notes=["One cell was missing."]) for number in range(40)]
    rows.append(Row("ada", 2.0, 2.0, notes=["A link was left out."]))
    told = Report("x", rows).text().splitlines()
    assert "  s0, s1, s2, s3, s4 and 35 more: One cell was missing." in told
    assert "  ada: A link was left out." in told and len(told) <= 6


def test_one_student_is_told_of_as_one() -> None:
    row = Row("ada", 1, 2, waits=1, manual=1, flags=["odd"], seconds_late=60, missing=["two"])
    said = Report("x", [row, Row("ben", 0, 2, failed="No notebook.")]).text()
    for words in (
        "1 has answers that wait", "1 has marks by hand", "1 has marks that wait", "1 is late:",
        "1 has not handed in", "1 can't be read and has 0 marks:",
    ):  # fmt: skip
        assert words in said
