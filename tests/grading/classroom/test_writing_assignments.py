"""docs/writing-assignments.md, carried out: what it says is what happens."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from support.graded import exported
from support.project import PROJECT
from support.sandbox import needs_sandbox
from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.calibrate import calibrate
from threadlab.grading.classroom.folder import CourseFolder
from threadlab.grading.classroom.steps import Steps

pytestmark = needs_sandbox
DOCUMENT = (PROJECT / "docs" / "writing-assignments.md").read_text("utf-8")
KERNEL = {"name": "python3", "language": "python", "display_name": "Python 3"}
# What the panel Create Assignment writes for each kind: grade, solution, locked, task.
KINDS = {
    "Read-only": (False, False, True, False),
    "Autograded answer": (False, True, False, False),
    "Autograder tests": (True, False, True, False),
    "Manually graded answer": (True, True, False, False),
    "Manually graded task": (False, False, True, True),
}
BLOCK = r"```(\w+)\n(.*?)\n```"
CELL = re.compile(
    rf"^(\*Later\*, )?\*({'|'.join(KINDS)})\*, id `([\w-]+)`(?:, (\d+) points?)?:\n\n{BLOCK}",
    re.M | re.S,
)
FILE = re.compile(rf"^\*File\* `([^`]+)`:\n\n{BLOCK}", re.M | re.S)
BOBS = re.compile(rf"^\*bob's answer\*, id `([\w-]+)`:\n\n{BLOCK}", re.M | re.S)
MISTAKE = re.compile(rf"^\*Mistake\* `([\w-]+)`:\n\n{BLOCK}\n\n{BLOCK}", re.M | re.S)
ROW = re.compile(r"^\| `([\w-]+)` \| (\d+) \| (\d+) \|$", re.M)


def cell(kind, name, points, language, text):
    grade, solution, locked, task = KINDS[kind]
    marks = {
        "grade": grade, "solution": solution, "locked": locked, "task": task, "grade_id": name,
        "schema_version": 3, "cell_type": "markdown" if language == "markdown" else "code",
    }  # fmt: skip
    if grade or task:
        marks["points"] = int(points)
    new = new_markdown_cell if language == "markdown" else new_code_cell
    return new(text, id=name, metadata={"nbgrader": marks})


def cells(later):
    return [
        cell(kind, name, points, language, text)
        for when, kind, name, points, language, text in CELL.findall(DOCUMENT)
        if later or not when
    ]


def write(path, made):
    notebook = new_notebook(cells=made, metadata={"kernelspec": KERNEL})
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


def scripts():
    """The commands of the document, in its order."""
    return [text for language, text in re.findall(BLOCK, DOCUMENT, re.S) if language == "sh"]


def run(text, folder):
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["sh", "-ec", text], cwd=folder, capture_output=True, text=True,
        env=os.environ | {"PATH": path, "THREADLAB": str(PROJECT)},
    )  # fmt: skip
    assert done.returncode == 0, f"{text}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def handed_in(course, student, answers):
    """What a student makes of the release; the solution where nothing is said."""
    solutions = {each.id: each.source for each in cells(later=False)}
    made = nbformat.read(course.root / "release" / "shop" / "shop.ipynb", 4)
    for each in made.cells:
        marks = each.metadata.get("nbgrader", {})
        if marks.get("solution") and each.cell_type == "code":
            assert "raise NotImplementedError()" in each.source
            each.source = answers.get(each.id, solutions[each.id])
        elif marks.get("solution"):
            assert each.source == "YOUR ANSWER HERE"
            each.source = "They both read, and one of them is lost."
        assert "MARK SCHEME" not in each.source and "HIDDEN" not in each.source
    write(course.root / "submitted" / student / "shop" / "shop.ipynb", made.cells)


def marks(course, student):
    sql = """SELECT base_cell.name, auto_score FROM grade
             JOIN base_cell ON base_cell.id = grade.cell_id
             JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
             JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
             WHERE student_id = ?"""
    with closing(sqlite3.connect(course.gradebook)) as database:
        return dict(database.execute(sql, (student,)))


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """The course when its files and its notebook are written, and the commands still to come."""
    root = tmp_path_factory.mktemp("writing").resolve()
    begin, templates, *more = scripts()
    run(begin, root)
    course = CourseFolder(root / "course")
    for name, _, text in FILE.findall(DOCUMENT):
        (course.root / name).parent.mkdir(parents=True, exist_ok=True)
        (course.root / name).write_text(text + "\n")
    run(templates, course.root)
    write(course.root / "source" / "shop" / "shop.ipynb", cells(later=False))
    return course, more


def test_from_an_empty_folder_to_marks_and_to_another_test(begun):
    course, (calibrated, graded, again) = begun
    said = "all marks are what they should be, every time"
    assert said in DOCUMENT and said in run(calibrated, course.root)
    handed_in(course, "ada", {})
    handed_in(course, "bob", {name: text for name, _, text in BOBS.findall(DOCUMENT)})
    run(graded, course.root)
    table = ROW.findall(DOCUMENT)
    for place, student in ((1, "ada"), (2, "bob")):
        found = marks(course, student)
        assert {row[0]: found[row[0]] for row in table} == {
            row[0]: float(row[place]) for row in table
        }
        assert found["explain"] is None and found["draw"] is None  # these wait for a person
    assert {row[0] for row in table} == {
        each.id for each in cells(later=False) if each.id in marks(course, "ada")
    } - {"explain", "draw"}
    assert exported(course) == {"ada": 13, "bob": 9}
    feedback = Steps(course)
    feedback.make_feedback("shop")
    page = (course.root / "feedback" / "bob" / "shop" / "shop.html").read_text("utf-8")
    assert "<svg" in page or "image/svg" in page
    assert "Another file has other prices" not in page

    write(course.root / "source" / "shop" / "shop.ipynb", cells(later=True))
    told = run(again, course.root)
    assert "ada: 13 → 14" in DOCUMENT and "ada: 13 → 14" in told
    assert exported(course) == {"ada": 14, "bob": 9}


def test_each_mistake_is_told_in_those_words(begun, tmp_path):
    mistakes = {name: (text, told) for name, _, text, _, told in MISTAKE.findall(DOCUMENT)}
    assert len(mistakes) == DOCUMENT.count("*Mistake*") == 6
    refused = mistakes.pop("no-python")
    answers = [each for each in cells(later=False) if each.id in ("change", "imports")]
    files = {name: text for name, _, text in FILE.findall(DOCUMENT) if name.startswith("source")}

    def course_of(root, tests):
        made = [cell("Autograder tests", name, 1, "python", text) for name, text in tests.items()]
        write(root / "source" / "shop" / "shop.ipynb", [*answers, *made])
        for name, text in files.items():
            (root / name).write_text(text)
        (root / "nbgrader_config.py").write_text((PROJECT / "nbgrader_config.py").read_text())
        course = CourseFolder(root.resolve())
        Steps(course).generate("shop")
        return course

    course = course_of(tmp_path / "one", {name: text for name, (text, _) in mistakes.items()})
    told = calibrate(course, "shop", times=1, workers=1).text()
    for name, (_, words) in mistakes.items():
        assert words in told and name in told, told
    with pytest.raises(ThreadlabError, match=re.escape(refused[1])) as error:
        calibrate(course_of(tmp_path / "two", {"no-python": refused[0]}), "shop")
    assert "no-python" in str(error.value)


def test_every_block_of_the_document_is_carried_out():
    carried_out = sum(len(each.findall(DOCUMENT)) for each in (CELL, FILE, BOBS, MISTAKE))
    told = len(MISTAKE.findall(DOCUMENT)) + 2  # what calibrate and regenerate say
    assert DOCUMENT.count("\n```") // 2 == carried_out + told + len(scripts())
