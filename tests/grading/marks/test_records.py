"""The records tell the truth: receipts, penalties, summary, notes and pages follow the facts."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3

import nbformat
import pytest

from support import ordinary
from support.differential.own import cell, notebook, write
from support.graded import Here, exported
from support.project import PROJECT
from support.sandbox import needs_sandbox
from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.folder import CourseFolder
from threadlab.grading.classroom.job import grade
from threadlab.grading.classroom.steps import Steps
from threadlab.grading.classroom.whole_class import grade_class
from threadlab.grading.intake.jobs import make_job
from threadlab.grading.marks.gradebook import Recorder, penalty_of

pytestmark = needs_sandbox
DUE, LATE = "2026-10-05 18:00:00 UTC", "2026-10-06 20:00:00 UTC"
PLUGIN = """
from nbgrader.plugins import BasePlugin
class HalfPoint(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 0.5
"""


def graded(course, name=ordinary.NAME, **given):
    return grade_class(course, name, executor=Here(), **given)


def row_of(report, student):
    return next(row for row in report.rows if row.student == student)


def ada(course, **cells):
    """One submission, late if there is a deadline."""
    path = ordinary.hand_in(course, "ada", ordinary.answered(course, **cells))
    (path.parent / "timestamp.txt").write_text(LATE)
    return path


def set_by_hand(course, text):
    with contextlib.closing(sqlite3.connect(course.gradebook)) as database:
        database.execute(text)
        database.commit()


def configured(course, line):
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write(line + "\n")


def test_no_line_is_written_into_the_bar_for_each_who_is_late(course, monkeypatch):
    application = course.nbgrader()
    told = []
    monkeypatch.setattr(application.log, "handle", told.append)
    application.log.setLevel("INFO")
    assert penalty_of(application)("ada", 3, 60) is None
    assert not told and application.log.level == 20


def test_a_receipt_without_its_marks_in_the_gradebook_is_worth_nothing(course):
    ada(course)
    assert not row_of(graded(course), "ada").before
    assert row_of(graded(course), "ada").before
    with Steps(course).api.gradebook as gradebook:
        gradebook.remove_assignment(ordinary.NAME)
    Steps(course).generate(ordinary.NAME)
    assert not row_of(graded(course), "ada").before
    assert exported(course)["ada"] == 12
    course.gradebook.unlink()
    Steps(course).generate(ordinary.NAME)
    graded(course)
    assert exported(course)["ada"] == 12
    # nor beside other marks than those that it tells of, as from an older copy of the database
    set_by_hand(course, "UPDATE grade SET auto_score = 0")
    graded(course)
    assert exported(course)["ada"] == 12


def test_who_grades_at_the_same_time_enters_the_same_rows(course, assignment, monkeypatch):
    """Between a look and the entry of what is missing another grader has entered it."""
    settings = course.nbgrader().coursedir
    plan = assignment.plans[ordinary.NAME]
    data = nbformat.writes(ordinary.answered(course)).encode()
    result = json.loads(grade(make_job(plan, data, {})))
    given = ("ada", ordinary.NAME, None, {ordinary.NAME: (plan, result)})
    recorders = [Recorder(settings.db_url, settings.course_id) for _ in range(2)]
    looked = []
    before = Recorder._submission

    def submission(self, *of):
        found = before(self, *of)
        if self is recorders[0] and not looked:
            looked.append(self)
            self.session.rollback()  # which gives up its place in the line of writers
            recorders[1].record(*given)
            return None
        return found

    monkeypatch.setattr(Recorder, "_submission", submission)
    try:
        assert recorders[0].record(*given).score == 12
    finally:
        for recorder in recorders:
            recorder.close()
    assert looked and exported(course)["ada"] == 12


def test_a_deadline_that_moves_another_method_and_another_plugin_are_taken_at_the_next_grading(
    course,
):
    ada(course)
    assert row_of(graded(course), "ada").score == 12
    configured(course, "c.LateSubmissionPlugin.penalty_method = 'zero'")
    Steps(course).set_due_date(ordinary.NAME, DUE)
    row = row_of(graded(course), "ada")
    assert (row.before, row.score, row.penalty, row.seconds_late) == (True, 0, 12, 26 * 3600)
    assert exported(course)["ada"] == 0
    Steps(course).set_due_date(ordinary.NAME, "2026-10-07 18:00:00 UTC")
    assert row_of(graded(course), "ada").penalty == 0 and exported(course)["ada"] == 12
    Steps(course).set_due_date(ordinary.NAME, DUE)
    (course.root / "our_plugin.py").write_text(PLUGIN)
    configured(course, "import sys; sys.path.insert(0, str(here))")
    configured(course, "c.AssignLatePenalties.plugin_class = 'our_plugin.HalfPoint'")
    assert row_of(graded(course), "ada").penalty == 0.5 and exported(course)["ada"] == 11.5
    assert row_of(graded(course, force=True), "ada").score == 11.5


def test_a_student_with_an_extension_is_late_by_nbgraders_own_measure(course):
    ada(course)
    configured(course, "c.LateSubmissionPlugin.penalty_method = 'zero'")
    Steps(course).set_due_date(ordinary.NAME, DUE)
    assert row_of(graded(course), "ada").seconds_late == 26 * 3600
    for hours, late in ((25, 3600), (27, 0)):
        with Steps(course).api.gradebook as gradebook:
            gradebook.grant_extension(ordinary.NAME, "ada", hours=hours)
        for force in (False, True):
            row = row_of(graded(course, force=force), "ada")
            assert (row.seconds_late, row.score) == (late, 0 if late else 12)
        with Steps(course).api.gradebook as gradebook:
            submission = gradebook.find_submission(ordinary.NAME, "ada")
            assert (submission.total_seconds_late, submission.score) == (late, 12)
            assert submission.late_submission_penalty == (12 if late else 0)


ANSWER = "### BEGIN SOLUTION\ndef f(x):\n    return x * x\n### END SOLUTION"


@pytest.fixture
def two(tmp_path):
    """A course with two notebooks, handed in too late; a second student has only one of them."""
    root = tmp_path / "course"
    for name in ("one", "two"):
        cells = [cell("f", ANSWER, solution=True), cell("test", "assert f(3) == 9", grade=True),
                 cell("words", "Say why.", solution=True, grade=True)]  # fmt: skip
        cells[2].cell_type = "markdown"
        for key in ("execution_count", "outputs"):
            cells[2].pop(key, None)
        write(root / "source" / "hw" / f"{name}.ipynb", notebook(cells))
    shutil.copy(PROJECT / "nbgrader_config.py", root)
    course = CourseFolder(root.resolve())
    configured(course, "c.LateSubmissionPlugin.penalty_method = 'zero'")
    Steps(course).generate("hw")
    Steps(course).set_due_date("hw", DUE)
    for student, names in (("ada", ("one", "two")), ("ben", ("one",))):
        for name in names:
            made = nbformat.read(root / "release" / "hw" / f"{name}.ipynb", 4)
            made.cells[0].source = "def f(x):\n    return x * x"
            made.cells[2].source = "Because it is squared."
            write(root / "submitted" / student / "hw" / f"{name}.ipynb", made)
        (root / "submitted" / student / "hw" / "timestamp.txt").write_text(LATE)
    return course


def test_the_penalty_of_two_notebooks_is_charged_once(two):
    row = row_of(graded(two, "hw"), "ada")
    assert (row.score, row.penalty) == (0, 4)
    with Steps(two).api.gradebook as gradebook:
        submission = gradebook.find_submission("hw", "ada")
        assert submission.late_submission_penalty == submission.score == 4


def test_the_summary_has_what_the_gradebook_has(two):
    text = graded(two, "hw").text()
    assert "2 have answers that wait for a person" in text
    assert "2 are late:\n  ada: 1.1 days, 4 points less\n  ben: 1.1 days, 2 points less" in text
    assert "1 has not handed in every notebook:\n  ben: two" in text
    set_by_hand(two, "UPDATE grade SET manual_score = 1, needs_manual_grade = 0 "
                "WHERE auto_score IS NULL")  # fmt: skip
    Steps(two).set_due_date("hw", "2026-10-07 18:00:00 UTC")
    report = graded(two, "hw")
    assert {row.student: row.score for row in report.rows} == exported(two) == {"ada": 6, "ben": 3}
    assert "wait for a person" not in report.text() and "late" not in report.text()
    assert "2 have marks by hand" in report.text()


def test_a_source_that_is_newer_than_its_release_is_refused_with_a_sentence(course):
    ada(course)
    graded(course)
    path = course.root / "source" / ordinary.NAME / f"{ordinary.NAME}.ipynb"
    before = path.read_bytes()
    for change in ("test", "points", "cell"):
        path.write_bytes(before)
        source = nbformat.read(path, 4)
        if change == "test":
            source.cells[2].source += "\nassert squares(2) == [1, 4]"
        elif change == "points":
            source.cells[2].metadata.nbgrader.points = 5
        else:
            marks = source.cells[2].metadata.nbgrader | {"grade_id": "more"}
            more = nbformat.v4.new_code_cell("assert mean([1]) == 1", id="more")
            more.metadata = {"nbgrader": marks}
            source.cells.append(more)
        nbformat.write(source, path)
        with pytest.raises(ThreadlabError, match="newer than its release"):
            graded(course)
    path.write_bytes(before)  # nothing has changed, whatever its time says
    os.utime(path)
    assert row_of(graded(course), "ada").score == 12


def test_locked_cells_that_were_put_back_are_noted(course):
    path = ada(course)
    assert not row_of(graded(course), "ada").notes
    changed = nbformat.read(path, 4)
    test = next(part for part in changed.cells if part.id == "test-squares")
    test.source = "assert True"
    nbformat.write(changed, path)
    notes = row_of(graded(course), "ada").notes
    assert notes == ["Locked cells were changed and have been put back: test-squares."]


def test_a_page_of_feedback_replaces_the_one_before_and_has_nothing_of_the_instructors(course):
    folder = course.root / "source" / ordinary.NAME
    (folder / "secret.csv").write_text("what only graders see\n")
    (folder / "check.py").write_text("SECRET = 1\n")
    ada(course, squares="def squares(n):\n    return []  # a first try")
    graded(course)
    pages = course.root / "feedback" / "ada" / ordinary.NAME
    pages.mkdir(parents=True)
    (pages / "secret.csv").write_text("of an earlier version\n")
    feedback = _command(course)
    feedback()
    first = (pages / f"{ordinary.NAME}.html").read_text()
    assert {path.name for path in pages.iterdir()} == {f"{ordinary.NAME}.html", "timestamp.txt"}
    ada(course)
    graded(course)
    feedback()
    second = (pages / f"{ordinary.NAME}.html").read_text()
    assert "# a first try" in first and "# a first try" not in second


def _command(course):
    """What `nbgrader generate_feedback` does, without --force."""
    from nbgrader.converters import GenerateFeedback

    def feedback():
        coursedir = course.nbgrader().coursedir
        coursedir.assignment_id = ordinary.NAME
        GenerateFeedback(coursedir=coursedir, parent=coursedir.parent or course.nbgrader()).start()

    return feedback
