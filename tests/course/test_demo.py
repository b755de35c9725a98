"""The whole loop with a class of twelve, and answers as files."""

from __future__ import annotations

import csv
import os
import tomllib
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from support.project import ANSWERS, PROJECT

from threadlab.course import demo
from threadlab.course.answers import Answer, points
from threadlab.course.folder import CourseFolder
from threadlab.errors import ThreadlabError

TICKETS = ANSWERS / "tickets"
CLASS = tomllib.loads((TICKETS / "class.toml").read_text(encoding="utf-8"))


@pytest.mark.skipif(os.name == "nt", reason="nbgrader has no exchange on Windows")
def test_twelve_students_get_the_marks_they_deserve(project: CourseFolder, tmp_path: Path) -> None:
    course = CourseFolder((tmp_path / "demo").resolve())
    rows = demo.run(project, course, demo.twelve(project), say=lambda words: None)
    text = demo.table(rows)
    assert len(rows) == 12
    assert all(row.as_expected for row in rows), text
    marks = {row.student.id: row.score for row in rows}
    assert marks["ada"] == marks["bo"] == marks["chen"] == 21
    assert marks["jun"] == 0
    assert marks["lea"] == 0
    notes = {row.student.id: row.note for row in rows}
    assert "cut off" in notes.pop("lea") and not any(notes.values())
    assert [row.student.id for row in rows if row.late] == ["chen"]

    with (course.root / "grades.csv").open(newline="") as file:
        exported = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert exported == marks

    for student in marks:
        pages = list((course.root / "students" / student).glob("tickets/feedback/*/tickets.html"))
        assert pages, f"no feedback reached {student}"
    page = (course.root / "feedback" / "goran" / "tickets" / "tickets.html").read_text()
    assert "After a refused refund the office must go on working" in page
    others = {row.student.name for row in rows}
    assert not any(name in page for name in others - {"Goran Petrov"})


def test_a_class_is_drawn_from_all_over_the_known_answers(project: CourseFolder) -> None:
    classes = demo.drawn(project, 30)
    assert [each.assignment for each in classes] == project.assignments()
    for each in classes:
        handed_in = [student.answer for student in each.students]
        right = [answer for answer in handed_in if answer.startswith("right/")]
        assert len(handed_in) == len({student.id for student in each.students}) == 30
        assert len(right) == 10 and len(set(right)) >= 6
        assert len(set(handed_in) - set(right)) == 20
    assert demo.drawn(project, 30) == classes
    assert [len(each.students) for each in demo.drawn(project, 4)] == [4] * len(classes)


def test_an_answer_file_names_cells_that_exist() -> None:
    source = nbformat.read(PROJECT / "source" / "tickets" / "tickets.ipynb", as_version=4)
    tests = points(source)
    assert sum(tests.values()) == 21
    for path in sorted(TICKETS.glob("*/*.py")):
        answer = Answer.read(path)
        assert answer.fails <= tests.keys(), path
        assert bool(answer.fails) == (path.parent.name == "wrong"), path
        answer.fill_in(nbformat.from_dict(source))


def test_answers_that_nobody_in_the_class_hands_in_fail_where_they_should() -> None:
    handed_in = {entry.get("answer") for entry in CLASS["students"]}
    others = [path for path in sorted(TICKETS.glob("*/*.py"))
              if path.relative_to(TICKETS).as_posix() not in handed_in]  # fmt: skip
    assert others
    for path in others:
        answer = Answer.read(path)
        notebook = nbformat.read(PROJECT / "source" / "tickets" / "tickets.ipynb", as_version=4)
        answer.fill_in(notebook)
        NotebookClient(notebook, allow_errors=True, timeout=60).execute()
        failed = {
            cell.id
            for cell in notebook.cells
            if cell.id in points(notebook)
            and any(output.output_type == "error" for output in cell.outputs)
        }
        assert failed == answer.fails, path


def test_like_takes_the_sections_of_another_answer(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text('"""One."""\n# %% a\nx = 1\n\n# %% b [markdown]\n# Text.\n')
    (tmp_path / "two.py").write_text(
        '"""Two.\n\nlike: one.py\nfails: check-a\n"""\n# %% a\nx = (\n'
    )
    answer = Answer.read(tmp_path / "two.py")
    assert answer == Answer("Two.", {"a": "x = (", "b": "Text."}, frozenset({"check-a"}))


def test_an_answer_for_a_cell_that_is_not_there_is_refused() -> None:
    notebook = nbformat.v4.new_notebook()
    with pytest.raises(ThreadlabError, match="no cell 'office'"):
        Answer("x", {"office": "pass"}, frozenset()).fill_in(notebook)
