"""Submissions of the ordinary assignment, and what comes of them in jobs and in the gradebook."""

from __future__ import annotations

import contextlib
import csv
import shutil
import sqlite3
from pathlib import Path
from typing import ClassVar

import nbformat

from support import ordinary
from threadlab.grading.classroom.folder import CourseFolder
from threadlab.grading.classroom.job import grade
from threadlab.grading.classroom.steps import Steps
from threadlab.grading.intake.jobs import make_job
from threadlab.grading.intake.submissions import Assignment


def copied(course: CourseFolder, root: Path) -> CourseFolder:
    shutil.copytree(course.root, root.resolve())
    return CourseFolder(root.resolve())


def loaded(course):
    return Assignment.load(course.nbgrader().coursedir, ordinary.NAME)


def packed(plan, notebook, files=None):
    return make_job(plan, nbformat.writes(notebook).encode(), files or {})


def total(result):
    return sum(mark["score"] for mark in result["marks"].values())


def printed(result):
    """All that the student's cells have printed."""
    return "".join(
        output["text"]
        for cell in result["notebook"]["cells"]
        for output in cell.get("outputs", [])
        if output["output_type"] == "stream"
    )


def trick(course, student, *, stamp="2026-10-05 18:00:00 UTC"):
    """A student's folder with a right answer; what is odd comes on top of it."""
    path = ordinary.hand_in(course, student, ordinary.answered(course))
    (path.parent / "timestamp.txt").write_text(stamp)
    return path


class Here:
    """An executor in this process, for tests that are not about who runs the jobs.

    What it has run it does not run again: the same job gives the same result, whoever runs it
    (test_whole_class.py). `given` are results to give in place of it, by student.
    """

    _results: ClassVar[dict[bytes, bytes]] = {}

    def __init__(self, **given):
        self.given = given

    def results(self, jobs):
        for key, data in jobs:
            if key[0].student in self.given:
                yield key, *self.given[key[0].student]
                continue
            if data not in self._results:
                self._results[data] = grade(data)
            yield key, self._results[data], ""

    def close(self):
        pass


def rows(course):
    """Every row that grading writes, as text."""
    with contextlib.closing(sqlite3.connect(course.gradebook)) as database:
        return {
            table: sorted(map(str, database.execute(f"SELECT * FROM {table}")))
            for table in (
                "submitted_assignment",
                "submitted_notebook",
                "grade",
                "comment",
                "student",
            )
        }


def exported(course):
    path = course.root / "grades.csv"
    Steps(course).export(path)
    with path.open(newline="") as file:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}


def notebooks(course):
    return {
        path.relative_to(course.root).as_posix(): path.read_bytes()
        for path in sorted((course.root / "autograded").glob("*/*/*"))
    }


def pages(course, student):
    """What formgrader and the feedback show of a graded notebook."""
    import nbgrader.server_extensions.formgrader.handlers as handlers
    from nbconvert.exporters import HTMLExporter
    from traitlets.config import Config

    api = Steps(course).api
    config = Config()
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    graded = course.root / "autograded" / student / ordinary.NAME / f"{ordinary.NAME}.ipynb"
    resources = {
        "assignment_id": ordinary.NAME, "notebook_id": ordinary.NAME, "submission_id": "1",
        "index": 0, "total": 1, "base_url": "", "student": student, "last_name": "",
        "first_name": "", "notebook_path": "",
    }  # fmt: skip
    shown, _ = HTMLExporter(config=config).from_filename(str(graded), resources=resources)
    result = api.generate_feedback(ordinary.NAME, student)
    assert result["success"], result["log"]
    feedback = course.root / "feedback" / student / ordinary.NAME / f"{ordinary.NAME}.html"
    return shown, feedback.read_text("utf-8")
