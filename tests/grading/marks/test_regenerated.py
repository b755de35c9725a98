"""Another test after something was handed in: marks by hand stay, what is new counts.

Where an instructor has asked nbgrader's makers for it, the test says so (#… are their issues).
"""

from __future__ import annotations

import contextlib
import copy
import sqlite3

import nbformat
import pytest
import sqlalchemy.exc
from nbformat.v4 import new_markdown_cell

from support import ordinary
from support.graded import Here, copied, exported, rows
from support.sandbox import needs_sandbox
from threadlab import cli
from threadlab.course.regenerate import regenerate
from threadlab.errors import ThreadlabError
from threadlab.grading.classroom import generating
from threadlab.grading.classroom.steps import Steps
from threadlab.grading.classroom.whole_class import grade_class

pytestmark = needs_sandbox
NAME = ordinary.NAME
ESSAY = {"grade_id": "essay", "grade": True, "solution": True, "locked": False, "task": False,
         "points": 4, "schema_version": 3, "cell_type": "markdown"}  # fmt: skip


def source(course):
    return nbformat.read(course.root / "source" / NAME / f"{NAME}.ipynb", 4)


def write(course, notebook, name=NAME):
    nbformat.write(notebook, course.root / "source" / NAME / f"{name}.ipynb")


def named(notebook, name):
    return next(cell for cell in notebook.cells if cell.id == name)


def a_test(name, text, points=3):
    cell = copy.deepcopy(named(ordinary.source(), "test-mean"))
    cell.id = cell.metadata.nbgrader.grade_id = name
    cell.source, cell.metadata.nbgrader.points = text, points
    return cell


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class of three: graded, an essay marked by hand, a test overridden, a comment, feedback."""
    course = ordinary.make_course(tmp_path_factory.mktemp("regenerated") / "course")
    notebook = ordinary.source()
    notebook.cells.append(
        new_markdown_cell("YOUR ANSWER HERE", id="essay", metadata={"nbgrader": ESSAY})
    )
    write(course, notebook)
    Steps(course).generate(NAME)
    for student, cells in {
        "ada": {},
        "bob": {"mean": "def mean(n):\n    return 0"},
        "cyd": {},
    }.items():
        answer = ordinary.answered(course, **cells)
        named(answer, "essay").source = f"What {student} thinks."
        ordinary.hand_in(course, student, answer)
    grade_class(course, NAME, executor=Here())
    with Steps(course).api.gradebook as gradebook:
        for student, points in (("ada", 3.0), ("bob", 4.0)):
            grade = gradebook.find_grade("essay", NAME, NAME, student)
            grade.manual_score, grade.needs_manual_grade = points, False
        grade = gradebook.find_grade("test-order", NAME, NAME, "bob")
        grade.manual_score, grade.extra_credit = 1.0, 0.5
        gradebook.find_comment("mean", NAME, NAME, "bob").manual_comment = "Think of the sum."
        gradebook.db.commit()
    steps = Steps(course)
    steps.release(NAME)
    steps.make_feedback(NAME)
    return course


@pytest.fixture
def course(graded, tmp_path):
    return copied(graded, tmp_path / "course")


def again(course, **given):
    return regenerate(course, NAME, executor=Here(), **given)


def by_hand(course):
    """What persons have given."""
    with contextlib.closing(sqlite3.connect(course.gradebook)) as database:
        grades = "SELECT manual_score, extra_credit FROM grade WHERE manual_score IS NOT NULL"
        comments = "SELECT manual_comment FROM comment WHERE manual_comment IS NOT NULL"
        return sorted(database.execute(grades)), sorted(database.execute(comments))


def feedback(course, student):
    return (course.root / "feedback" / student / NAME / f"{NAME}.html").read_text("utf-8")


def everything(course):
    """All that generating may touch."""
    files = {
        path.relative_to(course.root).as_posix(): path.read_bytes()
        for folder in ("release", "autograded", "feedback")
        for path in sorted((course.root / folder).rglob("*"))
        if path.is_file()
    }
    with contextlib.closing(sqlite3.connect(course.gradebook)) as database:
        tables = ("notebook", "source_cell", "base_cell", "grade_cells", "assignment")
        cells = {table: sorted(map(str, database.execute(f"SELECT * FROM {table}")))
                 for table in tables}  # fmt: skip
    return files, cells, rows(course)


def test_a_new_test_counts_and_marks_by_hand_stay(course):
    """#1646, #1699, #1322: a test more, which the submissions don't have."""
    before, hand = exported(course), by_hand(course)
    notebook = source(course)
    notebook.cells.insert(5, a_test("mean-of-one", "assert mean([7]) == 7, 'Just one number.'"))
    write(course, notebook)
    result = again(course)
    after = exported(course)
    assert after == {"ada": before["ada"] + 3, "bob": before["bob"], "cyd": before["cyd"] + 3}
    assert by_hand(course) == hand
    assert result.changed == {name: (before[name], after[name]) for name in ("ada", "cyd")}
    assert "Just one number." in feedback(course, "bob") and "Think of the sum." in feedback(
        course, "bob")  # fmt: skip
    text = result.text()
    assert "Of 'ordinary' mean-of-one came in." in text and "ada: 15 → 18" in text
    assert "release_feedback ordinary" in text and "release_assignment ordinary" in text


def waiting(course):
    """The marks by hand that wait for another look."""
    with contextlib.closing(sqlite3.connect(course.gradebook)) as database:
        return database.execute(
            "SELECT count(*) FROM grade WHERE manual_score IS NOT NULL AND needs_manual_grade"
        ).fetchone()[0]


def test_marks_by_hand_wait_for_no_second_look_where_there_is_nothing_new_to_see(course):
    """#583: autograding again put each of them back into the queue."""
    with contextlib.closing(sqlite3.connect(course.gradebook)) as database:
        database.execute("UPDATE grade SET needs_manual_grade = 0 WHERE manual_score IS NOT NULL")
        database.commit()
    notebook = source(course)
    notebook.cells.append(a_test("later", "assert mean([2]) == 2"))
    write(course, notebook)
    again(course)
    assert waiting(course) == 0
    for student, name, more in (("ada", "essay", "And more."), ("bob", "parts", "\nx = 1")):
        path = course.root / "submitted" / student / NAME / f"{NAME}.ipynb"
        handed_in = nbformat.read(path, 4)
        named(handed_in, name).source += more
        nbformat.write(handed_in, path)
    again(course)
    assert waiting(course) == 2  # ada's essay, and bob's test that was set by hand


def test_another_number_of_points_counts_and_what_is_above_is_told(course):
    hand = by_hand(course)
    notebook = source(course)
    named(notebook, "test-squares").metadata.nbgrader.points = 5
    named(notebook, "essay").metadata.nbgrader.points = 3
    write(course, notebook)
    before = exported(course)
    result = again(course)
    assert exported(course) == {name: mark + 3 for name, mark in before.items()}
    assert by_hand(course) == hand and "bob (essay: 4 of 3)" in result.text()


def test_hidden_lines_that_came_later_count_and_stay_hidden(course):
    notebook = source(course)
    cell = named(notebook, "test-parts")
    cell.source = cell.source.replace(
        "### END HIDDEN", "assert parts('q') == ['z'], 'One part.'\n### END HIDDEN"
    )
    write(course, notebook)
    before, hand = exported(course), by_hand(course)
    result = again(course)
    assert exported(course) == {name: mark - 2 for name, mark in before.items()}
    assert by_hand(course) == hand and "['z']" not in feedback(course, "ada")
    assert not result.outdated  # students have the same as before


def test_a_cell_that_is_gone_takes_the_marks_of_the_machine_along(course):
    notebook = source(course)
    notebook.cells.remove(named(notebook, "test-squares"))
    write(course, notebook)
    before, hand = exported(course), by_hand(course)
    result = again(course)
    assert exported(course) == {name: mark - 2 for name, mark in before.items()}
    assert by_hand(course) == hand and "Of 'ordinary' test-squares went." in result.text()


def test_a_cell_with_marks_by_hand_goes_only_if_that_is_said(course):
    notebook = source(course)
    for name in ("essay", "mean"):
        notebook.cells.remove(named(notebook, name))
    write(course, notebook)
    before = everything(course)
    with pytest.raises(ThreadlabError) as told:
        again(course)
    for words in ("4 points by hand of bob for 'essay'", "a comment for bob on 'mean'",
                  "--forget", "Nothing was changed"):  # fmt: skip
        assert words in str(told.value)
    assert "Traceback" not in str(told.value) and everything(course) == before
    again(course, forget=True)
    assert by_hand(course) == ([(1.0, 0.5)], [])


def test_a_written_answer_that_becomes_a_task_keeps_its_marks(course):
    notebook = source(course)
    named(notebook, "essay").metadata.nbgrader |= {
        "grade": False, "solution": False, "locked": True, "task": True,
    }  # fmt: skip
    write(course, notebook)
    hand = by_hand(course)
    again(course)
    assert by_hand(course) == hand


def test_a_notebook_more_and_one_less(course):
    """nbgrader: Cannot modify existing assignment because there are submissions."""
    write(course, ordinary.source(), "second")
    before = exported(course)
    result = again(course)
    assert exported(course) == before and "second.ipynb came in" in result.text()
    assert all(row.missing == ["second"] for row in result.report.rows)
    (course.root / "source" / NAME / "second.ipynb").unlink()
    assert "second.ipynb went" in again(course).text() and exported(course) == before
    assert not (course.root / "release" / NAME / "second.ipynb").exists()


@pytest.mark.parametrize("broken", ["a syntax error", "no points", "no solution's end", "no id"])
def test_what_can_not_be_generated_changes_nothing(course, broken):
    notebook = source(course)
    cell = named(notebook, "test-mean")
    if broken == "a syntax error":
        cell.source = "assert mean([1]) =="
    elif broken == "no points":
        del cell.metadata.nbgrader["points"]
    elif broken == "no id":
        cell.metadata.nbgrader.grade_id = ""
    else:
        named(notebook, "mean").source = "### BEGIN SOLUTION\npass"
    write(course, notebook)
    before = everything(course)
    with pytest.raises(ThreadlabError):
        again(course)
    assert everything(course) == before
    assert not list((course.root / "release").glob(".*"))


def test_an_accident_half_way_leaves_all_as_it_was(course, monkeypatch):
    notebook = source(course)
    notebook.cells.append(a_test("later", "assert mean([2]) == 2"))
    write(course, notebook)
    before = everything(course)

    def refused():
        with pytest.raises(ThreadlabError, match="nothing of 'ordinary' was changed"):
            again(course)
        monkeypatch.undo()
        assert everything(course) == before

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(generating, "_exchange", full)
    refused()

    def locked():
        raise sqlalchemy.exc.OperationalError("COMMIT", {}, Exception("database is locked"))

    def taken_over(gradebook, *given, **named):
        gradebook.db.commit = locked
        return take_over(gradebook, *given, **named)

    take_over = generating.take_over
    monkeypatch.setattr(generating, "take_over", taken_over)
    refused()
    monkeypatch.setattr(
        generating, "wait_longer", lambda connection, _: connection.execute("PRAGMA busy_timeout=9")
    )
    with contextlib.closing(sqlite3.connect(course.gradebook)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused()
        other.rollback()
    again(course)
    assert exported(course)["ada"] == 18


def test_formgraders_button_does_the_same_and_says_what_to_do_next(course):
    notebook = source(course)
    notebook.cells.append(a_test("later", "assert mean([2]) == 2"))
    write(course, notebook)
    hand = by_hand(course)
    done = Steps(course).api.generate_assignment(NAME)
    assert done["success"] and "threadlab grade ordinary" in done["log"], done
    assert by_hand(course) == hand
    grade_class(course, NAME, executor=Here())
    assert exported(course)["ada"] == 18
    # … and where it can't be, the release that there was is still there
    notebook.cells.remove(named(notebook, "essay"))
    write(course, notebook)
    done = Steps(course).api.generate_assignment(NAME)
    assert not done["success"] and "4 points by hand of bob" in done["log"]
    assert (course.root / "release" / NAME / f"{NAME}.ipynb").is_file()


def test_a_release_that_is_there_is_left_alone_without_force(course):
    from nbgrader.converters import GenerateAssignment

    before = everything(course)
    api = Steps(course).api
    api.coursedir.assignment_id = NAME
    GenerateAssignment(coursedir=api.coursedir, parent=api).start()
    assert everything(course) == before


def test_a_hook_of_the_instructors_finds_the_release_in_its_place(course, monkeypatch):
    found = []

    def hook(**given):
        folder = course.root / "release" / given["assignment"]
        found.append("BELOW" in (folder / f"{NAME}.ipynb").read_text("utf-8"))

    notebook = source(course)
    notebook.cells.append(new_markdown_cell("BELOW"))
    write(course, notebook)
    steps = Steps(course)
    steps.api.parent.config.GenerateAssignment.post_convert_hook = hook
    steps.api.update_config(steps.api.parent.config)
    steps.generate(NAME)
    assert found == [True]


def test_an_assignment_that_nobody_has_handed_in_is_just_generated(tmp_path):
    course = ordinary.make_course(tmp_path / "course")
    assert "Nobody has handed it in" in again(course).text()
    with pytest.raises(ThreadlabError, match="no assignment 'nothing'"):
        regenerate(course, "nothing")


@pytest.mark.parametrize("task", [True, False])
def test_a_picture_of_the_mark_scheme_is_not_given_out(tmp_path, task):
    """#1782: what is attached within a mark scheme stood in the release."""
    course = ordinary.make_course(tmp_path / "course")
    notebook = ordinary.source()
    marks = {**ESSAY, "grade_id": "draw", "grade": not task, "solution": not task, "task": task}
    cell = new_markdown_cell(
        "Draw ![this](attachment:this%20one.png).\n=== BEGIN MARK SCHEME ===\n"
        "![so](attachment:solution.png)\n=== END MARK SCHEME ===",
        id="draw", metadata={"nbgrader": marks},
    )  # fmt: skip
    cell.attachments = {name: {"image/png": "aGk="} for name in ("this one.png", "solution.png")}
    notebook.cells.append(cell)
    write(course, notebook)
    Steps(course).generate(NAME)
    given = named(ordinary.released(course), "draw").get("attachments", {})
    assert list(given) == (["this one.png"] if task else [])


def test_the_command_tells_it(course, capsys):
    notebook = source(course)
    notebook.cells.append(a_test("later", "assert mean([2]) == 2"))
    write(course, notebook)
    with pytest.raises(SystemExit) as ended:
        cli.main(["regenerate", NAME, "--course", str(course.root)])
    assert not ended.value.code and "ada: 15 → 18" in capsys.readouterr().out
