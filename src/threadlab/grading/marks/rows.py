"""What becomes of a graded submission: marks, its folder, and a row of the report.

One that can't be recorded as it is, is recorded without marks: no submission stops those of others.
"""

from __future__ import annotations

import contextlib
import errno
import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from threadlab.errors import ThreadlabError, in_words
from threadlab.grading.intake.prepare import empty
from threadlab.grading.intake.submissions import Assignment, Submission
from threadlab.grading.marks.gradebook import (
    RECEIPT,
    Recorder,
    Standing,
    remove_folder,
    write_folder,
)
from threadlab.words import say

# What a name of a student's file can be the cause of, and nothing else.
_NAMES = frozenset({errno.ENAMETOOLONG, errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.EILSEQ,
                    errno.EINVAL, errno.ENOTEMPTY})  # fmt: skip


@dataclass
class Row:
    """How one submission came out."""

    student: str
    score: float
    most: float
    by_hand: float = 0.0
    penalty: float = 0.0  # which `score` has lost
    manual: float = 0.0
    waits: int = 0  # marks that wait for a person
    seconds_late: float = 0.0
    missing: list[str] = field(default_factory=list)  # notebooks that were not handed in
    failed: str = ""
    flags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    searched: dict[str, int] = field(default_factory=dict)  # schedules tried, by check
    before: bool = False  # graded by an earlier run


def nobody(assignment: Assignment, entry: Submission) -> Row:
    """The row of a folder whose name is no student's: it is not graded, and nobody gets a mark."""
    failed = say("grading.no_folder", reason=say("grading.no_student_id"))
    return Row(entry.student, 0.0, _most(assignment), failed=failed)


def nothing(assignment: Assignment, book: str, reason: str) -> dict[str, Any]:
    """The result of a job that gave none, and why."""
    plan = assignment.plans[book]
    return {"notebook": empty(plan, reason).notebook(plan), "marks": {}, "flags": [], "notes": [],
            "unreadable": reason}  # fmt: skip


def earlier(assignment: Assignment, entry: Submission, recorder: Recorder) -> Row | None:
    """What an earlier run has made of the same submission; None if it has to be graded.

    A receipt alone says nothing: the gradebook may be another one, or have other marks by hand, and
    a deadline may have moved.
    """
    with contextlib.suppress(OSError, ValueError, TypeError):
        receipt = json.loads((assignment.target(entry.student) / RECEIPT).read_text("utf-8"))
        if receipt["digest"] != entry.digest:
            return None
        row = Row(**{**receipt["row"], "before": True})
        found = recorder.standing(entry.student, assignment.name, entry.handed_in)
        if found is not None and abs(found.automatic - receipt["automatic"]) < 1e-9:
            return replace(row, **_figures(found))
    return None


def _figures(found: Standing) -> dict[str, Any]:
    """What a row has from the gradebook."""
    return {"score": found.score, "penalty": found.penalty, "manual": found.manual,
            "waits": found.waits, "seconds_late": found.seconds_late}  # fmt: skip


def recorded(
    assignment: Assignment, entry: Submission, results: dict[str, Any], recorder: Recorder
) -> Row:
    """Record a submission; one that can't be recorded as it is, as one without marks."""
    try:
        return _record(assignment, entry, results, recorder)
    except ThreadlabError:  # the gradebook or the disk: true of everybody's
        raise
    except Exception as error:
        reason = say("grading.not_recorded", error=in_words(error))
    without = {book: nothing(assignment, book, reason) for book in entry.jobs}
    try:
        return _record(assignment, replace(entry, files=assignment.files), without, recorder)
    except ThreadlabError:
        raise
    except Exception:
        return Row(entry.student, 0.0, _most(assignment), failed=reason, notes=entry.notes)


def _most(assignment: Assignment) -> float:
    return sum(cell.points for plan in assignment.plans.values() for cell in plan.cells)


def _record(
    assignment: Assignment, entry: Submission, results: dict[str, Any], recorder: Recorder
) -> Row:
    """Record a submission whose notebooks are graded."""
    target = assignment.target(entry.student)
    planned = {name: (assignment.plans[name], data) for name, data in results.items()}
    seen = {name: seen_before(target / f"{name}.ipynb", data["notebook"])
            for name, data in results.items()}  # fmt: skip
    try:
        remove_folder(target)
    except OSError as error:
        raise _unwritable(target, error) from None
    found = recorder.record(entry.student, assignment.name, entry.handed_in, planned, seen)
    plans = assignment.plans.values()
    row = Row(
        student=entry.student,
        **_figures(found),
        missing=[name for name in assignment.plans if name not in results] if results else [],
        most=_most(assignment),
        by_hand=sum(cell.points for plan in plans for cell in plan.cells
                    if cell.points and not cell.test),
        failed=" ".join(data["unreadable"] for data in results.values() if data["unreadable"])
        or ("" if results else " ".join([say("grading.no_notebook_there"), *entry.notes])),
        flags=[flag for data in results.values() for flag in data["flags"]],
        searched={name: mark["searched"]["runs"] for data in results.values()
                  for name, mark in data["marks"].items() if mark.get("searched")},
        notes=entry.notes + [note for data in results.values() for note in data["notes"]],
    )  # fmt: skip
    receipt = {"digest": entry.digest, "row": asdict(row), "automatic": found.automatic}
    try:
        try:
            write_folder(target, planned, entry.files, receipt, entry.timestamp)
        except OSError as error:
            if error.errno not in _NAMES:
                raise
            row.notes.append(say("grading.not_kept", reason=error.strerror))
            receipt["row"] = asdict(row)
            write_folder(target, planned, assignment.files, receipt, entry.timestamp)
    except OSError as error:
        raise _unwritable(target, error) from None
    return row


def seen_before(path: Path, notebook: dict[str, Any]) -> frozenset[str]:
    """The graded cells of which whoever has looked at the earlier graded notebook saw the same.

    That is the cell and, but for a written answer, all that the student has written.
    """
    try:
        earlier = json.loads(path.read_text("utf-8"))["cells"]
        old, old_own = _texts(earlier)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return frozenset()
    new, new_own = _texts(notebook["cells"])
    same = old_own == new_own
    return frozenset(
        name for name, (text, written) in new.items()
        if old.get(name) == (text, written) and (same or written)
    )  # fmt: skip


def _texts(cells: list[dict[str, Any]]) -> tuple[dict[str, tuple[str, bool]], list[str]]:
    """What cells say, by id and whether it is a written answer; and all that is the student's."""
    named, own = {}, []
    for cell in cells:
        source = cell["source"]
        text = "".join(source) if isinstance(source, list) else source
        text += json.dumps(cell.get("attachments") or {}, sort_keys=True)
        marks = cell["metadata"].get("nbgrader", {})
        if marks.get("grade_id"):
            named[marks["grade_id"]] = (text, bool(marks.get("solution") and marks.get("grade")))
        if not marks.get("locked"):
            own.append(text)
    return named, own


def _unwritable(target: Path, error: OSError) -> ThreadlabError:
    return ThreadlabError(
        f"{target} can't be written ({error.strerror}). What was graded before is safe; put "
        "that right and grade again, it goes on from there."
    )
