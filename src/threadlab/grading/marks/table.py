"""All marks as a table: nbgrader's columns, in cells that stay cells and calculate nothing."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import CsvExportPlugin

from threadlab.grading.wire.texts import cell

COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
    "raw_score", "late_submission_penalty", "score", "max_score",
)  # fmt: skip


class PlainCsvExport(CsvExportPlugin):
    """What `nbgrader export` writes with `c.ExportApp.plugin_class`.

    nbgrader writes names as they are. One with a comma moves the marks into another column, and one
    that begins with `=` is a formula to whoever opens the table.
    """

    def export(self, gradebook: Gradebook) -> None:
        """Write the marks of the gradebook to the file `to`."""
        assignments, students = set(map(str, self.assignment)), set(map(str, self.student))
        with Path(self.to or "grades.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(COLUMNS)
            for assignment in gradebook.assignments:
                if assignments and assignment.name not in assignments:
                    continue
                for student in gradebook.students:
                    if not students or student.id in students:
                        row = _row(gradebook, assignment, student)
                        table.writerow([_shown(row[name]) for name in COLUMNS])


def _row(gradebook: Gradebook, assignment: Any, student: Any) -> dict[str, Any]:
    row = {
        "assignment": assignment.name, "duedate": assignment.duedate, "student_id": student.id,
        "last_name": student.last_name, "first_name": student.first_name, "email": student.email,
        "max_score": assignment.max_score, "timestamp": None, "raw_score": 0.0,
        "late_submission_penalty": 0.0, "score": 0.0,
    }  # fmt: skip
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        return row
    penalty = submission.late_submission_penalty
    return row | {
        "timestamp": submission.timestamp, "raw_score": submission.score,
        "late_submission_penalty": penalty, "score": max(0.0, submission.score - penalty),
    }  # fmt: skip


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, (int, float)) else cell(str(value))
