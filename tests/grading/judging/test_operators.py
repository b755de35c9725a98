"""Operators in a test's own statements: what a student's class says of itself is worth nothing."""

from __future__ import annotations

import pytest

from support.judged import judged
from support.sandbox import needs_sandbox

pytestmark = needs_sandbox

LIAR = """
class Liar:
    def __init__(self, *given): pass
    def _yes(self, *other): return True
    def _none(self, *other): return 0
    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __bool__ = _yes
    __ne__ = __sub__ = __rsub__ = _none
    def __hash__(self): return hash(9)
def f(x): return Liar()
"""
NUMBER = """
class Liar(int):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    __lt__ = __gt__ = __eq__
    def __sub__(self, other): return 0
    __hash__ = int.__hash__
def f(x): return Liar(1)
"""
LIST = "class Liar(list):\n    def __eq__(self, other): return True\n    __ne__ = None\n"
LIST += "def f(x): return Liar()\n"
ANYTHING = "from unittest.mock import ANY\ndef f(x): return ANY\n"
SQUARE = "def f(x): return x * x"
# Tests that ask for the square of 3, each in another way.
TESTS = {
    "a fraction": "from fractions import Fraction\nFraction(f(3) == 9) * 2",
    "points one by one": "points = 0\nfor k in (3, 3):\n    points += f(k) == 9\npoints",
    "a name": "found = f(3) == 9\nassert found",
    "counted": "right = sum(f(k) == 9 for k in (3, 3))\nassert right == 2",
    "an if": "points = 0\nif f(3) == 9:\n    points = 2\npoints",
    "an if that is turned": "if f(3) != 9:\n    raise AssertionError('no')",
    "an order": "points = 2 * (8 < f(3) < 10)\npoints",
    "a conditional": "2 if f(3) in [9] else 0",
    "among keys": "2 if f(3) in {9: 1} else 0",
    "a key": "{9: 2}.get(f(3), 0)",
    "an index": "2 - ([9].index(f(3)) if [9].count(f(3)) else 2)",
    "a difference": "2 if abs(f(3) - 9) < 1e-9 else 0",
    "a helper": "def near(a, b):\n    return a == b\nassert near(f(3), 9)",
    "a lambda": "near = lambda a, b: a == b\nassert near(f(3), 9)",
    "a function of the library": "import operator\n2 * operator.eq(f(3), 9)",
    "a function under another name": "from operator import eq\ngood = eq(f(3), 9)\nassert good",
    "a pattern": "points = 0\nmatch f(3):\n    case 9:\n        points = 2\npoints",
    "a set": "2 if len({f(3), 9}) == 1 else 0",
    "a list": "good = [f(3)] == [9]\nassert good",
    "a method": "good = (9).__eq__(f(3)) is True\nassert good",
    "a method of the answer's": "good = f(3).__eq__(9) is True\nassert good",
    "a unit test": "import unittest\nunittest.TestCase().assertEqual(f(3), 9)",
    "a comprehension": "good = [k for k in (3,) if f(k) == 9]\nassert len(good) == 1",
    "another name for it": "import operator\nnear = operator.eq\nassert near(f(3), 9)",
    "imported as another": "from operator import eq as near\nassert near(f(3), 9)",
    "handed on": "import operator\ngood = all(map(operator.eq, [f(3)], [9]))\nassert good",
    "handed on in a claim": "import operator\nassert all(map(operator.eq, [f(3)], [9]))",
    "out of a table": "import operator\nsigns = {'=': operator.eq}\nassert signs['='](f(3), 9)",
    "a default": "import operator as o\ndef near(a, b, same=o.eq):\n    return same(a, b)\n"
    "assert near(f(3), 9)",
    "a part": "from functools import partial as part\nimport operator\n"
    "nine = part(operator.eq, 9)\nassert nine(f(3))",
    "a part at once": "import functools, operator\nassert functools.partial(operator.eq, 9)(f(3))",
    "a bound method": "is_in = [9].__contains__\nassert is_in(f(3))",
    "a method caller": "import operator\nnine = operator.methodcaller('__eq__', 9)\n"
    "good = nine(f(3)) is True\nassert good",
    "a filter": "good = len(list(filter([9].count, [f(3)]))) == 1\nassert good",
    "two names": "import operator\nsame = alike = operator.eq\ngood = alike(f(3), 9)\nassert good",
    "a walrus": "import operator\ngood = (near := operator.eq)(f(3), 9)\nassert good",
    "an attribute": "import operator\nclass Signs:\n    same = operator.eq\n"
    "good = Signs.same(f(3), 9)\nassert good",
    "a counter": "import collections\ngood = collections.Counter([f(3)])[9] == 1\nassert good",
    "a dictionary that is made": "good = {f(3): 1 for _ in (1,)}.get(9) == 1\nassert good",
    "a set that is made": "good = len({x for x in (f(3), 9)}) == 1\nassert good",
    "a reduction": "import functools, operator\n"
    "good = functools.reduce(operator.eq, [f(3), 9])\nassert good",
    "an and": "good = f(3) and f(3) == 9\nassert good",
}
LIARS = {"an object": LIAR, "a number": NUMBER, "a list": LIST, "the library's": ANYTHING}


@pytest.mark.parametrize("name", TESTS)
def test_an_object_that_lies_gets_nothing_by_itself_in_a_statement(name):
    for kind, answer in LIARS.items():
        mark = judged(TESTS[name], answer)["marks"]["test"]
        assert mark["score"] == 0.0, f"{kind}: {mark}"


@pytest.mark.parametrize("name", TESTS)
def test_plain_data_keeps_its_marks_in_a_statement(name):
    result = judged(TESTS[name], SQUARE)
    assert not result["flags"]
    assert result["marks"]["test"]["score"] == 2.0, result["marks"]["test"]["message"]


def test_a_helper_of_an_earlier_test_believes_no_object_either():
    helper = "def near(a, b):\n    return a == b"
    for answer, score in ((LIAR, 0.0), (SQUARE, 2.0)):
        result = judged("assert near(f(3), 9)", answer, before=helper)
        assert result["marks"]["test"]["score"] == score


def test_a_helper_in_a_locked_cell_believes_none_and_one_that_a_student_improves_is_the_students():
    helper = "def near(a, b):\n    return a == b"
    for answer, score in ((LIAR, 0.0), (SQUARE, 2.0)):
        result = judged("assert near(f(3), 9)", answer, locked=helper)
        assert result["marks"]["test"]["score"] == score
    locked = "def f(x):\n    return 9 if x == 3 else 0"
    assert judged("assert f(4) == 16", SQUARE, locked=locked)["marks"]["test"]["score"] == 2.0


# What a locked cell has, with which a test compares.
LOCKED = {
    "another name": "import operator\nnear = operator.eq",
    "a table": "import operator\nsigns = {'=': operator.eq}\n"
    "def near(a, b):\n    return signs['='](a, b)",
    "a tuple": "import operator\nsigns = ('eq', operator.eq)\n"
    "def near(a, b):\n    return signs[1](a, b)",
    "a class": "import operator\nclass Signs:\n    same = operator.eq\n"
    "def near(a, b):\n    return Signs.same(a, b)",
    "a default": "import operator\ndef near(a, b, same=operator.eq):\n    return same(a, b)",
    "a part": "from operator import eq as same\nfrom functools import partial\n"
    "nine = partial(same, 9)\ndef near(a, b):\n    return nine(a) is True",
    "a closure": "import operator\ndef made(same):\n    return lambda a, b: same(a, b)\n"
    "near = made(operator.eq)",
    "a decorator": "import functools\ndef twice(f):\n    @functools.wraps(f)\n"
    "    def g(a, b):\n        return f(a, b) and f(a, b)\n    return g\n"
    "@twice\ndef near(a, b):\n    return a == b",
    "a function that makes an object": "class Box:\n    def __init__(self, v): self.v = v\n"
    "def near(a, b):\n    one = Box(b)\n    return a == one.v",
    "a function that compares with what it makes": "class Box:\n"
    "    def __init__(self, v): self.v = v\n    def __eq__(self, o): return self.v == o.v\n"
    "def near(a, b):\n    one = Box(b)\n    return Box(a) == one",
    "a data class": "from dataclasses import dataclass\n@dataclass\nclass Box:\n    v: object\n"
    "def near(a, b):\n    return Box(a) == Box(b)",
    "a data class with an order": "from dataclasses import dataclass\n@dataclass(order=True)\n"
    "class Box:\n    v: object\ndef near(a, b):\n    return Box(a) <= Box(b) and Box(a) >= Box(b)",
    "a named tuple": "from typing import NamedTuple\nclass Box(NamedTuple):\n    v: object\n"
    "def near(a, b):\n    return Box(a) == Box(b)",
}


@pytest.mark.parametrize("name", LOCKED)
def test_a_locked_cell_that_compares_believes_no_object(name):
    for kind, answer in {**LIARS, "right": SQUARE}.items():
        result = judged("assert near(f(3), 9)", answer, locked=LOCKED[name])
        mark = result["marks"]["test"]
        assert mark["score"] == (2.0 if kind == "right" else 0.0), f"{kind}: {mark}"
        assert kind != "right" or not result["flags"], result["flags"]


def test_an_object_of_a_locked_class_says_nothing_for_what_a_student_has_put_into_it():
    locked = "from dataclasses import dataclass\n@dataclass\nclass Box:\n    v: object"
    for test in ("assert box(3) == Box(9)", "good = box(3) == Box(9)\nassert good"):
        for kind, answer in {**LIARS, "right": SQUARE}.items():
            given = f"{answer}\ndef box(x): return Box(f(x))"
            mark = judged(test, given, locked=locked)["marks"]["test"]
            assert mark["score"] == (2.0 if kind == "right" else 0.0), f"{test} {kind}: {mark}"


STACK = """
class Stack(list):
    def __init__(self, *given): self.given = list(given)
    def __contains__(self, item): return item in self.given
    def __eq__(self, other): return self.given == other.given
    def __add__(self, other): return Stack(*self.given, *other.given)
    def __bool__(self): return bool(self.given)
    def __lt__(self, other): return len(self.given) < len(other.given)
"""
# Right answers, of whose operators a test has good reason to ask.
HONEST = {
    "an operator of a class that the test makes an object of": (
        "s = Stack(1, 2)\nfound = 2 in s\nassert found\nmissing = 3 in s\nassert not missing\n"
        "both = s + Stack(3) == Stack(1, 2, 3)\nassert both\n"
        "less = Stack() < s\nassert less\nassert_true = bool(s)\nassert assert_true",
        STACK.replace("(list)", ""),
    ),
    "a function that compares what the test has made": (
        "import operator\nsame = operator.eq\ngood = same(Stack(1), Stack(1))\nassert good\n"
        "good = all(map(operator.lt, [Stack()], [Stack(2)]))\nassert good",
        STACK.replace("(list)", ""),
    ),
    "variables that are called like functions that compare": (
        "index, count, get, same, match = 0, 1, f(2), f, {1: 2}\n"
        "while index < 3:\n    index += count\n"
        "good = index == 3 and get == 4 and same(3) == 9 and match.get(1) == 2\nassert good\n"
        "pop = [1, 2].pop\nassert pop() == 2\nlook = {'a': 1}.get\nassert look('a') == 1\n"
        "words = sorted(['b', 'a'], key=str.lower)\nassert words == ['a', 'b']\n"
        "assert isinstance(f(1), (int, set)) and not isinstance(f(1), set)", SQUARE,
    ),
    "an object that has no methods of its own": (
        "one = f(1)\nsame = one == one and one != f(1)\nassert same\nif one:\n    pass",
        "class C: pass\ndef f(x): return C()",
    ),
    "an enum": (
        "good = f(1) == Colour.RED and f(1) in (Colour.RED, Colour.BLUE)\nassert good",
        "import enum\nclass Colour(enum.Enum):\n    RED = 1\n    BLUE = 2\n"
        "def f(x): return Colour.RED",
    ),
    "a path": (
        "from pathlib import Path\ngood = f('a') == Path('a', 'b')\nassert good",
        "from pathlib import Path\ndef f(x): return Path(x) / 'b'",
    ),
    "a named tuple": (
        "points = 2 * (f(1) == (1, 2))\npoints",
        "from collections import namedtuple\nP = namedtuple('P', 'x y')\ndef f(x): return P(1, 2)",
    ),
    "arrays": (
        "import numpy as np\ngood = (f(3) == [0, 1, 4]).all() and (f(3) - 1 < 9).all()\n"
        "assert good\nassert len(f(3)[f(3) > 0]) == 2\n2 * np.mean(f(3) == np.array([0, 1, 4]))",
        "import numpy as np\ndef f(n): return np.arange(n) ** 2",
    ),
    "tables": (
        "table = f(3)\nmore = table[table['a'] * 2 > 2]\nassert len(more) == 1\n"
        "good = 'a' in table and (table['a'] == [0, 1, 2]).all()\nassert good",
        "import pandas as pd\ndef f(n): return pd.DataFrame({'a': range(n)})",
    ),
    "names that there are": (
        "there = 'f' in globals() and 'g' not in globals()\nassert there", SQUARE
    ),
    "objects in a list that are not compared": (
        "things = f(3)\nnames = [t.name for t in things if t.name != 'b']\nassert names == ['a']",
        "from dataclasses import dataclass\n@dataclass\nclass T:\n    name: str\n"
        "def f(n): return [T('a'), T('b')]",
    ),
    "many comparisons": (
        "wrong = 0\nfor k in range(100_000):\n    if f(k) != k * k:\n        wrong += 1\n"
        "assert wrong == 0", SQUARE,
    ),
    "a long list": (
        "data = f(0)\ngood = data == list(range(600_000)) and 5 in data\nassert good",
        "def f(x): return list(range(600_000))",
    ),
    "functions, queues and what is printed": (
        "import queue, io\nfrom contextlib import redirect_stdout\nq = queue.Queue()\n"
        "out = io.StringIO()\nwith redirect_stdout(out):\n    q.put(f(3))\n    print(q.get())\n"
        "good = out.getvalue() == '9\\n' and q.empty() and f != print\nassert good", SQUARE,
    ),
    "no answer at a time": (
        "value = None\nwhile value is None or value < 9:\n    value = f(3)\n"
        "good = value != None\nassert good", SQUARE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_a_right_answer_keeps_its_marks_beside(name):
    test, answer = HONEST[name]
    if "pandas" in answer:
        pytest.importorskip("pandas")
    result = judged(test, answer)
    assert not result["flags"], result["flags"]
    assert result["marks"]["test"]["score"] == 2.0, result["marks"]["test"]["message"]


def test_an_object_that_no_test_has_made_waits_for_a_person():
    test = "found = 3 in f(1)\nassert found is True\ntotal = f(1) + 2\nassert total == 5"
    answer = "class C:\n    def __contains__(self, o): return o == 3\n"
    answer += "    def __add__(self, o): return 3 + o\ndef f(x): return C()"
    result = judged(test, answer)
    assert result["marks"]["test"]["score"] == 0.0
    assert any("class C" in flag for flag in result["flags"])


SEEDED = "import numpy as np\nnp.random.seed(3)\nassert abs(x - np.random.rand()) < 1e-9"
# What a test asks in the room since only the room can say it: test, answer, points, who waits.
ASKED_THERE = {
    "a seeded number": (SEEDED, "import numpy as np\nnp.random.seed(3)\nx = np.random.rand()", 2, False),
    "a number by luck": (SEEDED, "x = 0.5", 0, False),
    "another generator": (
        SEEDED, "import numpy as np\nnp.random.rand = lambda *a: 0.5\nx = 0.5", 0, True,
    ),
    "no difference at all": (
        SEEDED, "class F:\n    def __sub__(self, o): return 0.0\nx = F()", 0, False,
    ),
    "a sum of the test's own": (
        "v, w = V(3), V(4)\nassert v + w == V(7) and v != 3",
        "class V:\n    def __init__(s, x): s.x = x\n    def __add__(s, o): return V(s.x + o.x)\n"
        "    def __eq__(s, o): return isinstance(o, V) and s.x == o.x", 2, False,
    ),
    "a sum with somebody else's": (
        "assert f(3) + V(1) == 10",
        "class V:\n    def __init__(s, x): s.x = x\nclass L:\n    def __add__(s, o): return 10\n"
        "def f(x): return L()", 0, True,
    ),
    "an item that equals everything": (
        "assert 9 in f(3)",
        "class I:\n    def __eq__(s, o): return True\n    __hash__ = None\ndef f(x):\n    yield I()",
        0, False,
    ),
    "as much of it as is asked for": (
        "from itertools import islice\nassert list(islice(f(), 3)) == [0, 1, 2] and 7 in f()",
        "import itertools\ndef f(): return itertools.count()", 2, False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED_THERE)
def test_what_only_the_room_can_say_is_asked_there_and_bought_by_nobody(name):
    test, answer, points, waits = ASKED_THERE[name]
    mark = judged(test, answer, seconds=10.0)["marks"]["test"]
    assert (mark["score"], bool(mark["flag"])) == (points, waits), mark["message"]
