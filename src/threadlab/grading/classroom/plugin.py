"""What makes `nbgrader autograde`, its feedback and formgrader's buttons keep to the pipeline.

nbgrader's converters can't be replaced, but their exporters can, and an exporter is made when its
converter starts. So an exporter takes over here what its converter does with a student's folder.
nbgrader converts each submitted notebook twice, to clean it and to run it: `SealedExporter` reads
anything in the first pass, and in the second one grades the submission and writes its marks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import PackageLoader
from nbconvert.exporters import HTMLExporter, NotebookExporter
from nbformat import from_dict
from nbformat.v4 import writes_json
from nbgrader.converters import NbGraderException
from traitlets import Bool
from traitlets.config import LoggingConfigurable

from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.exchange import FETCHED_BY
from threadlab.grading.classroom.folder import CourseFolder
from threadlab.grading.classroom.steps import enter_if_missing
from threadlab.grading.intake.folders import Refused, read
from threadlab.grading.intake.submissions import Assignment, Submission, time_of
from threadlab.grading.judging.authors import refuse_unseen
from threadlab.grading.marks.gradebook import Recorder, penalty_of, write_files
from threadlab.grading.wire.texts import is_student_id, printable
from threadlab.words import say


class Sealed(LoggingConfigurable):
    """How submissions are run: with `c.Sealed.sandbox = False` it is with the grader's rights."""

    sandbox = Bool(True, help="Whether students' code runs in a sandbox.").tag(config=True)


class SealedExporter(NotebookExporter):
    """nbgrader's way into the grading pipeline: `c.Autograde.exporter_class = SealedExporter`."""

    def __init__(self, *given: Any, **named: Any):
        super().__init__(*given, **named)
        converter = self.parent
        converter.init_assignment = self._begin
        converter.coursedir.get_existing_timestamp = lambda folder: time_of(Path(folder))
        for folder in list(converter.assignments):
            if not is_student_id(Path(folder).parent.name):  # it would end the whole class
                self.log.warning(
                    say("grading.no_folder", reason=say("grading.no_student_id"))
                    + f" ({printable(folder)})"
                )
                del converter.assignments[folder]

    def _entry(self, name: str, student: str) -> tuple[Assignment, Submission]:
        converter = self.parent
        coursedir = converter.coursedir
        sealed = Sealed(parent=converter).sandbox
        try:
            assignment = Assignment.load(coursedir, name, sealed=sealed)
            refuse_unseen(list(assignment.plans.values()))
        except ThreadlabError as error:
            raise NbGraderException(str(error)) from None
        folder = Path(coursedir.format_path(coursedir.submitted_directory, student, name))
        return assignment, assignment.submission(student, folder)

    def _begin(self, name: str, student: str) -> None:
        """Lay the files of a submission into its graded folder, as the converter begins with it."""
        coursedir = self.parent.coursedir
        try:
            if said := enter_if_missing(CourseFolder(Path(coursedir.root)), coursedir, name):
                self.log.warning(said)
        except ThreadlabError as error:
            raise NbGraderException(str(error)) from None
        assignment, entry = self._entry(name, student)
        target = assignment.target(student)
        times = {"timestamp.txt": entry.timestamp} if entry.timestamp else {}
        try:
            write_files(target, entry.files | times)
        except OSError as error:  # by a name that this disk does not take
            self.log.warning(say("grading.not_kept", reason=error.strerror))
            write_files(target, assignment.files | times)
        converter = self.parent
        converter.notebooks = [
            book for book in converter.notebooks if Path(book).stem in assignment.plans
        ]
        if not converter.notebooks:
            raise NbGraderException(f"{student} has handed in no notebook of '{name}'.")

    def from_filename(self, filename: str, resources: Any = None, **_: Any) -> tuple[str, Any]:
        """Return the text of the notebook: empty in the first pass, graded in the second."""
        marks = resources["nbgrader"]
        converter = self.parent
        resources = {**resources, "output_extension": ".ipynb"}
        if converter._sanitizing:
            return _EMPTY, resources
        coursedir = converter.coursedir
        student, name, notebook = marks["student"], marks["assignment"], marks["notebook"]
        assignment, entry = self._entry(name, student)
        from threadlab.grading.classroom.job import grade

        results = {book: (assignment.plans[book], json.loads(grade(job)))
                   for book, job in entry.jobs.items()}  # fmt: skip
        notes = [
            note
            for _, graded in results.values()
            for note in (*graded["notes"], *graded["flags"], graded["unreadable"])
        ]
        self._warn(student, dict.fromkeys([*notes, *entry.notes]))
        recorder = Recorder(
            coursedir.db_url, coursedir.course_id, penalty_of(converter), self.log.warning
        )
        try:
            recorder.record(student, name, entry.handed_in, results)
        finally:
            recorder.close()
        return writes_json(from_dict(results[notebook][1]["notebook"])), resources

    def _warn(self, student: str, notes: Iterable[str]) -> None:
        for note in filter(None, notes):
            self.log.warning(printable(f"{student}: {note}"))


class PagesOnlyExporter(HTMLExporter):
    """Feedback that has pages and nothing else: `c.GenerateFeedback.exporter_class`.

    nbgrader would hand back every file beside the notebook, and release each page among them.
    """

    def __init__(self, *given: Any, **named: Any):
        super().__init__(*given, **named)
        self.parent.init_assignment = self._begin
        if self.template_name == "feedback":  # nbgrader's own, and not one of the instructor's
            self.extra_loaders = [PackageLoader("threadlab.grading", "marks")]
            self.template_file = "page.html.j2"
        self.parent.force = True  # marks may have changed since; of the old page nothing stays

    def _begin(self, name: str, student: str) -> None:
        """Take along by what nbgrader knows a submission when it releases the pages."""
        converter = self.parent
        source = Path(converter._format_source(name, student))
        target = Path(converter._format_dest(name, student))
        kept = {}
        for part in FETCHED_BY:
            with suppress(OSError, Refused):
                kept[part] = read(source, part, 10_000)
        write_files(target, kept)


_EMPTY = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
