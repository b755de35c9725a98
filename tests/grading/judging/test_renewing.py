"""Functions of the instructor's, in whatever they stand: no answer replaces them or lies to them."""

from __future__ import annotations

import pytest

from support.judged import judged
from support.sandbox import needs_sandbox
from threadlab.grading.judging.renewing import guard, parts, relied_on, sets, statements

pytestmark = needs_sandbox

LIAR = """
class Liar:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __hash__(self): return 9
def f(x): return Liar()
"""
SQUARE = "def f(x): return x * x"
GRADER = """
class Grader:
    def same(self, a, b):
        return a == b
    @staticmethod
    def near(a, b):
        return a == b
    @classmethod
    def like(cls, a, b):
        return a == b
    @property
    def right(self):
        return self.given == 9
grader = Grader()
"""
TRACED = """
import functools
def traced(function):
    @functools.wraps(function)
    def inner(*given):
        return function(*given)
    return inner
@traced
def near(a, b):
    return a == b
"""
# How an instructor's cell may hold a function, and a test that rests on it.
PLACES = {
    "a method": (GRADER, "g = Grader()\nassert g.same(f(3), 9)"),
    "a method of an object": (GRADER, "assert grader.same(f(3), 9)"),
    "a static method": (GRADER, "assert Grader.near(f(3), 9)"),
    "a class's method": (GRADER, "assert Grader.like(f(3), 9)"),
    "a property": (GRADER, "g = Grader()\ng.given = f(3)\nassert g.right"),
    "a method in a statement": (GRADER, "points = 2 * Grader().same(f(3), 9)\npoints"),
    "a decorated function": (TRACED, "assert near(f(3), 9)"),
    "a cached one": ("import functools\n@functools.lru_cache\ndef near(a, b):\n    return a == b",
                     "assert near(f(3), 9)"),
    "one with a default": ("exact = 0\ndef near(a, b, by=exact):\n    return a == b",
                           "assert near(f(3), 9)"),
    "a lambda": ("near = lambda a, b: a == b", "assert near(f(3), 9)"),
    "a coroutine": ("async def near(a, b):\n    return a == b",
                    "good = await near(f(3), 9)\nassert good"),
    "a function's function": (f"{TRACED}plain = traced(lambda a, b: a == b)",
                              "assert plain(f(3), 9)"),
    "an attribute": ("class G: pass\nG.near = lambda self, a, b: a == b", "assert G().near(f(3), 9)"),
    "a function's attribute": ("def near(a, b): return near.by(a, b)\nnear.by = lambda a, b: a == b",
                               "assert near(f(3), 9)"),
    "a branch": ("if True:\n    def near(a, b):\n        return a == b", "assert near(f(3), 9)"),
    "a list": ("def near(a, b):\n    return a == b\nall_of_them = [near]",
               "assert all_of_them[0](f(3), 9)"),
    "a partial": ("from functools import partial\ndef near(by, a, b):\n    return a == b\n"
                  "exact = partial(near, 0)", "assert exact(f(3), 9)"),
    "an annotation": ("near: object = lambda a, b: a == b", "assert near(f(3), 9)"),
    "a class in a class": ("class G:\n    class Inner:\n        same = lambda self, a, b: a == b",
                           "assert G.Inner().same(f(3), 9)"),
    "a bound method": (f"{GRADER}same = grader.same", "assert same(f(3), 9)"),
    "a generator": ("def near(a, b):\n    yield a == b", "assert next(near(f(3), 9))"),
    "a dictionary": ("near = {'by': lambda a, b: a == b}", "assert near['by'](f(3), 9)"),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_function_in_a_locked_cell_believes_no_object(place):
    locked, test = PLACES[place]
    for answer, score in ((LIAR, 0.0), (SQUARE, 2.0)):
        result = judged(test, answer, locked=locked)
        assert result["marks"]["test"]["score"] == score, result["marks"]["test"]
        assert bool(result["flags"]) == (score == 0.0)  # a person looks at what a liar says


YES = "lambda *given: True"
REPLACED = [
    ("a method", f"Grader.same = {YES}"),
    ("a method", f"setattr(Grader, 'same', {YES})"),
    ("a method", f"for name in ['same']:\n    setattr(Grader, name, {YES})"),
    ("a method", f"type(grader).same = {YES}"),
    ("a method", f"Other = Grader\nOther.same = {YES}"),
    ("a method", f"for Grader.same in [{YES}]:\n    pass"),
    ("a method", "class Grader:\n    def same(self, a, b): return True"),
    ("a method of an object", f"grader.same = {YES}"),
    ("a method of an object", f"grader.__dict__['same'] = {YES}"),
    ("a static method", f"Grader.near = staticmethod({YES})"),
    ("a property", "Grader.right = True"),
    ("a decorated function", f"near = {YES}"),
    ("a decorated function", "def near(a, b): return True"),
    ("a decorated function", "def traced(function): return function"),
    ("a lambda", f"near = {YES}"),
    ("an attribute", f"G.near = {YES}"),
    ("a function's attribute", f"near.by = {YES}"),
    ("a dictionary", f"near['by'] = {YES}"),
    ("a dictionary", f"near.update(by={YES})"),
]


@pytest.mark.parametrize(("place", "trick"), REPLACED)
def test_a_function_that_an_answer_has_replaced_gives_no_marks(place, trick):
    locked, test = PLACES[place]
    result = judged(test, "def f(x): return 0", locked=locked, extra=[trick])
    assert result["marks"]["test"]["score"] == 0.0, trick


def test_one_that_is_replaced_while_the_test_runs_waits_for_a_person():
    answer = f"def f(x):\n    Grader.same = {YES}\n    return 0"
    test = "f(3)\ng = Grader()\nassert g.same(f(3), 9)"
    result = judged(test, answer, locked=GRADER)
    assert result["marks"]["test"]["score"] == 0.0 and "(same)" in result["flags"][0]


def test_a_helper_that_a_method_uses_is_relied_on_as_well():
    locked = "def equal(a, b):\n    return a == b\nclass G:\n    def same(self, a, b):\n" \
             "        return equal(a, b)"  # fmt: skip
    test = "g = G()\nassert g.same(f(3), 9)"
    answer = "def f(x): return 0\ndef equal(a, b): return True"
    result = judged(test, answer, locked=locked)
    assert result["marks"]["test"]["score"] == 0.0 and "(equal)" in result["flags"][0]
    assert judged(test, SQUARE, locked=locked)["marks"]["test"]["score"] == 2.0


BASE = """
import enum
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
class Shape(ABC):
    made = 0
    def __init__(self, name):
        super().__init__()
        self.__name = name
        Shape.made += 1
    @abstractmethod
    def area(self): ...
    @property
    def name(self): return self.__name
    @name.setter
    def name(self, value): self.__name = value.upper()
    @cached_property
    def double(self): return 2 * self.area()
    def larger(self, other): return self.area() > other.area()
    def __eq__(self, other): return isinstance(other, Shape) and self.area() == other.area()
    def __hash__(self): return hash(self.area())
@dataclass
class Point:
    x: int
    y: int = 0
    def length(self): return abs(self.x) + abs(self.y)
class Colour(enum.Enum):
    RED = 1
    def nice(self): return self is Colour.RED
class Account:
    __slots__ = ("balance",)
    def __init__(self): self.balance = 0
    def pay(self, amount): self.balance = self.balance + amount
unit = Point(1)
account = Account()
steps = {"one": lambda x: x + 1}
"""
# Honest answers that build on the instructor's objects, use them and change what is theirs to.
HONEST = {
    "a subclass": (
        "class Square(Shape):\n    def __init__(self, side):\n        super().__init__('square')\n"
        "        self.side = side\n    def area(self): return self.side ** 2\n"
        "one = Square(1)",
        "two = Square(2)\nassert two.area() == 4\nassert two.double == 8\n"
        "larger = two.larger(one)\nassert larger\nassert two.name == 'square'\ntwo.name = 'b'\n"
        "assert two.name == 'B'\nassert isinstance(two, Shape) and isinstance(one, Shape)\n"
        "assert Shape.made == 2\nequal = two == Square(2)\nassert equal\nassert one.larger(two) is False",
    ),
    "a data class": (
        "def f(x): return Point(x, unit.x)",
        "assert f(3) == Point(3, 1)\nassert f(3).length() == 4\nassert isinstance(unit, Point)",
    ),
    "an enum": ("def f(x): return Colour(x)", "assert f(1) is Colour.RED\nassert f(1).nice()"),
    "data of an object": (
        "def f(x):\n    account.balance = x\n    account.pay(1)\n    return account.balance",
        "assert f(3) == 4\nassert account.balance == 4",
    ),
    "another key": ("steps['two'] = lambda x: x + 2\ndef f(x): return steps['two'](steps['one'](x))",
                    "assert f(3) == 6\nassert steps['two'](1) == 3\nassert steps['one'](1) == 2"),
    "another method": ("def norm(self): return self.length()\nPoint.norm = norm",
                       "assert Point(3, 4).norm() == 7"),
    "a better method": ("def length(self): return (self.x ** 2 + self.y ** 2) ** 0.5\n"
                        "Point.length = length",
                        "assert Point(3, 4).length() == 5.0"),
    "a better function under a key": ("steps['one'] = lambda x: x + 100",
                                      "assert steps['one'](1) == 101"),
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_answer_that_uses_them_keeps_its_marks(name):
    answer, test = HONEST[name]
    result = judged(test, answer, locked=BASE)
    assert result["marks"]["test"]["score"] == 2.0, result["marks"]["test"]
    assert result["flags"] == []


def test_what_an_instructor_has_put_there_later_stays():
    locked = """
steps = {"one": lambda x: x + 1}
steps["one"] = (lambda given: lambda x: 2 * given(x))(steps["one"])
class C:
    def m(self): return 1
C.m = (lambda given: lambda self: given(self) + 1)(C.m)
c = C()
def one(x): return x == 1
first = {"one": one}
"""
    test = (
        "assert f(3) == 9\nassert steps['one'](1) == 4\nassert C().m() == 2 and c.m() == 2\n"
        "assert first['one'](1)"
    )
    result = judged(test, f"{SQUARE}\ndef one(x): return x == 2", locked=locked)
    assert result["marks"]["test"]["message"] == "" or "(one)" in result["flags"][0]
    result = judged(test, SQUARE, locked=locked)
    assert result["marks"]["test"]["score"] == 2.0, result["marks"]["test"]


def test_only_what_means_the_same_a_second_time_is_done_again():
    dispatch = (
        "from functools import singledispatch\n@singledispatch\ndef show(x): return x == 1\n"
        "@show.register\ndef _(x: str): return 'text'"
    )
    assert statements(dispatch, [dispatch], set(), []) == []
    source = (
        "seen = []\n@seen.append\ndef once(a): return a == 1\ndef late(a, b=len(seen)): return a == b\n"
        "count = make()\nclass C:\n    @seen.append\n    def once(self): pass\n"
    )
    assert statements(source, [source], set(), []) == []
    again = "class C:\n    def near(self, b): return self == b"
    assert statements(again, [again], set(), [])
    assert statements(again, [again], {"C"}, []) == []
    assert statements(again, [again], set(), ["C.near = None"]) == []
    for later in ("C.near = traced(C.near)", "setattr(C, 'near', 1)"):  # it would be undone
        assert statements(again, [again, later], set(), []) == []
    assert statements(f"@wrapped\n{again}", [f"@wrapped\n{again}"], set(), []) == []
    table = "table = {'one': one}\nlast = {'two': lambda: 2}"
    assert len(statements(table, [table], set(), [])) == 2
    assert len(statements(table, [table], {"one"}, [])) == 1
    assert len(statements(table, [table, "table['one'] = two"], set(), [])) == 1
    assert guard(again) and guard("def near(a): return a.b") == ""
    locked = ("class C:\n    def m(self): pass\nc = C()",)
    assert relied_on("x.m()", "x = c\nx.m()", locked) >= {"c", "C"}
    assert parts(frozenset({"C"}), locked) == {"m"}
    assert sets("d.m = 1\ne['k'] = 2", frozenset({"m", "k", "n"})) in (["m", "k"], ["k", "m"])


CHECKER = b"""
import functools
import operator
alike = operator.eq
def near(a, b):
    return a == b
class Grader:
    def same(self, a, b): return a == b
    @staticmethod
    def like(a, b): return a == b
TABLE = {"by": lambda a, b: a == b}
def traced(function):
    @functools.wraps(function)
    def inner(*given): return function(*given)
    return inner
@traced
def wrapped(a, b): return a == b
near.calls = 0
"""


@pytest.mark.parametrize(
    ("locked", "test"),
    [
        ("", "from checker import near\nassert near(f(3), 9)"),
        ("from checker import near", "assert near(f(3), 9)"),
        ("import checker", "assert checker.near(f(3), 9)"),
        ("import checker as c", "g = c.Grader()\nassert g.same(f(3), 9)"),
        ("from checker import Grader", "assert Grader.like(f(3), 9)"),
        ("from checker import TABLE", "assert TABLE['by'](f(3), 9)"),
        ("from checker import wrapped", "assert wrapped(f(3), 9)"),
        ("from checker import near\nkept = [near]", "assert kept[0](f(3), 9)"),
        ("from checker import alike", "assert alike(f(3), 9)"),
        ("import checker", "good = checker.alike(f(3), 9)\nassert good"),
    ],
)
def test_a_function_in_a_module_of_the_instructors_believes_no_object(locked, test):
    given = {"files": {"checker.py": CHECKER}, "given": ["checker.py"], "locked": locked}
    assert judged(test, SQUARE, **given)["marks"]["test"]["score"] == 2.0
    result = judged(test, LIAR, **given)
    assert result["marks"]["test"]["score"] == 0.0 and result["flags"]


@pytest.mark.parametrize(
    ("locked", "test"),
    [
        ("from tools.checker import near", "assert near(f(3), 9)"),
        ("import tools", "assert tools.near(f(3), 9)"),
        ("import tools.checker as c", "assert c.TABLE['by'](f(3), 9)"),
        ("", "from tools import deep\nassert deep.inner.near(f(3), 9)"),
    ],
)
def test_nor_does_one_in_a_package_of_theirs(locked, test):
    files = {
        "tools/__init__.py": b"from tools.checker import near\n", "tools/checker.py": CHECKER,
        "tools/deep/__init__.py": b"from . import inner\n", "tools/deep/inner.py": CHECKER,
    }  # fmt: skip
    given = {"files": files, "given": list(files), "locked": locked}
    assert judged(test, SQUARE, **given)["marks"]["test"]["score"] == 2.0
    result = judged(test, LIAR, **given)
    assert result["marks"]["test"]["score"] == 0.0 and result["flags"]
