"""Which names of a locked cell are the student's where a test runs."""

from __future__ import annotations

import pytest

from threadlab.grading.intake.asked import asked, changed
from threadlab.grading.intake.plan import Plan
from threadlab.grading.wire.limits import Limits

GIVEN = ("", True, "box = [1]\nother = [2]")


@pytest.mark.parametrize(
    "solution",
    [
        "box = box + [2]", "box += [2]", "box.append(2)", "box[0] = 2", "box[0].name = 2",
        "del box[0]", "box.sort_values('a', inplace=True)", "import random\nrandom.shuffle(box)",
        "for box in []:\n    pass", "def more():\n    box.append(2)\nmore()",
        "def more():\n    global box\n    box = [3]",
        "%matplotlib inline\nbox.append(2)", "with open('f') as box:\n    pass",
    ],
)  # fmt: skip
def test_what_the_solution_changes_is_the_students(solution: str) -> None:
    assert asked([GIVEN, ("", False, solution), ("t", True, "assert box")]) == {"t": ("box",)}


@pytest.mark.parametrize(
    "solution",
    [
        "total = sum(box)", "box.count(1)", "box.sort_values('a')", "print(box)",
        "box.sort_values('a', inplace=False)", "def f(box):\n    box.append(2)\n    return box",
        "def f():\n    box = []\n    box.append(2)", "grow = lambda box: box.append(2)", "box[0",
    ],
)  # fmt: skip
def test_what_it_only_looks_at_is_not(solution: str) -> None:
    assert asked([GIVEN, ("", False, solution), ("t", True, "assert box")]) == {}


def test_whoever_comes_last_before_a_test_has_the_name() -> None:
    cells = [
        GIVEN,
        ("first", True, "assert box"),
        ("", False, "box.append(2)\nother = 3"),
        ("second", True, "box = f(3)\nassert box"),
        ("third", True, "assert other"),
        ("", True, "other = 4"),
        ("fourth", True, "assert other"),
    ]
    assert asked(cells) == {"second": ("box", "other"), "third": ("other",)}


def test_what_both_import_is_nobodys() -> None:
    cells = [
        ("", True, "import math as m\nfrom json import dumps"),
        ("", False, "import math as m\nfrom json import dumps\nx = m.pi"),
        ("t", True, "assert x == m.pi"),
    ]
    assert asked(cells) == {}


def test_a_name_of_no_locked_cell_is_the_students_anyway() -> None:
    assert asked([("", False, "mine = 1"), ("t", True, "assert mine == 1")]) == {}


def test_what_cannot_be_read_changes_nothing() -> None:
    assert changed("this is no Python") == frozenset()
    assert changed("-" * 10_000 + "1") == frozenset()


def test_a_plan_keeps_it_and_one_without_is_what_it_was() -> None:
    plan = Plan("a", "b", (), Limits(), asked={"t": ("box",)})
    assert Plan.of(plan.data()).asked == plan.asked
    assert "asked" not in Plan("a", "b", ()).data()
    assert plan.digest != Plan("a", "b", (), Limits()).digest
