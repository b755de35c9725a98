"""Marks into nbgrader's gradebook: one writer, one transaction a submission, the same rows again.

The order makes a crash harmless: the old folder in autograded/ goes, the marks are committed, the
new folder appears in one step. Without a folder a submission counts as not graded yet.
"""

from __future__ import annotations

import functools
import hashlib
import json
import logging
import shutil
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import sqlalchemy.exc
from nbformat import from_dict
from nbformat.v4 import writes_json
from nbgrader import api, utils
from sqlalchemy import bindparam, event, insert, select, update

from threadlab.errors import ThreadlabError
from threadlab.grading.intake.plan import Plan
from threadlab.homework.tasks import is_untouched

RECEIPT = ".threadlab.json"
_Result = TypeVar("_Result")
_Seen = Mapping[str, frozenset[str]]  # the ids of cells, by notebook
_NOTHING_SEEN: _Seen = {}
_LOCKED_SECONDS = 120.0  # in which a database may be locked by somebody else
# nbgrader's tables. Its classes read a row and what belongs to it one by one, which takes longer
# than all of the rest of a submission's grading outside of its sandbox.
_STUDENTS, _ASSIGNMENTS, _NOTEBOOKS, _CELLS, _SUBMISSIONS, _BOOKS, _GRADES, _COMMENTS = (
    getattr(api, name).__table__
    for name in ("Student", "Assignment", "Notebook", "BaseCell", "SubmittedAssignment",
                 "SubmittedNotebook", "Grade", "Comment")
)  # fmt: skip
# To put a statement together takes as long as to run it: each is made once.
_STUDENT = select(_STUDENTS.c.id).where(_STUDENTS.c.id == bindparam("student"))
_ASSIGNMENT = select(_ASSIGNMENTS.c.id, _ASSIGNMENTS.c.duedate).where(
    _ASSIGNMENTS.c.name == bindparam("name"), _ASSIGNMENTS.c.course_id == bindparam("course")
)
_NOTEBOOKS_OF = select(_NOTEBOOKS.c.id, _NOTEBOOKS.c.name).where(
    _NOTEBOOKS.c.assignment_id == bindparam("task")
)
_CELLS_OF = (
    select(_CELLS.c.id, _CELLS.c.name, _CELLS.c.type, _CELLS.c.notebook_id)
    .join(_NOTEBOOKS, _NOTEBOOKS.c.id == _CELLS.c.notebook_id)
    .where(_NOTEBOOKS.c.assignment_id == bindparam("task"))
)
_SUBMISSION = select(_SUBMISSIONS.c.id, _SUBMISSIONS.c.timestamp, _SUBMISSIONS.c.extension).where(
    _SUBMISSIONS.c.assignment_id == bindparam("task"),
    _SUBMISSIONS.c.student_id == bindparam("student"),
)
_BOOKS_OF = select(_BOOKS.c.notebook_id, _BOOKS.c.id, _BOOKS.c.late_submission_penalty).where(
    _BOOKS.c.assignment_id == bindparam("submission")
)
_ROWS_OF = {
    table: select(table)
    .join(_BOOKS, _BOOKS.c.id == table.c.notebook_id)
    .where(_BOOKS.c.assignment_id == bindparam("submission"))
    for table in (_GRADES, _COMMENTS)
}
_CHANGE = {table: update(table).where(table.c.id == bindparam("row")) for table in _ROWS_OF}
_OWN = ("auto_score", "needs_manual_grade", "auto_comment")  # columns that a machine writes


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


class _Book(NamedTuple):
    """A notebook in the gradebook: its graded cells and its answers, id and name."""

    id: str
    name: str
    graded: dict[str, str]
    answers: dict[str, str]


class _Task(NamedTuple):
    """An assignment in the gradebook."""

    id: str
    due: datetime | None
    books: list[_Book]


class _Submission(NamedTuple):
    """A submission in the gradebook."""

    id: str
    timestamp: datetime | None
    extension: timedelta | None


def penalty_of(parent: Any) -> Callable[[str, float, float], float | None]:
    """The late penalties of a course, by `c.AssignLatePenalties.plugin_class`."""
    from nbgrader.preprocessors import AssignLatePenalties

    settings = AssignLatePenalties(parent=parent)
    settings.init_plugin()

    def penalty(student: str, score: float, late: float) -> float | None:
        """The plugin's, which would say of each who is late by which method that is charged."""
        level = parent.log.level
        parent.log.setLevel(logging.WARNING)
        try:
            found: float | None = settings.plugin_inst.late_submission_penalty(student, score, late)
        finally:
            parent.log.setLevel(level)
        return found

    return penalty


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
            except sqlalchemy.exc.IntegrityError:
                self.session.rollback()  # somebody who grades as well has just entered these rows
                if time.monotonic() - begin > _LOCKED_SECONDS:
                    raise
            except BaseException:
                self.session.rollback()
                raise
            finally:
                self.session.expunge_all()

    def _write(
        self, student: str, assignment: str, timestamp: datetime | None,
        results: dict[str, tuple[Plan, dict[str, Any]]], seen: _Seen,
    ) -> Standing:  # fmt: skip
        run = self.session.execute
        if run(_STUDENT, {"student": student}).first() is None:
            run(insert(_STUDENTS).values(id=student))
        task = self._task(assignment)
        if task is None:
            raise ThreadlabError(
                f"The gradebook has no assignment '{assignment}': run nbgrader "
                "generate_assignment first."
            )
        when = utils.parse_utc(timestamp) if timestamp else None
        submission = self._submission(task, student)
        if submission is None:
            submission = _Submission(_name(task.id, student), when, None)
            run(insert(_SUBMISSIONS).values(id=submission.id, assignment_id=task.id,
                                            student_id=student, timestamp=when))  # fmt: skip
        elif submission.timestamp != when:
            submission = submission._replace(timestamp=when)
            run(update(_SUBMISSIONS).where(_SUBMISSIONS.c.id == submission.id)
                .values(timestamp=when))  # fmt: skip
        rows = self._rows(submission, task)
        grades = functools.partial(_grades, seen=seen)
        for table, own in ((_GRADES, grades), (_COMMENTS, _comments)):
            there = self._there(table, submission)
            for book in task.books:
                self._put(table, own(rows[book.id], book, results.get(book.name), there), there)
        return self._settle(task, submission, student)

    def _task(self, assignment: str) -> _Task | None:
        """An assignment as the gradebook has it, with its notebooks and their cells."""
        run = self.session.execute
        given = {"name": assignment, "course": self.gradebook.course_id}
        found = run(_ASSIGNMENT, given).one_or_none()
        if found is None:
            return None
        task = _Task(found.id, found.duedate, [])
        for book in run(_NOTEBOOKS_OF, {"task": task.id}):
            task.books.append(_Book(book.id, book.name, {}, {}))
        books = {book.id: book for book in task.books}
        cells = run(_CELLS_OF, {"task": task.id}).all()
        for kind in ("GradeCell", "SolutionCell", "TaskCell"):  # those of tasks come last
            for cell in cells:
                if cell.type == kind:
                    if kind != "SolutionCell":
                        books[cell.notebook_id].graded[cell.id] = cell.name
                    if kind != "GradeCell":
                        books[cell.notebook_id].answers[cell.id] = cell.name
        return task

    def _submission(self, task: _Task, student: str) -> _Submission | None:
        given = {"task": task.id, "student": student}
        found = self.session.execute(_SUBMISSION, given).one_or_none()
        return None if found is None else _Submission(*found)

    def _rows(self, submission: _Submission, task: _Task) -> dict[str, str]:
        """The rows of a submission's notebooks, by the id of the notebook; made where missing."""
        found = self.session.execute(_BOOKS_OF, {"submission": submission.id})
        rows: dict[str, str] = {row.notebook_id: row.id for row in found}
        new = [{"id": _name(submission.id, book.id), "assignment_id": submission.id,
                "notebook_id": book.id} for book in task.books if book.id not in rows]  # fmt: skip
        if new:
            self.session.execute(insert(_BOOKS), new)
        return rows | {row["notebook_id"]: row["id"] for row in new}

    def _there(self, table: Any, submission: _Submission) -> dict[tuple[str, str], Any]:
        """The rows of a submission in a table, by notebook and cell."""
        found = self.session.execute(_ROWS_OF[table], {"submission": submission.id})
        return {(row.notebook_id, row.cell_id): row for row in found}

    def _put(
        self, table: Any, wanted: Iterable[dict[str, Any]], there: dict[tuple[str, str], Any]
    ) -> None:
        """Write what is new and what has changed: as few statements as there can be."""
        new, changed = [], []
        for row in wanted:
            old = there.get((row["notebook_id"], row["cell_id"]))
            if old is None:
                new.append(row)
            elif any(getattr(old, key) != value for key, value in row.items() if key != "id"):
                changed.append({"row": old.id} | {key: value for key, value in row.items()
                                                  if key in _OWN})  # fmt: skip
        if new:
            self.session.execute(insert(table), new)
        if changed:
            self.session.execute(_CHANGE[table], changed)

    def _settled(
        self, student: str, assignment: str, timestamp: datetime | None
    ) -> Standing | None:
        task = self._task(assignment)
        submission = self._submission(task, student) if task is not None else None
        if task is None or submission is None or submission.timestamp != (
            utils.parse_utc(timestamp) if timestamp else None
        ):  # fmt: skip
            return None
        wanted = {cell for book in task.books for cell in book.graded}
        there = {cell for _, cell in self._there(_GRADES, submission)}
        return self._settle(task, submission, student) if there == wanted else None

    def _settle(self, task: _Task, submission: _Submission, student: str) -> Standing:
        """Write the penalty of each notebook, of its own score as nbgrader does; add all up."""
        late = 0.0
        if submission.timestamp is not None and task.due is not None:
            due = task.due + (submission.extension or timedelta(0))
            late = max(0.0, (submission.timestamp - due).total_seconds())
        run = self.session.execute
        grades = self._there(_GRADES, submission).values()
        penalties, score, automatic, manual, waits = 0.0, 0.0, 0.0, 0.0, 0
        for _, row, before in run(_BOOKS_OF, {"submission": submission.id}).all():
            own = 0.0
            for grade in grades:
                if grade.notebook_id != row:
                    continue
                by_hand = grade.manual_score is not None
                own += (grade.manual_score if by_hand else grade.auto_score) or 0.0
                own += grade.extra_credit or 0.0
                automatic += grade.auto_score or 0.0
                manual += (grade.manual_score or 0.0) + (grade.extra_credit or 0.0)
                waits += bool(grade.needs_manual_grade)
            found = self._penalty(student, own, late) if late and self._penalty else None
            penalty = None if found is None else min(max(float(found), 0.0), own)
            if penalty != before:
                run(update(_BOOKS).where(_BOOKS.c.id == row)
                    .values(late_submission_penalty=penalty))  # fmt: skip
            penalties += penalty or 0.0
            score += own
        return Standing(max(0.0, score - penalties), penalties, automatic, manual, waits, late)


def _grades(
    row: str, book: _Book, result: tuple[Plan, dict[str, Any]] | None,
    there: dict[tuple[str, str], Any], seen: _Seen,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """The marks of a notebook, as rows.

    A mark by hand waits for no second look where its cell is among those `seen` as they were.
    """
    marks = result[1]["marks"] if result else {}
    cells, unsure = _cells(result)
    lost = bool(result and result[1]["unreadable"])
    for cell, name in book.graded.items():
        flagged = bool(marks.get(name, {}).get("flag"))
        score: float | None = None
        if result is None or lost:
            score = 0.0
        elif name in marks:
            score = marks[name]["score"]
        elif name in cells and name not in unsure and is_untouched(cells[name]):
            score = 0.0
        old = there.get((row, cell))
        waits = bool(result and (score is None or flagged))
        if old is not None and old.manual_score is not None:
            same = not old.needs_manual_grade and old.auto_score == score
            waits = bool(result) and not (same and name in seen.get(book.name, ()))
        yield {
            "id": _name(row, cell), "cell_id": cell, "notebook_id": row, "auto_score": score,
            "needs_manual_grade": waits,
        }  # fmt: skip


def _comments(
    row: str, book: _Book, result: tuple[Plan, dict[str, Any]] | None,
    there: dict[tuple[str, str], Any],
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """The comments that a machine makes on a notebook, as rows."""
    cells, unsure = _cells(result)
    lost = result[1]["unreadable"] if result else "This notebook was not handed in."
    for number, (cell, name) in enumerate(book.answers.items()):
        text = None
        if lost:
            text = lost if number == 0 else None
        elif name in cells and name not in unsure and is_untouched(cells[name]):
            text = "No response."
        yield {"id": _name(row, cell, "comment"), "cell_id": cell, "notebook_id": row,
               "auto_comment": text}  # fmt: skip


def _cells(
    result: tuple[Plan, dict[str, Any]] | None,
) -> tuple[dict[str, dict[str, Any]], Collection[str]]:
    """The cells of a graded notebook by their names, and those of which nobody is sure."""
    if result is None:
        return {}, ()
    found = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell
             for cell in result[1]["notebook"]["cells"]}  # fmt: skip
    return found, result[1].get("unsure", ())


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
