"""Grades whole courses twice, with stock nbgrader and with ours, and sets the marks side by side.

    python tools/differential.py COURSE

does it with a course of yours: a folder with source/, submitted/ and, if it needs one, a
nbgrader_config.py. Nothing in it is changed; both work in copies. What ours says of a cell stands
in the last column, so that each difference can be judged.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from support.project import PROJECT
from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.folder import CONFIG_NAME, CourseFolder
from threadlab.grading.classroom.pool import Executor
from threadlab.grading.classroom.steps import Steps
from threadlab.grading.classroom.whole_class import grade_class

# The settings of this project without those that are its own way of grading.
_STOCK = ("c.Autograde.", "c.ExchangeFactory.", "c.ExportApp.")
_GRADES = """
    SELECT base.name, assignment.name, notebook.name, submitted_assignment.student_id,
           grade.auto_score, grade.needs_manual_grade
    FROM grade
    JOIN base_cell AS base ON base.id = grade.cell_id
    JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
    JOIN notebook ON notebook.id = submitted_notebook.notebook_id
    JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
    JOIN assignment ON assignment.id = submitted_assignment.assignment_id
"""
Place = tuple[str, str, str, str]  # assignment, student, notebook, cell


@dataclass(frozen=True)
class Points:
    """What a cell has got; None if a person has to say, and whether one has to look."""

    score: float | None
    waits: bool = False

    def __str__(self) -> str:
        return ("–" if self.score is None else f"{self.score:g}") + (
            " (waits)" if self.waits else ""
        )


@dataclass(frozen=True)
class Row:
    """One cell of one submission, twice. Without marks of one's own a grader has refused it."""

    place: Place
    stock: Points | None
    ours: Points | None
    said: str = ""

    @property
    def equal(self) -> bool:
        """Whether both have given the same points, or left the cell to a person."""
        return self.stock == self.ours


@dataclass
class Table:
    """All cells of a corpus; `reasons` say why they may differ, by the beginning of a place."""

    rows: list[Row]
    reasons: Mapping[Place, str] = field(default_factory=dict)

    def why(self, row: Row) -> str:
        """The reason that somebody has given for this difference; "" if there is none."""
        return self.reasons.get(row.place, "")

    @property
    def unexplained(self) -> list[Row]:
        """The differences without a reason."""
        return [row for row in self.rows if not row.equal and not self.why(row)]

    @property
    def stale(self) -> list[Place]:
        """The reasons for differences that there are not."""
        differ = {row.place for row in self.rows if not row.equal}
        return [place for place in self.reasons if place not in differ]

    def totals(self) -> str:
        """How many there are of what."""
        different = [row for row in self.rows if not row.equal]
        notebooks = {row.place[:3] for row in self.rows}
        return (
            f"{len(notebooks)} notebooks, {len(self.rows)} graded cells: "
            f"{len(self.rows) - len(different)} equal, {len(different)} different, "
            f"{len(self.unexplained)} of them without a reason."
        )

    def text(self, *, all_rows: bool = False) -> str:
        """The table, its differences or all of it, with the totals below."""
        lines = [
            f"{'/'.join(row.place)} | stock {row.stock or 'nothing'} | "
            f"ours {row.ours or 'nothing'} | "
            + ("equal" if row.equal else self.why(row) or f"NO REASON. {row.said}")
            for row in self.rows
            if all_rows or not row.equal
        ]
        return "\n".join([*lines, self.totals()])


def compare(
    course: Path, work: Path, *, executor: Executor | None = None,
    reasons: Mapping[Place, str] | None = None,
) -> Table:  # fmt: skip
    """Grade `course`, which has source/ and submitted/, in two copies below `work`."""
    stock = _copy(course, work / "stock", stock=True)
    steps = Steps(stock)
    names = stock.assignments()
    for name in names:
        steps.generate(name)
    ours = CourseFolder((work / "ours").resolve())
    shutil.copytree(stock.root, ours.root)
    _configure(course, ours.root, stock=False)
    refused: dict[str, str] = {}
    for name in names:
        if not list((course / "submitted").glob(f"*/{name}")):
            continue
        for folder in sorted((course / "submitted").glob(f"*/{name}")):
            with contextlib.suppress(Exception):  # it has no marks then
                steps.api.autograde(name, folder.parent.name)
        try:
            grade_class(ours, name, executor=executor, workers=1)
        except ThreadlabError as error:
            refused[name] = str(error)
    theirs, own = marks(stock), marks(ours)
    told = messages(ours)
    rows = [
        Row(place, theirs.get(place), own.get(place), told.get(place, refused.get(place[0], "")))
        for place in sorted(theirs.keys() | own.keys())
    ]
    return Table(rows, reasons or {})


def marks(course: CourseFolder) -> dict[Place, Points]:
    """Every mark of a gradebook that a machine has given, or left to a person."""
    with contextlib.closing(sqlite3.connect(course.gradebook)) as database:
        return {
            (assignment, student, notebook, cell): Points(score, bool(waits) and score is not None)
            for cell, assignment, notebook, student, score, waits in database.execute(_GRADES)
        }


def messages(course: CourseFolder) -> dict[Place, str]:
    """The first line of what ours says of each cell that it has graded."""
    import nbformat

    found = {}
    for path in (course.root / "autograded").glob("*/*/*.ipynb"):
        student, assignment = path.parent.parent.name, path.parent.name
        for cell in nbformat.read(path, 4).cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            said = [out.evalue for out in cell.get("outputs", []) if out.output_type == "error"]
            if name and said:
                found[assignment, student, path.stem, name] = said[-1]
    return found


def _copy(course: Path, root: Path, *, stock: bool) -> CourseFolder:
    shutil.copytree(course, root, ignore=shutil.ignore_patterns(
        ".venv", ".git", "gradebook.db", "release", "autograded", "feedback"))  # fmt: skip
    _configure(course, root, stock=stock)
    return CourseFolder(root.resolve())


def _configure(course: Path, root: Path, *, stock: bool) -> None:
    """The project's configuration, with the course's own settings at its end."""
    lines = (PROJECT / CONFIG_NAME).read_text().replace(
        "c.GenerateFeedback.preprocessors", "_unused").splitlines()  # fmt: skip
    kept = [line for line in lines if not (stock and line.startswith(_STOCK))]
    own = course / CONFIG_NAME
    text = own.read_text() if own.is_file() else ""
    ordinary = [line for line in text.splitlines() if "get_config()" not in line]
    (root / CONFIG_NAME).write_text("\n".join([*kept, *ordinary]) + "\n")
