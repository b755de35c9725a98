"""What other front ends and file managers make of a submission: found, or left to a person."""

from __future__ import annotations

import shutil
import zipfile

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from support import ordinary
from support.differential.own import KERNEL, cell, notebook, write
from support.graded import Here, copied, exported
from support.project import PROJECT
from support.sandbox import needs_sandbox
from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.folder import CourseFolder
from threadlab.grading.classroom.steps import Steps
from threadlab.grading.classroom.whole_class import grade_class

pytestmark = needs_sandbox
NAME = ordinary.NAME


def stripped(made):
    """The same notebook as another front end saves it: no metadata, and ids of its own."""
    for number, part in enumerate(made.cells):
        part.metadata = {}
        part.id = f"other-{number}"
    return made


def row_of(course, student="ada"):
    rows = grade_class(course, NAME, executor=Here(), student=student).rows
    (row,) = [row for row in rows if row.student == student]
    return row


def test_a_notebook_without_metadata_gets_the_marks_that_it_has_with_it(course):
    wrong = {"mean": "def mean(numbers):\n    return 0"}
    for student, answers in (("ada", {}), ("bob", wrong)):
        ordinary.hand_in(course, student, stripped(ordinary.answered(course, **answers)))
    scores = {row.student: (row.score, row.flags) for row in
              grade_class(course, NAME, executor=Here()).rows}  # fmt: skip
    assert scores == {"ada": (12, []), "bob": (10, [])}
    assert "text and place: " in " ".join(row_of(course).notes)


def test_changed_tests_are_put_back_though_their_names_are_lost(course):
    made = stripped(ordinary.answered(course, mean="def mean(numbers):\n    return 0"))
    for part in made.cells:
        if part.source.startswith("assert abs(mean"):
            part.source = "assert True"
    ordinary.hand_in(course, "ada", made)
    row = row_of(course)
    assert row.score == 10


def test_an_answer_that_can_not_be_told_from_others_is_no_zero_in_silence(course):
    made = stripped(ordinary.answered(course))
    place = next(n for n, part in enumerate(made.cells) if part.source.startswith("def mean"))
    made.cells[place : place + 1] = [
        new_code_cell("from statistics import mean as average\nlimit = 3"),
        new_code_cell("average_of = lambda numbers: average(numbers)"),
    ]
    ordinary.hand_in(course, "ada", made)
    row = row_of(course)
    assert row.score == 10 and any("test-mean" in flag for flag in row.flags)


def test_cells_made_anew_beside_the_old_ones_count(course):
    made = ordinary.answered(course)
    for part in made.cells:
        if part.id == "order":  # cut, and typed into a new cell
            part.metadata, part.id = {}, "new"
    ordinary.hand_in(course, "ada", made)
    assert row_of(course).score == 12


@pytest.mark.parametrize(
    "name", [f"{NAME}-Copy1", f"{NAME} (1)", f"{NAME}_final", f"{NAME} - Kopie"]
)
def test_a_finished_copy_counts_and_not_the_untouched_one(course, name):
    path = ordinary.hand_in(course, "ada", ordinary.answered(course))
    path.rename(path.with_name(f"{name}.ipynb"))
    nbformat.write(ordinary.released(course), path)
    row = row_of(course)
    assert row.score == 12 and name in " ".join(row.notes)


def test_of_two_that_were_worked_on_the_right_name_counts_and_the_other_is_named(course):
    path = ordinary.hand_in(course, "ada", ordinary.answered(course))
    other = ordinary.answered(course, mean="def mean(numbers):\n    return 0")
    nbformat.write(other, path.with_name(f"{NAME}-Copy1.ipynb"))
    row = row_of(course)
    assert row.score == 12 and "set aside" in " ".join(row.notes)


@pytest.mark.parametrize("deep", ["ordinary", "my work/ordinary", "hand in/x/y"])
def test_a_folder_too_many_is_looked_into(course, deep):
    answer = ("from numbers_of_mine import total\ndef mean(numbers):\n"
              "    return total(numbers) / len(open('count.txt').read())")  # fmt: skip
    test_free = ordinary.answered(course, mean=answer)
    path = ordinary.hand_in(course, "ada", test_free)
    folder = path.parent / deep
    folder.mkdir(parents=True)
    shutil.move(path, folder)
    (folder / "numbers_of_mine.py").write_text("total = sum\n")
    (folder / "count.txt").write_text("ab")
    row = row_of(course)
    assert row.score == 10 and "was taken for" in " ".join(row.notes)  # mean of three is wrong


def test_an_archive_is_named(course):
    path = ordinary.hand_in(course, "ada", ordinary.answered(course))
    with zipfile.ZipFile(path.parent / "work.zip", "w") as archive:
        archive.write(path, path.name)
    path.unlink()
    row = row_of(course)
    assert row.score == 0 and "work.zip" in row.failed


def test_another_languages_notebook_is_refused_and_a_python_one_in_its_clothes_is_not(course):
    made = ordinary.answered(course)
    made.metadata["kernelspec"] = {"name": "ir", "language": "R", "display_name": "R"}
    ordinary.hand_in(course, "ada", made)
    assert row_of(course).score == 12
    made = notebook([new_code_cell("squares <- function(n) (1:n)^2")])
    made.metadata = {"language_info": {"name": "R"}}
    ordinary.hand_in(course, "ada", made)
    assert "in R" in row_of(course).failed


# An assignment with prose


def prose(name, source):
    made = cell(name, source, grade=True, solution=True)
    marks = dict(made.metadata["nbgrader"], cell_type="markdown")
    return new_markdown_cell(source, id=name, metadata={"nbgrader": marks})


@pytest.fixture(scope="module")
def essays(tmp_path_factory):
    root = tmp_path_factory.mktemp("essays") / "course"
    cells = [
        new_markdown_cell("# One", id="h1"), prose("one", "YOUR ANSWER HERE"),
        new_markdown_cell("# Two", id="h2"), prose("two", "YOUR ANSWER HERE"),
        new_code_cell("1 + 1", id="scratch"),
        cell("code", "# your code\nraise NotImplementedError", grade=True, solution=True),
    ]  # fmt: skip
    write(root / "source" / "part one" / "part one.ipynb", notebook(cells))
    shutil.copy(PROJECT / "nbgrader_config.py", root)
    course = CourseFolder(root.resolve())
    Steps(course).generate("part one")
    return course


def test_prose_beside_its_placeholder_waits_for_a_person(essays, tmp_path):
    course = copied(essays, tmp_path / "course")
    release = course.root / "release" / "part one" / "part one.ipynb"

    def hand_in(student, change):
        made = nbformat.read(release, 4)
        change(made.cells)
        write(course.root / "submitted" / student / "part one" / "part one.ipynb", made)

    hand_in("untouched", lambda cells: None)
    hand_in("below", lambda cells: cells.insert(2, new_markdown_cell("My answer.")))
    hand_in("above", lambda cells: cells.insert(1, new_markdown_cell("My answer.")))
    hand_in("in-it", lambda cells: cells[1].update(source="My answer."))
    hand_in("code", lambda cells: cells.append(new_code_cell("print(7)")))
    report = grade_class(course, "part one", executor=Here())
    assert not [row.failed for row in report.rows if row.failed]
    from support.differential.beside import marks

    waiting = {student: sorted(cell for (_, who, _, cell), points in marks(course).items()
                               if who == student and points.score is None)
               for student in ("untouched", "below", "above", "in-it", "code")}  # fmt: skip
    assert waiting == {"untouched": [], "below": ["one"], "above": ["one"], "in-it": ["one"],
                       "code": ["code"]}  # fmt: skip
    assert set(exported(course).values()) == {0.0}


def test_an_assignment_in_another_language_is_refused(tmp_path):
    made = notebook([cell("test", "stopifnot(TRUE)", grade=True)])
    made.metadata["kernelspec"] = {"name": "ir", "language": "R", "display_name": "R"}
    for folder in ("source", "release"):
        write(tmp_path / folder / "r" / "r.ipynb", made)
    write(tmp_path / "submitted" / "ada" / "r" / "r.ipynb", made)
    shutil.copy(PROJECT / "nbgrader_config.py", tmp_path)
    assert KERNEL["language"] == "python"
    with pytest.raises(ThreadlabError, match="in R"):
        grade_class(CourseFolder(tmp_path.resolve()), "r", executor=Here())
