"""No assertion cell of any assignment rests on what a room says of itself, and on nothing else."""

from __future__ import annotations

from functools import cache

import nbformat
import pytest

from support.project import PROJECT
from threadlab.grading.classroom.folder import CourseFolder
from threadlab.grading.intake.plan import Plan
from threadlab.grading.judging import reading
from threadlab.grading.judging.claims import TestCell as Taken

ASSIGNMENTS = CourseFolder(PROJECT).assignments()


def rests_on_more_than_a_word(cell: Taken) -> bool:
    """Whether a room that says that all is well, and gives no value, has no mark.

    There has to be a claim that must be judged, by an arbiter, about a value that is not guessed
    by saying yes, nor compared with what the room says itself.
    """
    return any(
        claim.must and claim.final and not (claim.guessable or claim.inside)
        for claim in cell.claims
    )


@cache
def assertion_cells(name):
    """The graded cells of assertions of an assignment, taken apart, by their ids."""
    source, release = (
        nbformat.read(PROJECT / folder / name / f"{name}.ipynb", 4)
        for folder in ("source", "release")
    )
    plan = Plan.from_notebook(name, name, source, release)
    released = frozenset(
        bound for cell in plan.cells if cell.solution and cell.cell_type == "code"
        for bound in reading.bound(reading.plain(cell.source))
    )  # fmt: skip
    locked = [cell.source for cell in plan.cells if cell.cell_type == "code" and cell.locked]
    return {
        cell.id: Taken.of(reading.plain(cell.source), released, tuple(map(reading.plain, locked)))
        for cell in plan.cells
        if cell.test and cell.points and not cell.source.lstrip().startswith("%%check")
    }


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_no_assertion_cell_rests_on_a_rooms_word_alone(name):
    cells = assertion_cells(name)
    assert [cell for cell, taken in cells.items() if not rests_on_more_than_a_word(taken)] == []


def test_there_are_assertion_cells_to_look_at():
    assert sum(len(assertion_cells(name)) for name in ASSIGNMENTS) > 20


@pytest.mark.parametrize(
    "source",
    [
        "assert isinstance(f(2), int)",
        "assert f(2)",
        "assert f(2) is None",
        "assert f(2) == True",
        "f(2)",
        "try:\n    f(2)\nexcept ValueError:\n    pass\nelse:\n    raise AssertionError",
        "try:\n    assert f(2) == 4\nexcept AssertionError:\n    pass",
        "if f(2):\n    assert f(3) == 9",
        "for n in (1, 2):\n    assert f(n) == n * n",
        "want = [1, 4]\nassert f(2) == want and [*f(2)] == want + []",
        "given = [2, 1]\nassert f(given) == sorted(given)",
    ],
)
def test_a_cell_that_does_is_found(source):
    assert not rests_on_more_than_a_word(Taken.of(source))


@pytest.mark.parametrize(
    "source",
    ["assert f(2) == 4", "x = f(2)\nassert x == [4]",
     "assert all(f(n) == n * n for n in (1, 2))", "for n in (1, 2):\n    assert f(n) == n * n\nassert f(3) == 9"],
)  # fmt: skip
def test_a_cell_that_compares_a_value_is_none_of_them(source):
    assert rests_on_more_than_a_word(Taken.of(source))
