"""A class of twelve invented students, sent through the whole loop.

generate, release; each student fetches, answers, submits; collect, grade, feedback, export.
The course lies in demo/ beside the project's own, which it does not touch.
"""

from __future__ import annotations

import csv
import shutil
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from threadlab.course.answers import Answer, points
from threadlab.course.folder import CONFIG_NAME, CourseFolder
from threadlab.course.steps import Steps
from threadlab.errors import ThreadlabError
from threadlab.grading.classroom import grade_class

ASSIGNMENT = "tickets"


@dataclass(frozen=True)
class Student:
    """Who hands in what: an answer file, or with `file` a text that is no notebook at all."""

    id: str
    name: str
    submitted: str
    answer: str = ""
    file: str = ""


@dataclass(frozen=True)
class Row:
    """One line of the table: what a student was expected to get and got."""

    student: Student
    what: str
    expected: float
    score: float
    late: bool
    note: str

    @property
    def as_expected(self) -> bool:
        """Whether the mark is the expected one."""
        return self.score == self.expected


def run(project: CourseFolder, course: CourseFolder, say: Callable[[str], None]) -> list[Row]:
    """Make `course` anew from `project`, send the class through it, return its marks.

    `say` is told what happens. Everything in the folder of `course` is deleted first.
    """
    import nbformat

    answers = project.root / "tests" / "answers" / ASSIGNMENT
    if not answers.is_dir():
        raise ThreadlabError(
            f"The demo needs {answers}, which this copy of the course does not have: use the "
            "instructor's checkout."
        )
    plan = tomllib.loads((answers / "class.toml").read_text(encoding="utf-8"))
    students = [Student(**entry) for entry in plan["students"]]
    source = project.root / "source" / ASSIGNMENT
    worth = points(nbformat.read(source / f"{ASSIGNMENT}.ipynb", as_version=4))

    shutil.rmtree(course.root, ignore_errors=True)
    course.root.mkdir(parents=True)
    shutil.copy(project.config, course.root / CONFIG_NAME)
    shutil.copytree(source, course.root / "source" / ASSIGNMENT)
    steps = Steps(course)
    say("generate and release")
    steps.generate(ASSIGNMENT)
    steps.set_due_date(ASSIGNMENT, plan["due"])
    steps.release(ASSIGNMENT)

    say(f"fetch, answer and submit, as {len(students)} students")
    given: dict[str, Answer | None] = {}
    for student in students:
        first_name, last_name = student.name.split(" ", 1)
        steps.enroll(student.id, first_name, last_name)
        mine = steps.student(student.id, course.root / "students" / student.id)
        notebook = mine.fetch(ASSIGNMENT) / f"{ASSIGNMENT}.ipynb"
        given[student.id] = Answer.read(answers / student.answer) if student.answer else None
        write_answer(notebook, given[student.id], student.file)
        mine.submit(ASSIGNMENT, student.submitted)

    say("collect")
    steps.collect(ASSIGNMENT)
    say("grade")
    report = grade_class(course, ASSIGNMENT, say=say)
    notes = {row.student: row.failed for row in report.rows}
    say("feedback and export")
    steps.feedback(ASSIGNMENT)
    for student in students:
        mine = steps.student(student.id, course.root / "students" / student.id)
        if not mine.fetch_feedback(ASSIGNMENT):
            notes[student.id] += " No feedback arrived."
    steps.export(course.root / "grades.csv")

    marks = scores(course.root / "grades.csv")
    rows = []
    for student in students:
        answer, note = given[student.id], notes[student.id]
        expected = 0.0
        if answer:
            expected = sum(worth[name] for name in worth if name not in answer.fails)
        score = marks[student.id]
        what = answer.title if answer else "The file is cut off and no notebook."
        rows.append(Row(student, what, expected, score, student.submitted > plan["due"], note))
    return rows


def write_answer(path: Path, answer: Answer | None, file: str) -> None:
    """Put an answer into a fetched notebook, or `file` in place of the notebook."""
    import nbformat

    if answer is None:
        path.write_text(file, encoding="utf-8")
        return
    notebook: Any = nbformat.read(path, as_version=4)
    answer.fill_in(notebook)
    nbformat.write(notebook, path)


def scores(path: Path) -> dict[str, float]:
    """Return the scores by student from a file that nbgrader exported."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}


def table(rows: list[Row]) -> str:
    """Return the marks as text, what was expected beside them."""
    lines = [f"{'student':<16}{'expected':>9}{'mark':>7}  {'':<4}what was handed in"]
    for row in rows:
        sign = "ok" if row.as_expected else "NO"
        late = " (late)" if row.late else ""
        lines.append(
            f"{row.student.name:<16}{row.expected:>9g}{row.score:>7g}  {sign:<4}{row.what}{late}"
        )
    return "\n".join(lines)


def main() -> int:
    """Run the demo in demo/ of the project, print its table; return 1 if a mark is not expected."""
    if sys.platform == "win32":
        raise ThreadlabError("The demo needs nbgrader's exchange, which Windows does not have.")
    project = CourseFolder.find()
    begin = perf_counter()
    rows = run(project, project.demo, say=lambda words: print(f"  {words} …", flush=True))
    print(f"\n{table(rows)}\n")
    good = sum(row.as_expected for row in rows)
    print(
        f"{good} of {len(rows)} marks as expected, in {perf_counter() - begin:.0f} s. One answer "
        "in prose waits to be graded by hand. Look at the class with make teach; its files and "
        "grades.csv are in demo/."
    )
    return 0 if good == len(rows) else 1
