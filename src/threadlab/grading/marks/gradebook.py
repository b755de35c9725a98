"""Marks into nbgrader's gradebook: one writer, one transaction a submission, the same rows again.

The order makes a crash harmless: the old folder in autograded/ goes, the marks are committed, the
new folder appears in one step. Without a folder a submission counts as not graded yet.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy.exc
from nbformat import from_dict
from nbformat.v4 import writes_json
from nbgrader import api, utils
from sqlalchemy import event, select

from threadlab.errors import ThreadlabError
from threadlab.grading.intake.plan import Plan

RECEIPT = ".threadlab.json"
_Result = TypeVar("_Result")
_Seen = Mapping[str, frozenset[str]]  # the ids of cells, by notebook
_NOTHING_SEEN: _Seen = {}
_LOCKED_SECONDS = 120.0  # in which a database may be locked by somebody else


@dataclass(frozen=True)
class Standing:
    """What a submission has in the gradebook: its score with marks by hand, less the penalty.

    `automatic` are the points that a machine has given, `manual` those by hand, `waits` the marks
    that wait for a person.
    """

    score: float
    penalty: float = 0.0
    automatic: float = 0.0
    manual: float = 0.0
    waits: int = 0
    seconds_late: float = 0.0


def penalty_of(parent: Any) -> Callable[[str, float, float], float | None]:
    """The late penalties of a course, by `c.AssignLatePenalties.plugin_class`."""
    from nbgrader.preprocessors import AssignLatePenalties

    settings = AssignLatePenalties(parent=parent)
    settings.init_plugin()
    found: Callable[[str, float, float], float | None] = (
        settings.plugin_inst.late_submission_penalty
    )
    return found


class Recorder:
    """The gradebook of one course."""

    def __init__(
        self,
        db_url: str,
        course: str,
        penalty: Callable[[str, float, float], float | None] | None = None,
        say: Callable[[str], None] = lambda words: None,
    ):
        self._penalty = penalty
        self._say = say
        self.gradebook = api.Gradebook(db_url, course)
        self.session = self.gradebook.db
        if db_url.startswith("sqlite"):
            event.listen(self.gradebook.engine, "connect", wait_longer)
            self.gradebook.engine.dispose()

    def close(self) -> None:
        """Give up the connection."""
        self.gradebook.close()

    def record(
        self, student: str, assignment: str, timestamp: datetime | None,
        results: dict[str, tuple[Plan, dict[str, Any]]], seen: _Seen = _NOTHING_SEEN,
    ) -> Standing:  # fmt: skip
        """Write the marks of a submission, notebook by notebook; return what it has now.

        A notebook of the assignment that is not in `results` was not handed in and gets 0. A mark
        by hand waits for another look, but for the cells of which a person has `seen` the same.
        Raises `ThreadlabError` if the database can't be written; nothing is half written then.
        """
        return self._committed(lambda: self._write(student, assignment, timestamp, results, seen))

    def standing(
        self, student: str, assignment: str, timestamp: datetime | None
    ) -> Standing | None:
        """What a submission has in the gradebook; None if it is not there as it was recorded.

        Its penalties are those of today: a deadline may have moved.
        """
        return self._committed(lambda: self._settled(student, assignment, timestamp))

    def _committed(self, write: Callable[[], _Result]) -> _Result:
        begin = time.monotonic()
        while True:
            try:
                result = write()
                self.session.commit()
                return result
            except sqlalchemy.exc.OperationalError as error:
                self.session.rollback()
                locked = "locked" in str(error)
                if not locked or time.monotonic() - begin > _LOCKED_SECONDS:
                    raise ThreadlabError(
                        f"The gradebook can't be written ({error.orig}). What was graded before "
                        "is safe; put that right and grade again, it goes on from there."
                    ) from None
                self._say("The gradebook is locked by another program; waiting for it.")
            except BaseException:
                self.session.rollback()
                raise
            finally:
                self.session.expunge_all()

    def _write(
        self, student: str, assignment: str, timestamp: datetime | None,
        results: dict[str, tuple[Plan, dict[str, Any]]], seen: _Seen,
    ) -> Standing:  # fmt: skip
        session = self.session
        if session.get(api.Student, student) is None:
            session.add(api.Student(id=student))
            session.flush()
        task = self._task(assignment)
        if task is None:
            raise ThreadlabError(
                f"The gradebook has no assignment '{assignment}': run nbgrader "
                "generate_assignment first."
            )
        submission = self._submission(task, student)
        if submission is None:
            submission = api.SubmittedAssignment(
                id=_name(task.id, student), assignment_id=task.id, student_id=student
            )
            session.add(submission)
        submission.timestamp = utils.parse_utc(timestamp) if timestamp else None
        session.flush()
        for notebook in task.notebooks:
            row = session.scalars(
                select(api.SubmittedNotebook).where(
                    api.SubmittedNotebook.assignment_id == submission.id,
                    api.SubmittedNotebook.notebook_id == notebook.id,
                )
            ).one_or_none()
            if row is None:
                row = api.SubmittedNotebook(
                    id=_name(submission.id, notebook.id),
                    assignment_id=submission.id,
                    notebook_id=notebook.id,
                )
                session.add(row)
                session.flush()
            name = notebook.name
            self._write_notebook(row, notebook, results.get(name), seen.get(name, frozenset()))
        session.flush()
        session.expire(submission)
        return self._settle(submission, student)

    def _task(self, assignment: str) -> Any:
        return self.session.scalars(
            select(api.Assignment).where(
                api.Assignment.name == assignment,
                api.Assignment.course_id == self.gradebook.course_id,
            )
        ).one_or_none()

    def _submission(self, task: Any, student: str) -> Any:
        return self.session.scalars(
            select(api.SubmittedAssignment).where(
                api.SubmittedAssignment.assignment_id == task.id,
                api.SubmittedAssignment.student_id == student,
            )
        ).one_or_none()

    def _settled(
        self, student: str, assignment: str, timestamp: datetime | None
    ) -> Standing | None:
        task = self._task(assignment)
        submission = self._submission(task, student) if task is not None else None
        if submission is None or submission.timestamp != (
            utils.parse_utc(timestamp) if timestamp else None
        ):
            return None
        wanted = {cell.id for notebook in task.notebooks
                  for cell in (*notebook.grade_cells, *notebook.task_cells)}  # fmt: skip
        there = {grade.cell_id for row in submission.notebooks for grade in row.grades}
        return self._settle(submission, student) if there == wanted else None

    def _settle(self, submission: Any, student: str) -> Standing:
        """Write the penalty of each notebook, of its own score as nbgrader does; add all up."""
        late = max(0.0, submission.total_seconds_late)
        penalties, score, automatic, manual, waits = 0.0, 0.0, 0.0, 0.0, 0
        for row in submission.notebooks:
            grades = list(self.session.scalars(
                select(api.Grade).where(api.Grade.notebook_id == row.id)))  # fmt: skip
            own = 0.0
            for grade in grades:
                by_hand = grade.manual_score is not None
                own += (grade.manual_score if by_hand else grade.auto_score) or 0.0
                own += grade.extra_credit or 0.0
                automatic += grade.auto_score or 0.0
                manual += (grade.manual_score or 0.0) + (grade.extra_credit or 0.0)
                waits += bool(grade.needs_manual_grade)
            penalty = self._penalty(student, own, late) if late and self._penalty else None
            row.late_submission_penalty = (
                None if penalty is None else min(max(float(penalty), 0.0), own)
            )
            penalties += row.late_submission_penalty or 0.0
            score += own
        self.session.flush()
        return Standing(max(0.0, score - penalties), penalties, automatic, manual, waits, late)

    def _write_notebook(
        self, row: Any, notebook: Any, result: tuple[Plan, dict[str, Any]] | None,
        seen: frozenset[str],
    ) -> None:  # fmt: skip
        session = self.session
        marks = result[1]["marks"] if result else {}
        cells = {}
        if result:
            for cell in result[1]["notebook"]["cells"]:
                name = cell["metadata"].get("nbgrader", {}).get("grade_id")
                if name:
                    cells[name] = cell
        lost = bool(result and result[1]["unreadable"])
        unsure = result[1].get("unsure", ()) if result else ()
        grades = {grade.cell_id: grade for grade in session.scalars(
            select(api.Grade).where(api.Grade.notebook_id == row.id))}  # fmt: skip
        comments = {comment.cell_id: comment for comment in session.scalars(
            select(api.Comment).where(api.Comment.notebook_id == row.id))}  # fmt: skip
        for cell in (*notebook.grade_cells, *notebook.task_cells):
            grade = grades.get(cell.id)
            if grade is None:
                grade = api.Grade(id=_name(row.id, cell.id), cell_id=cell.id, notebook_id=row.id)
                session.add(grade)
            by_hand = cell.name not in marks
            flagged = bool(marks.get(cell.name, {}).get("flag"))
            score: float | None = None
            if result is None or lost:
                score = 0.0
            elif not by_hand:
                score = marks[cell.name]["score"]
            elif cell.name in cells and cell.name not in unsure and _unanswered(cells[cell.name]):
                score = 0.0
            settled = (
                grade.manual_score is not None and not grade.needs_manual_grade
                and cell.name in seen and grade.auto_score == score
            )  # fmt: skip
            grade.auto_score = score
            grade.needs_manual_grade = not settled and bool(
                result and (score is None or grade.manual_score is not None or flagged)
            )
        first = True
        for cell in (*notebook.solution_cells, *notebook.task_cells):
            comment = comments.get(cell.id)
            if comment is None:
                comment = api.Comment(id=_name(row.id, cell.id, "comment"), cell_id=cell.id,
                                      notebook_id=row.id)  # fmt: skip
                session.add(comment)
            text = None
            if lost and result:
                text = result[1]["unreadable"] if first else None
            elif result is None:
                text = "This notebook was not handed in." if first else None
            elif cell.name in cells and cell.name not in unsure and _unanswered(cells[cell.name]):
                text = "No response."
            comment.auto_comment = text
            first = False


def _unanswered(cell: dict[str, Any]) -> bool:
    marks = cell["metadata"]["nbgrader"]
    if marks.get("task") or not marks.get("checksum"):
        return False
    return bool(marks["checksum"] == utils.compute_checksum(from_dict(cell)))


def _name(*parts: str) -> str:
    """An id for a row: the same parts give the same one, so that grading again gives equal rows."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def wait_longer(connection: Any, _record: Any) -> None:
    """Let a connection to an SQLite gradebook wait for others; a listener of SQLAlchemy."""
    connection.execute("PRAGMA busy_timeout = 10000")


def write_folder(
    target: Path, results: dict[str, tuple[Plan, dict[str, Any]]], files: dict[str, bytes],
    receipt: dict[str, Any], timestamp: bytes,
) -> None:  # fmt: skip
    """Make autograded/STUDENT/ASSIGNMENT, all at once."""
    new = target.with_name(f".{target.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    write_files(new, files)
    for name, (_, result) in results.items():
        text = writes_json(from_dict(result["notebook"]))
        (new / f"{name}.ipynb").write_text(text + "\n", encoding="utf-8")
    if timestamp:
        (new / "timestamp.txt").write_bytes(timestamp)
    (new / RECEIPT).write_text(json.dumps(receipt, sort_keys=True), encoding="utf-8")
    remove_folder(target)
    new.replace(target)


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    """Lay files into a folder, which is made if there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # nbgrader leaves what can't be written
        path.write_bytes(data)


def remove_folder(target: Path) -> None:
    """Remove an autograded folder, in a way that never leaves half of one under its name."""
    if target.exists():
        old = target.with_name(f".{target.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        target.replace(old)
        shutil.rmtree(old, ignore_errors=True)
