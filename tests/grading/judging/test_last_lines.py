"""The last line of a test: a number of points, or something that it shows."""

from __future__ import annotations

import pytest

from support.judged import judged
from support.sandbox import needs_sandbox

pytestmark = needs_sandbox
RIGHT = "def f(x):\n    return x * x"
# It gives an object where it is asked for a number.
SLY = """
class Anything:
    def same(self, other=None):
        return self
    __mul__ = __rmul__ = __add__ = __radd__ = __truediv__ = __neg__ = same
def f(x):
    return x * x if x < 4 else Anything()
"""
TEXT = "def f(x):\n    return x * x if x < 4 else 'a'"
SHOWN = [
    "abs", "len",
    "f", "object()", "[f, 3]", "(c for c in 'ab')", "type(f(3))", "{1: f}", "f'{f(3)}'", "x",
    "'%s' % f(3)", "print", "x.part", "str(f(2))", "None", "f(3) > 2", "show(f(3))",
]  # fmt: skip
POINTS = [
    "2 * f(5)", "f(5) + 1", "-f(5)", "points", "counted", "score(f)", "sum([f(5)])", "table['points']",
    "sums.total", "f(5) / 3 if f(3) == 9 else 0",
]  # fmt: skip
BEGINS = """
import types
def score(f):
    return f(5)
def show(number):
    return [object, number]
x = types.SimpleNamespace(part=f)
points = f(5)
counted = f(4)
table = {'points': f(5)}
sums = types.SimpleNamespace(total=f(5))
counted += f(5)
assert f(3) == 9
"""


def mark(test, answer):
    result = judged(test, answer)["marks"]["test"]
    return result["score"], result["flag"]


@pytest.mark.parametrize("last", SHOWN)
def test_what_a_test_shows_at_its_end_costs_nobody_marks(last):
    assert mark(BEGINS + last, RIGHT) == (2.0, "")
    score, flag = mark(
        "assert f(3) == 9\n" + last.replace("x", "f").replace("show", "str"),
        "def f(x):\n    return 8",
    )
    assert (score, flag) == (0.0, "")


@pytest.mark.parametrize("last", ["f", "object()", "[f]"])
def test_a_test_that_only_shows_something_gives_nobody_marks(last):
    score, flag = mark(last, RIGHT)
    assert score == 0.0
    assert "asserts nothing" in flag


@pytest.mark.parametrize("last", POINTS)
def test_an_object_in_place_of_points_is_looked_at(last):
    begins = BEGINS.replace("counted = f(4)", "counted = 1").replace(
        "counted += f(5)", "counted = counted * f(5)"
    )
    score, flag = mark(begins + last, SLY)
    assert score == 0.0
    assert flag


@pytest.mark.parametrize(
    "last", ["points", "score(f)", "max([f(5)])", "table['points']", "sums.total"]
)
def test_so_is_one_without_operators(last):
    begins = BEGINS.replace("counted += f(5)\n", "")
    score, flag = mark(begins + last, "def f(x):\n    return x * x if x < 4 else object()")
    assert score == 0.0
    assert "number of points" in flag


@pytest.mark.parametrize("last", ["2 * f(5)", "points"])
def test_so_is_a_text(last):
    score, flag = mark(BEGINS.replace("counted += f(5)\n", "") + last, TEXT)
    assert score == 0.0
    assert "number of points" in flag


def test_points_are_points():
    assert mark("assert f(3) == 9\npoints = f(1) / 2\npoints", RIGHT) == (0.5, "")
    assert mark("sum(f(x) == x * x for x in range(2))", RIGHT) == (2.0, "")


def test_what_is_worth_nothing_waits_for_nobody():
    result = judged("assert f(3) == 9", RIGHT, before="points = [f]\n2 * points")
    assert result["marks"]["before"]["flag"] == ""
