"""What makes `nbgrader autograde` and formgrader's button grade in the sandbox.

nbgrader converts each submitted notebook twice, to clean it and to run it. `SealedExporter` reads
anything in the first pass, and in the second one grades the submission and writes its marks.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import from_dict
from nbformat.v4 import writes_json
from traitlets import Bool
from traitlets.config import LoggingConfigurable

from threadlab.grading.intake.submissions import Assignment
from threadlab.grading.marks.gradebook import Recorder


class Sealed(LoggingConfigurable):
    """How submissions are run: with `c.Sealed.sandbox = False` it is with the grader's rights."""

    sandbox = Bool(True, help="Whether students' code runs in a sandbox.").tag(config=True)


class SealedExporter(NotebookExporter):
    """nbgrader's way into the grading pipeline: `c.Autograde.exporter_class = SealedExporter`."""

    def from_filename(self, filename: str, resources: Any = None, **_: Any) -> tuple[str, Any]:
        """Return the text of the notebook: empty in the first pass, graded in the second."""
        marks = resources["nbgrader"]
        converter = self.parent
        resources = {**resources, "output_extension": ".ipynb"}
        if converter._sanitizing:
            return _EMPTY, resources
        coursedir = converter.coursedir
        sealed = Sealed(parent=converter).sandbox
        student, name, notebook = marks["student"], marks["assignment"], marks["notebook"]
        assignment = Assignment.load(coursedir, name, sealed=sealed)
        folder = Path(coursedir.format_path(coursedir.submitted_directory, student, name))
        entry = assignment.submission(student, folder)
        from nbgrader.plugins import LateSubmissionPlugin

        from threadlab.grading.classroom.job import grade

        results = {book: (assignment.plans[book], json.loads(grade(job)))
                   for book, job in entry.jobs.items()}  # fmt: skip
        for pair in results.values():
            graded = pair[1]
            for note in (*graded["notes"], *graded["flags"], graded["unreadable"]):
                if note:
                    self.log.warning("%s: %s", student, note)
        for note in entry.notes:
            self.log.warning("%s: %s", student, note)
        plugin = LateSubmissionPlugin(parent=converter)
        recorder = Recorder(
            coursedir.db_url, coursedir.course_id, plugin.late_submission_penalty, self.log.warning
        )
        try:
            recorder.record(student, name, entry.handed_in, results)
        finally:
            recorder.close()
        if notebook not in results:  # one more than the assignment has
            self.log.warning("%s: %s.ipynb is no part of '%s'.", student, notebook, name)
            return _EMPTY, resources
        return writes_json(from_dict(results[notebook][1]["notebook"])), resources


_EMPTY = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
