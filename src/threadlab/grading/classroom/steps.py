"""nbgrader's steps as plain calls: what its commands and formgrader's buttons do, in one process.

Each call runs nbgrader's own class with the course's configuration. A command line takes two
seconds to start for each step; a class of twelve makes sixty of them.
"""

from __future__ import annotations

import copy
import logging
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.folder import CourseFolder


def enter_if_missing(course: CourseFolder, coursedir: Any, assignment: str) -> str:
    """Generate an assignment that the gradebook lacks; return what is to be said of it, or "".

    Students have what was released from `make lab`, which needs no gradebook; so the first to ask
    for the assignment there may be who grades it. Raises `ThreadlabError` if it can't be generated.
    """
    engine = create_engine(coursedir.db_url)
    try:
        with engine.connect() as gradebook:
            if gradebook.execute(_ENTERED, {"name": assignment}).first() is not None:
                return ""
    except SQLAlchemyError:  # a gradebook that is none yet
        pass
    finally:
        engine.dispose()
    Steps(course).generate(assignment)
    return (
        f"The gradebook had no assignment '{assignment}', so it was generated from source/ first."
    )


_ENTERED = text("SELECT 1 FROM assignment WHERE name = :name")


@dataclass
class Steps:
    """The instructor's steps; `student` gives those of a student.

    A step that fails raises `ThreadlabError` with nbgrader's own log.
    """

    course: CourseFolder

    def __post_init__(self) -> None:
        from nbgrader.apps.api import NbGraderAPI

        application = self.course.nbgrader()
        application.log.setLevel(logging.INFO)
        for handler in list(application.log.handlers):
            application.log.removeHandler(handler)  # each step keeps its own log
        application.log.addHandler(logging.NullHandler())
        application.log.propagate = False
        application.config.ExchangeReleaseAssignment.force = True
        self.config = application.config
        self.api = NbGraderAPI(application.coursedir, application.authenticator, parent=application)

    def generate(self, assignment: str, *, forget: bool = False) -> list[str]:
        """Make the release version of an assignment and enter it into the gradebook.

        Returns what is to be known where it has been handed in already. With `forget` marks that a
        person has given may go with cells that are gone.
        """
        from nbgrader.converters import GenerateAssignment
        from nbgrader.utils import capture_log, temp_attrs

        with temp_attrs(self.api.coursedir, assignment_id=assignment):
            converter = GenerateAssignment(coursedir=self.api.coursedir, parent=self.api)
            converter.force = True
            converter.config.Regenerated.forget = forget
            result = capture_log(converter)
        # There is none where nbgrader has found nothing to generate.
        exporter = converter.exporter if converter.trait_has_value("exporter") else None
        if refused := getattr(exporter, "refused", ""):
            raise ThreadlabError(refused)
        _succeed("generate", result)
        return list(getattr(exporter, "told", ()))

    def release(self, assignment: str) -> None:
        """Put the release version into the exchange, in place of an earlier one."""
        _succeed("release", self.api.release_assignment(assignment))

    def set_due_date(self, assignment: str, due: str) -> None:
        """Set the deadline, such as "2026-10-05 18:00:00 UTC"."""
        from nbgrader.utils import parse_utc

        with self.api.gradebook as gradebook:
            gradebook.update_or_create_assignment(assignment, duedate=parse_utc(due))

    def enroll(self, student: str, first_name: str, last_name: str) -> None:
        """Enter a student into the gradebook."""
        with self.api.gradebook as gradebook:
            gradebook.update_or_create_student(student, first_name=first_name, last_name=last_name)

    def collect(self, assignment: str) -> None:
        """Fetch the newest submission of each student from the exchange."""
        _succeed("collect", self.api.collect(assignment))

    def feedback(self, assignment: str) -> None:
        """Make the feedback pages of all graded submissions and put them into the exchange."""
        self.make_feedback(assignment)
        _succeed("release feedback for", self.api.release_feedback(assignment))

    def make_feedback(self, assignment: str, student: str | None = None) -> None:
        """Make the feedback pages of all graded submissions, or of one student's."""
        _succeed("generate feedback for", self.api.generate_feedback(assignment, student))

    def export(self, path: Path) -> None:
        """Write the marks of all students as comma-separated values."""
        from threadlab.grading.marks.table import PlainCsvExport

        with self.api.gradebook as gradebook:
            PlainCsvExport(to=str(path), parent=self.api.parent).export(gradebook)

    def student(self, name: str, folder: Path) -> StudentSteps:
        """Return the steps of the student `name`, whose homework lies in `folder`."""
        return StudentSteps(self, name, folder)


@dataclass
class StudentSteps:
    """Fetch, submit and fetch feedback as one student, with a homework folder of their own."""

    steps: Steps
    name: str
    folder: Path

    @cached_property
    def _config(self) -> Any:
        config = copy.deepcopy(self.steps.config)
        config.Exchange.assignment_dir = str(self.folder)
        config.Exchange.cache = str(self.folder / ".submitted")
        config.CourseDirectory.student_id = self.name
        return config

    def _run(self, action: str, assignment: str, time: str = "") -> None:
        from nbgrader.auth import Authenticator
        from nbgrader.coursedir import CourseDirectory
        from nbgrader.exchange import ExchangeFactory
        from nbgrader.utils import capture_log

        config = copy.deepcopy(self._config)
        config.CourseDirectory.assignment_id = assignment
        if time:
            config.Exchange.timestamp_format = time  # a format without fields: always that moment
        self.folder.mkdir(parents=True, exist_ok=True)
        step = getattr(ExchangeFactory(config=config), action)(
            coursedir=CourseDirectory(config=config),
            authenticator=Authenticator(config=config),
            config=config,
        )
        _succeed(f"{action} as {self.name}", capture_log(step))

    def fetch(self, assignment: str) -> Path:
        """Fetch a released assignment; return its folder."""
        self._run("FetchAssignment", assignment)
        return self.folder / assignment

    def submit(self, assignment: str, time: str = "") -> None:
        """Hand in the folder as it is, now or at a pretended `time` ("2026-10-05 18:00:00 UTC")."""
        self._run("Submit", assignment, time)

    def fetch_feedback(self, assignment: str) -> list[Path]:
        """Fetch the feedback for what was handed in; return its pages."""
        self._run("FetchFeedback", assignment)
        return sorted((self.folder / assignment / "feedback").rglob("*.html"))


def _succeed(step: str, result: dict[str, Any]) -> None:
    if not result["success"]:
        story = result.get("log") or result.get("error") or ""
        raise ThreadlabError(f"nbgrader could not {step}:\n{story.strip()}")
