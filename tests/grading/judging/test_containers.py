"""Objects of an answer's own class in lists and the like: right ones count, liars do not."""

from __future__ import annotations

import pytest

from support.judged import judged
from support.sandbox import needs_sandbox

pytestmark = needs_sandbox
SEAT = """
class Seat:
    def __init__(self, number):
        self.number = number
    def __eq__(self, other):
        return isinstance(other, Seat) and self.number == other.number
    def __hash__(self):
        return hash(self.number)
"""
RECORD = """
from dataclasses import dataclass
@dataclass(frozen=True)
class Seat:
    number: int
"""
WANT = "want = [Seat(0), Seat(1)]\n"
TESTS = [
    "assert f(2) == [Seat(0), Seat(1)]",
    "assert [Seat(0), Seat(1)] == f(2)",
    f"{WANT}assert f(2) == want",
    f"{WANT}got = f(2)\nassert want == got and not want != got",
    "assert {1: f(2)} == {1: [Seat(0), Seat(1)]}",
    "assert tuple(f(2)) == (Seat(0), Seat(1))",
    "assert set(f(2)) == {Seat(1), Seat(0)}",
    "assert f(2) + f(1) == [Seat(0), Seat(1), Seat(0)]",
    "from collections import Counter\nassert Counter(f(2)) == Counter([Seat(0), Seat(1)])",
    "assert Seat(1) in f(2) and Seat(5) not in f(2) and f(2).index(Seat(1)) == 1",
    "assert f(2) != [Seat(1), Seat(0)] and f(2) == [Seat(0), Seat(1)]",
    "assert f(2)[0] == Seat(0) and f(2)[1] in [Seat(1), Seat(3)]",
]
MANY = "want = [Seat(n) for n in range(3000)]\nassert f(3000) == want == f(3000)"
LIES = {
    "an object": """
class Liar:
    def __eq__(self, other): return True
    def __hash__(self): return 0
    def __len__(self): return 2
    def __iter__(self): return iter([self, self])
    def __getitem__(self, place): return self
    def __contains__(self, item): return True
def f(count): return Liar()
""",
    "objects in a list": """
class Liar:
    def __eq__(self, other): return True
    def __hash__(self): return 0
def f(count): return [Liar() for _ in range(count)]
""",
    "objects of a class that is made of theirs": """
class Liar(Seat):
    def __eq__(self, other): return True
    def __hash__(self): return 0
def f(count): return [Liar(7) for _ in range(count)]
""",
    "a list of its own": """
class Liar(list):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __contains__(self, item): return True
    def __hash__(self): return 0
def f(count): return Liar([1])
""",
    "objects whose class lies, too": """
class Kind(type):
    def __eq__(cls, other): return True
    def __hash__(cls): return 0
class Liar(metaclass=Kind):
    def __eq__(self, other): return True
    def __hash__(self): return 0
def f(count): return [Liar() for _ in range(count)]
""",
}


@pytest.mark.parametrize("seat", [SEAT, RECORD], ids=["class", "record"])
@pytest.mark.parametrize("test", [*TESTS, MANY])
def test_a_right_answer_has_its_points_or_a_person_looks(test, seat):
    told = judged(test, f"{seat}def f(count): return [Seat(n) for n in range(count)]")
    mark = told["marks"]["test"]
    assert mark["score"] == 2 or mark["flag"], mark["message"]
    asks_hashes = "set(" in test or ".index" in test
    assert asks_hashes or mark["score"] == 2, mark


@pytest.mark.parametrize("seat", [SEAT, RECORD], ids=["class", "record"])
@pytest.mark.parametrize("lie", LIES)
@pytest.mark.parametrize("test", TESTS)
def test_what_equals_everything_has_none(test, lie, seat):
    told = judged(test, seat + LIES[lie])
    mark = told["marks"]["test"]
    assert not mark["score"] or mark["flag"], mark
