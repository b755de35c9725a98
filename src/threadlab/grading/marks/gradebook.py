"""Marks into nbgrader's gradebook: one writer, one transaction a submission, the same rows again.

The order makes a crash harmless: the old folder in autograded/ goes, the marks are committed, the
new folder appears in one step. Without a folder a submission counts as not graded yet.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy.exc
from nbformat import from_dict
from nbformat.v4 import writes_json
from nbgrader import api, utils
from sqlalchemy import event, select

from threadlab.errors import ThreadlabError
from threadlab.grading.intake.plan import Plan

RECEIPT = ".threadlab.json"
_LOCKED_SECONDS = 120.0  # in which a database may be locked by somebody else


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
            event.listen(self.gradebook.engine, "connect", _wait_longer)
            self.gradebook.engine.dispose()

    def close(self) -> None:
        """Give up the connection."""
        self.gradebook.close()

    def record(
        self, student: str, assignment: str, timestamp: datetime | None,
        results: dict[str, tuple[Plan, dict[str, Any]]],
    ) -> float:  # fmt: skip
        """Write the marks of a submission, notebook by notebook; return its score.

        A notebook of the assignment that is not in `results` was not handed in and gets 0.
        Raises `ThreadlabError` if the database can't be written; nothing is half written then.
        """
        begin = time.monotonic()
        while True:
            try:
                score = self._write(student, assignment, timestamp, results)
                self.session.commit()
                return score
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
        results: dict[str, tuple[Plan, dict[str, Any]]],
    ) -> float:  # fmt: skip
        session = self.session
        if session.get(api.Student, student) is None:
            session.add(api.Student(id=student))
            session.flush()
        task = session.scalars(
            select(api.Assignment).where(
                api.Assignment.name == assignment,
                api.Assignment.course_id == self.gradebook.course_id,
            )
        ).one_or_none()
        if task is None:
            raise ThreadlabError(
                f"The gradebook has no assignment '{assignment}': run nbgrader "
                "generate_assignment first."
            )
        submission = session.scalars(
            select(api.SubmittedAssignment).where(
                api.SubmittedAssignment.assignment_id == task.id,
                api.SubmittedAssignment.student_id == student,
            )
        ).one_or_none()
        if submission is None:
            submission = api.SubmittedAssignment(
                id=_name(task.id, student), assignment_id=task.id, student_id=student
            )
            session.add(submission)
        submission.timestamp = utils.parse_utc(timestamp) if timestamp else None
        session.flush()
        total = 0.0
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
            total += self._write_notebook(row, notebook, results.get(notebook.name))
            self._write_penalty(submission, row, student, total)
        session.flush()
        return total

    def _write_notebook(
        self, row: Any, notebook: Any, result: tuple[Plan, dict[str, Any]] | None
    ) -> float:
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
        total = 0.0
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
            grade.auto_score = score
            grade.needs_manual_grade = bool(
                result and (score is None or grade.manual_score is not None or flagged)
            )
            total += (grade.manual_score if grade.manual_score is not None else score) or 0.0
            total += grade.extra_credit or 0.0
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
        return total

    def _write_penalty(self, submission: Any, row: Any, student: str, score: float) -> None:
        row.late_submission_penalty = None
        self.session.flush()
        self.session.refresh(submission)
        late = submission.total_seconds_late
        if late > 0 and self._penalty is not None:
            penalty = self._penalty(student, score, late)
            if penalty is not None:
                row.late_submission_penalty = min(max(penalty, 0.0), score)


def _unanswered(cell: dict[str, Any]) -> bool:
    marks = cell["metadata"]["nbgrader"]
    if marks.get("task") or not marks.get("checksum"):
        return False
    return bool(marks["checksum"] == utils.compute_checksum(from_dict(cell)))


def _name(*parts: str) -> str:
    """An id for a row: the same parts give the same one, so that grading again gives equal rows."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _wait_longer(connection: Any, _record: Any) -> None:
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
