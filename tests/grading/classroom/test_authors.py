"""What an author is told before anybody else sees the assignment."""

from __future__ import annotations

import shutil

import pytest

from support.differential.own import cell, notebook, write
from support.project import PROJECT
from support.sandbox import needs_sandbox
from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.calibrate import calibrate
from threadlab.grading.classroom.folder import CourseFolder
from threadlab.grading.classroom.pool import Pool
from threadlab.grading.classroom.steps import Steps

pytestmark = needs_sandbox
SQUARE = "### BEGIN SOLUTION\ndef f(x):\n    return x * x\n### END SOLUTION"


@pytest.fixture(scope="module")
def pool():
    with Pool(1) as pool:
        yield pool


@pytest.fixture
def tried(tmp_path, pool):
    """Calibrate an assignment of these notebooks."""

    def go(**books):
        root = tmp_path / "course"
        for name, cells in books.items():
            write(root / "source" / "hw" / f"{name}.ipynb", notebook(cells))
        shutil.copy(PROJECT / "nbgrader_config.py", root)
        course = CourseFolder(root.resolve())
        Steps(course).generate("hw")
        return calibrate(course, "hw", times=1, executor=pool)

    return go


def pair(test, answer=SQUARE, name="f"):
    return [cell(name, answer, solution=True), cell(f"{name}-test", test, grade=True)]


def test_an_assignment_of_several_notebooks_of_any_names_is_tried(tried):
    result = tried(**{"part one": pair("assert f(3) == 9"), "two": pair("assert f(2) == 4")})
    assert result.wrong == {}, result.text()
    assert set(result.failed) == {
        f"{book}: {what}" for book in ("part one", "two")
        for what in ("the solution", "the release", "the solution without results")
    }  # fmt: skip


def test_a_failure_says_why(tried):
    broken = "### BEGIN SOLUTION\ndef f(x):\n    return x +\n### END SOLUTION"
    wrong = tried(hw=pair("assert f(3) == 9, 'Three threes are nine.'", broken)).wrong
    assert "f-test" in wrong["the solution"] and "line 3" in wrong["the solution"]


def test_a_failure_says_what_the_test_says(tried):
    wrong = tried(hw=pair("assert f(3) == 8, 'Three threes are eight.'")).wrong
    assert "Three threes are eight." in wrong["the solution"]


def test_a_misspelt_magic_is_named(tried):
    magic = "### BEGIN SOLUTION\n%matplotlip inline\ndef f(x):\n    return x\n### END SOLUTION"
    wrong = tried(hw=pair("assert f(3) == 9", magic)).wrong
    assert "%matplotlip" in wrong["the solution"]


@pytest.mark.parametrize(
    ("test", "told"),
    [
        ("f(3)", "asserts nothing"),
        ("f(3)\nprint('tested')", "asserts nothing"),
        ("f(3) == 9", "asserts nothing"),
        ("assert (f(3) == 9, 'nine')", "tuple"),
        ("def check():\n    assert f(3) == 9", "never called"),
        ("from decimal import Decimal\nassert f(2) == 4\nDecimal('2')", "Decimal"),
        ("%%check\nassert f(3) == 9", "imports threadlab"),
    ],
)
def test_a_test_that_is_not_meant_like_that_is_named(tried, test, told):
    result = tried(hw=pair(test))
    assert told in result.wrong["the test f-test"], result.text()


@pytest.mark.parametrize("test", ["points = (f(2) == 4) + (f(3) == 9)\npoints", "assert f(3) == 9"])
def test_an_honest_test_is_none_of_them(tried, test):
    assert tried(hw=pair(test)).wrong == {}


def test_an_assignment_without_tests_is_refused(tried):
    assert "no test" in str(tried(hw=[cell("f", SQUARE, solution=True)]).wrong)


def test_a_test_that_passes_without_any_result_is_found(tried):
    wrong = tried(hw=pair("assert f(3) != 8")).wrong
    assert "passes f-test and should not" in wrong["the solution without results"]


def test_a_test_that_can_not_be_read_is_refused(tried):
    with pytest.raises(ThreadlabError, match="line 1"):
        tried(hw=pair("assert f(3) == 9)"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda marks: marks.pop("points"), "has no points"),
        (lambda marks: marks.update(points=""), "has no points"),
        (lambda marks: marks.update(grade_id="f"), "which another cell has"),
        (lambda marks: marks.update(grade_id=""), "has no id"),
    ],
)
def test_odd_metadata_is_a_sentence_with_its_cell(tmp_path, change, told):
    cells = pair("assert f(3) == 9")
    change(cells[1].metadata["nbgrader"])
    write(tmp_path / "source" / "hw" / "hw.ipynb", notebook(cells))
    shutil.copy(PROJECT / "nbgrader_config.py", tmp_path)
    course = CourseFolder(tmp_path.resolve())
    for step in (lambda: Steps(course).generate("hw"), lambda: calibrate(course, "hw")):
        with pytest.raises(ThreadlabError) as refused:
            step()
        text = str(refused.value)
        assert told in text and "cell 2" in text and "\n" not in text
