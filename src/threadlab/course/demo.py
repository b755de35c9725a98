"""An invented class, sent through the whole loop: twelve students, or thirty in all homework.

generate, release; each student fetches, answers, submits; collect, grade, feedback, export.
The course lies in demo/ beside the project's own, which it does not touch.
"""

from __future__ import annotations

import csv
import shutil
import sys
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.answers import Answer, points
from threadlab.grading.classroom.folder import CONFIG_NAME, CourseFolder
from threadlab.grading.classroom.steps import Steps
from threadlab.grading.classroom.whole_class import grade_class

ASSIGNMENT = "tickets"
DUE = "2026-10-05 18:00:00 UTC"
SUBMITTED = "2026-10-05 12:00:00 UTC"


@dataclass(frozen=True)
class Student:
    """Who hands in what: an answer file, or with `file` a text that is no notebook at all."""

    id: str
    name: str
    submitted: str
    answer: str = ""
    file: str = ""


@dataclass(frozen=True)
class Class:
    """What is handed in for one assignment, until when."""

    assignment: str
    due: str
    students: Sequence[Student]


@dataclass(frozen=True)
class Row:
    """One line of the table: what a student was expected to get and got."""

    assignment: str
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


def twelve(project: CourseFolder) -> list[Class]:
    """The class of the demo: twelve students with names, in one assignment."""
    plan = tomllib.loads((_answers(project, ASSIGNMENT) / "class.toml").read_text(encoding="utf-8"))
    return [Class(ASSIGNMENT, plan["due"], [Student(**entry) for entry in plan["students"]])]


def drawn(project: CourseFolder, count: int) -> list[Class]:
    """A class of `count` in every assignment: a third right answers, two thirds wrong ones.

    They are drawn from all over the known answers, the same each time.
    """
    classes = []
    for assignment in project.assignments():
        folder = _answers(project, assignment)
        known = {kind: sorted(folder.glob(f"{kind}/*.py")) for kind in ("right", "wrong")}
        students = []
        for number in range(count):
            kind = "wrong" if number % 3 else "right"
            place, of = (number // 3, -(-count // 3)) if kind == "right" else (
                number - number // 3 - 1, count - -(-count // 3))  # fmt: skip
            paths = known[kind]
            path = paths[place * len(paths) // of]
            students.append(Student(f"s{number + 1:02}", f"Student {number + 1:02}", SUBMITTED,
                                    path.relative_to(folder).as_posix()))  # fmt: skip
        classes.append(Class(assignment, DUE, students))
    return classes


def _answers(project: CourseFolder, assignment: str) -> Path:
    answers = project.root / "tests" / "answers" / assignment
    if not answers.is_dir():
        raise ThreadlabError(
            f"The demo needs {answers}, which this copy of the course does not have: use the "
            "instructor's checkout."
        )
    return answers


def run(
    project: CourseFolder,
    course: CourseFolder,
    classes: Sequence[Class],
    say: Callable[[str], None],
) -> list[Row]:
    """Make `course` anew from `project`, send the classes through it, return their marks.

    `say` is told what happens. Everything in the folder of `course` is deleted first.
    """
    shutil.rmtree(course.root, ignore_errors=True)
    course.root.mkdir(parents=True)
    shutil.copy(project.config, course.root / CONFIG_NAME)
    steps = Steps(course)
    rows = []
    for each in classes:
        assignment = each.assignment
        shutil.copytree(project.root / "source" / assignment, course.root / "source" / assignment)
        say(f"{assignment}: generate and release")
        steps.generate(assignment)
        steps.set_due_date(assignment, each.due)
        steps.release(assignment)
        rows += _handed_in(project, course, steps, each, say)
    return rows


def _handed_in(
    project: CourseFolder, course: CourseFolder, steps: Steps, each: Class,
    say: Callable[[str], None],
) -> list[Row]:  # fmt: skip
    """Send a class through a released assignment; return its marks, as they were exported."""
    import nbformat

    assignment, answers = each.assignment, _answers(project, each.assignment)
    source = project.root / "source" / assignment / f"{assignment}.ipynb"
    worth = points(nbformat.read(source, as_version=4))
    say(f"fetch, answer and submit, as {len(each.students)} students")
    given: dict[str, Answer | None] = {}
    for student in each.students:
        first_name, last_name = student.name.split(" ", 1)
        steps.enroll(student.id, first_name, last_name)
        mine = steps.student(student.id, course.root / "students" / student.id)
        notebook = mine.fetch(assignment) / f"{assignment}.ipynb"
        given[student.id] = Answer.read(answers / student.answer) if student.answer else None
        write_answer(notebook, given[student.id], student.file)
        mine.submit(assignment, student.submitted)

    say("collect")
    steps.collect(assignment)
    say("grade")
    report = grade_class(course, assignment, say=say)
    notes = {row.student: row.failed for row in report.rows}
    say("feedback and export")
    steps.feedback(assignment)
    for student in each.students:
        mine = steps.student(student.id, course.root / "students" / student.id)
        if not mine.fetch_feedback(assignment):
            notes[student.id] += " No feedback arrived."
    steps.export(course.root / "grades.csv")

    marks = scores(course.root / "grades.csv", assignment)
    rows = []
    for student in each.students:
        answer, note = given[student.id], notes[student.id]
        expected = 0.0
        if answer:
            expected = sum(worth[name] for name in worth if name not in answer.fails)
        score = marks[student.id]
        what = answer.title if answer else "The file is cut off and no notebook."
        late = student.submitted > each.due
        rows.append(Row(assignment, student, what, expected, score, late, note))
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


def scores(path: Path, assignment: str) -> dict[str, float]:
    """Return the scores by student from a file that nbgrader exported."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["student_id"]: float(row["score"])
            for row in csv.DictReader(file)
            if row["assignment"] == assignment
        }


def table(rows: list[Row]) -> str:
    """Return the marks as text, what was expected beside them."""
    lines = []
    for number, row in enumerate(rows):
        if number == 0 or rows[number - 1].assignment != row.assignment:
            lines += ["", row.assignment] if number else [row.assignment]
            lines.append(f"{'student':<16}{'expected':>9}{'mark':>7}  {'':<4}what was handed in")
        sign = "ok" if row.as_expected else "NO"
        late = " (late)" if row.late else ""
        lines.append(
            f"{row.student.name:<16}{row.expected:>9g}{row.score:>7g}  {sign:<4}{row.what}{late}"
        )
    return "\n".join(lines)


def main(students: int = 0) -> int:
    """Run the demo in demo/ of the project, print its table; return 1 if a mark is not expected.

    With a number of `students` it is a class of that size, in every assignment.
    """
    if sys.platform == "win32":
        raise ThreadlabError("The demo needs nbgrader's exchange, which Windows does not have.")
    project = CourseFolder.find()
    begin = perf_counter()
    classes = drawn(project, students) if students else twelve(project)
    rows = run(project, project.demo, classes, lambda words: print(f"  {words} …", flush=True))
    print(f"\n{table(rows)}\n")
    good = sum(row.as_expected for row in rows)
    print(
        f"{good} of {len(rows)} marks as expected, in {perf_counter() - begin:.0f} s. Answers "
        "in prose wait to be graded by hand. Look at the class with make teach; its files and "
        "grades.csv are in demo/."
    )
    return 0 if good == len(rows) else 1
