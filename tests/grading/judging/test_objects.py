"""Operators of objects that an answer has made: right ones count, and liars take nothing by them."""

from __future__ import annotations

import pytest

from support.judged import judged
from support.sandbox import needs_sandbox

pytestmark = needs_sandbox
SUM = """
class Sum:
    def __init__(self, n): self.n = n
    def __eq__(self, other): return isinstance(other, Sum) and self.n == other.n
    def __hash__(self): return hash(self.n)
    def __lt__(self, other): return self.n < other.n
    def __add__(self, other): return Sum(self.n + other.n)
    def __sub__(self, other): return Sum(self.n - other.n)
    def __mul__(self, times): return Sum(self.n * times)
    __rmul__ = __mul__
    def __neg__(self): return Sum(-self.n)
    def __contains__(self, number): return number == self.n
    def __bool__(self): return self.n != 0
    def more(self): return Sum(self.n + 1)
    def __str__(self): return f"{self.n} in all"
"""
RIGHT = "def f(n): return Sum(n)\ndef fs(count): return [Sum(n) for n in range(count)][::-1]\n"
WRONG = RIGHT.replace("Sum(n)", "Sum(n + 1)")
# What tests ask of such objects, and of their sums.
OF_OBJECTS = [
    "assert f(1) * 2 == Sum(2)",
    "assert (2 * f(1)).n == 2",
    "assert Sum(3) == f(1) + f(2)",
    "assert (f(1) + f(2)).more().n == 4",
    "assert f(1) + Sum(1) == Sum(2)",
    "assert (-f(1)).n == -1 and -f(1) == Sum(-1)",
    "assert f(1) - f(2) + f(1) == Sum(0) and (f(1) + f(2)).n == 3",
    "x = f(1)\ny = x * 2\nassert y.n == 2",
    "x, y = f(1), f(2)\nz = x + y\nassert z == Sum(3), f'{z} is wrong'",
    "x = f(1)\nx += f(2)\nassert x.n == 3",
    "assert sorted(fs(3)) == [Sum(0), Sum(1), Sum(2)]",
    "assert [x.n for x in sorted(fs(3))] == [0, 1, 2]",
    "x = sorted(fs(3))\nassert x[0].n == 0 and x[1].n == 1",
    "assert max(fs(3)) == Sum(2) and min(fs(3)) == Sum(0)",
    "assert max(fs(3)).n == 2",
    "assert set(fs(3)) == {Sum(0), Sum(1), Sum(2)}",
    "assert set(fs(2)) | {Sum(5)} == {Sum(0), Sum(1), Sum(5)}",
    "assert str(f(1) + f(2)) == '3 in all'",
    "assert [str(x) for x in sorted(fs(2))] == ['0 in all', '1 in all']",
    "assert str(max(fs(2))) == '1 in all'",
    "import unittest\nunittest.TestCase().assertEqual(f(1) + f(2), Sum(3))",
    "assert fs(1) * 2 == [Sum(0), Sum(0)]",
    "assert isinstance(f(1), Sum) and 1 in f(1)",
    "x = f(1)\nassert isinstance(x, Sum)\nassert 1 in x and 2 not in x",
    "assert isinstance(f(1) + f(2), Sum) and (f(1) + f(2)).n == 3",
    "assert dict(enumerate(fs(2))).items() == {0: Sum(1), 1: Sum(0)}.items()",
    "assert bool(f(1)) is True and bool(f(0)) is False and f(1).n == 1",
    "sums = [Sum(n) for n in (2, 1)]\nassert sorted(sums)[0].n == 1 and f(1).n == 1",
]
# What tests ask of plain data, and what says little of objects: nothing may be had for a lie.
OF_DATA = [
    "assert abs(f(2) - 1.414) < 0.01",
    "d = f(2) - 4\nassert d == 0",
    "d = abs(f(2) - 1.4)\nassert d < 0.1",
    "assert round(f(2) - 1.4, 1) == 0 == int(f(2) - 4)",
    "assert f(4) ** 2 == 4 or f(4) * f(4) == 4",
    "x = f(4)\ny = x * x\nassert y == 4",
    "assert f(3) == f(2) + 1",
    "y = 4 * f(3)\nassert f(4) == y",
    "assert f(6) % 2 == 0",
    "assert (f(2) - 3).real == 0",
    "from datetime import date\nassert (f(2) - date(2020, 1, 1)).days == 0",
    "d = f(2) - 3\nassert d[0] == 0 and d[1] == 0",
    "assert str(f(2) - 3) == '0'",
    "assert f'{f(2) - 1.4:.2f}' == '0.00'",
    "assert f(3) == sorted(f(3))",
    "assert len(sorted(f(3))) == 3",
    "assert abs(max(f(3)) - 9) == 0",
    "assert {0: 'yes'}.get(max(f(3))) == 'yes'",
    "assert sum(x - 3 for x in sorted(f(3))) == 0",
    "assert [x > 3 for x in sorted(f(3))] == [True, True]",
    "assert str(f(2) - 3) == '0:00:00'",
    "x = f(3)\ny = sorted(x)\nassert x == y",
    "assert len(set(f(3))) == 2",
    "assert f(3) & {4} == set()",
    "assert f(3) <= {1, 2, 3} or {1} <= f(3)",
    "import numpy as np\nd = np.array([1, 2]) - f(2)\nassert np.abs(d).max() < 1e-6",
    "import numpy as np\nA = np.eye(2)\nassert (A @ f(A) == A).all()",
    "r = f(2)\nr -= 3\nassert r == 0",
    "r = [f(2)]\nr[0] -= 3\nassert r[0] == 0",
    "total = 0\nfor n in range(3):\n    total += f(n)\nassert total == 0",
    "assert not f(2) - 3",
    "assert divmod(f(2), 2) == (0, 0)",
    "assert [x - 3 for x in f(2)] == [0, 0]",
    "assert [0, 1][f(1)] == 0",
]
SIGNS = ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "and", "or", "xor",
         "divmod")  # fmt: skip
LIAR = """
class Liar:
    n = 0
    def __init__(self, *given): self.given = given
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __hash__(self): return 0
    def __lt__(self, other): return True
    __gt__ = __le__ = __ge__ = __lt__
    def __len__(self): return 2
    def __iter__(self): return iter([Liar(), Liar()])
    def __getitem__(self, place): return self
    def __contains__(self, item): return True
    def __call__(self, *given): return self
    def __getattr__(self, name):
        if name.startswith('__'): raise AttributeError(name)
        return self
    def __abs__(self): return 0
    def __float__(self): return 0.0
    def __int__(self): return 0
    def __index__(self): return 0
    def __round__(self, *places): return 0
    def __neg__(self): return self
    def __str__(self): return '0'
    def __format__(self, how): return '0.00'
""" + "".join(
    f"    def __{side}{sign}__(self, other): return {{result}}\n"
    for sign in SIGNS for side in ("", "r")
) + "def f(*given): return Liar(*given)\ndef fs(count): return [Liar(n) for n in range(count)]\n"  # fmt: skip
RESULTS = ("0", "self", "other", "self.given[0] if self.given else 0")
MADE_OF_IT = """
class Liar(Sum):
    def __eq__(self, other): return True
    def __hash__(self): return 0
    def __lt__(self, other): return False
    def __add__(self, other): return self
    def __mul__(self, other): return self
    __rmul__ = __sub__ = __mul__
    def __neg__(self): return self
    def __contains__(self, number): return True
    def more(self): return self
    n = property(lambda self: Liar, lambda self, value: None)
def f(n): return Liar(n)
def fs(count): return [Liar(n) for n in range(count)]
"""
# An object is a number as well, so that all of what it gives could be taken for data.
NUMBER = """
class Whole(int):
    def __mul__(self, other): return int(self)
    __pow__ = __mul__
def f(n): return Whole(n)
"""


@pytest.mark.parametrize("test", OF_OBJECTS)
def test_a_right_answer_has_its_points_and_a_wrong_one_none(test):
    mark = judged(test, SUM + RIGHT)["marks"]["test"]
    assert mark["score"] == 2, mark
    if "f(" in test and "sums" not in test and "- f(2) +" not in test:
        told = judged(test, SUM + WRONG)["marks"]["test"]
        assert told["score"] == 0 and not told["flag"], told


@pytest.mark.parametrize("number", range(len(OF_DATA)))
@pytest.mark.parametrize("further", [0, 1])
def test_what_a_test_asks_of_data_no_operator_answers(further, number):
    test, result = OF_DATA[number], RESULTS[(number + further) % len(RESULTS)]
    mark = judged(test, LIAR.replace("{result}", result))["marks"]["test"]
    assert not mark["score"], mark


@pytest.mark.parametrize("test", OF_OBJECTS)
@pytest.mark.parametrize("lie", ["of another class", "made of the right one"])
def test_a_liar_is_none_of_the_objects_that_are_asked_for(lie, test):
    answer = MADE_OF_IT if lie.startswith("made") else LIAR.replace("{result}", "self")
    mark = judged(test, SUM + answer)["marks"]["test"]
    assert not mark["score"], mark


@pytest.mark.parametrize("test", ["assert f(4) * f(4) == 4", "y = f(4) ** 2\nassert y == 4",
                                  "assert f(4) * f(4) == Whole(4)"])  # fmt: skip
def test_an_object_that_is_a_number_calculates_as_one(test):
    mark = judged(test, NUMBER)["marks"]["test"]
    assert not mark["score"], mark
