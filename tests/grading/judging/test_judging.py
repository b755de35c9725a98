"""What a test cell's word is worth: plain data is compared outside, objects stay where they are."""

from __future__ import annotations

import json

import pytest

from support.judged import judged
from support.sandbox import needs_sandbox

pytestmark = needs_sandbox


def mark(*given, **named):
    result = judged(*given, **named)
    return result["marks"]["test"]["score"], bool(result["flags"])


# Test, answer that is wrong: no marks, and nobody has to look.
WRONG = {
    "a module's name given to a class": (
        "assert f(3) == [1, 4, 9]",
        "class E:\n    __module__ = 'numpy'\n    def __eq__(self, o): return True\n"
        "def f(n): return [E()] * n",
    ),
    "what equals everything in a list of the library": (
        "assert f(3) == [1, 4, 9]",
        "from collections import UserList\nclass E:\n    def __eq__(self, o): return True\n"
        "def f(n):\n    u = UserList()\n    u.data = E()\n    return u",
    ),
    "what equals everything in an ordered dictionary": (
        "assert f('ab') == {'a': 1, 'b': 2}",
        "from collections import OrderedDict\nclass E:\n    def __eq__(self, o): return True\n"
        "def f(words): return OrderedDict((w, E()) for w in words)",
    ),
    "a difference that is always 0": (
        "assert abs(f([1, 2]) - 1.5) < 1e-9",
        "class M:\n    def __sub__(self, o): return 0.0\ndef f(x): return M()",
    ),
    "a smallest of all": (
        "assert f(3) < 5",
        "class M:\n    def __lt__(self, o): return True\ndef f(x): return M()",
    ),
    "a length that lies": (
        "assert len(f(3)) == 2 and f(3)[0] == 'a'",
        "class M:\n    def __len__(self): return 2\n    def __getitem__(self, i): return self\n"
        "    def __eq__(self, o): return True\ndef f(x): return M()",
    ),
    "a subclass of list whose == lies": (
        "assert f(3) == [1, 4, 9]",
        "class L(list):\n    def __eq__(self, o): return True\n"
        "    def __iter__(self): return iter([1, 4, 9])\ndef f(n): return L([0])",
    ),
    "a class that lies about its order of bases": (
        "assert f(3) == [1, 4, 9]",
        "class M(type):\n    def mro(cls): return [cls, list, object]\n"
        "class E(list, metaclass=M):\n    def __eq__(self, o): return True\n"
        "def f(n): return E()",
    ),
    "isclose that was patched": (
        "import math\nassert math.isclose(f(2), 1.5)",
        "import math\ndef p(m): m.isclose = lambda *a, **k: True\np(math)\ndef f(x): return 7",
    ),
    "allclose that was patched": (
        "import numpy as np\nassert np.allclose(f(2), [1.5, 2])",
        "import numpy as np\nm = [np]\nm[0].allclose = lambda *a, **k: True\ndef f(x): return 7",
    ),
    "another sorted": (
        "assert sorted(f(3)) == [1, 2]",
        "def sorted(x): return [1, 2]\ndef f(x): return [7]",
    ),
    "a forged end of a test that raises": (
        "try:\n    f(3)\nexcept ValueError:\n    pass\nelse:\n    raise AssertionError('no')",
        "import os, json, struct\ndef f(x):\n    b = json.dumps({'done': 'well'}).encode()\n"
        "    for n in range(3, 64):\n"
        "        try: os.write(n, struct.pack('!I', len(b)) + b)\n"
        "        except OSError: pass\n    while True: pass",
    ),
    "a value for each question": (
        "x = f(1)\nassert x == 1\nassert x == 2",
        "class Both(int):\n    def __eq__(self, o): return True\ndef f(x): return Both(1)",
    ),
    "True for 1 among a set": ("assert f(3) == {1, 2}", "def f(x): return {True, 2}"),
    "a name that is not there": ("assert f(3) == 9", "g = 3"),
    "a range without end": ("assert 5 in f(3)", "def f(n): return range(10**12, 2 * 10**12)"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_answer_gets_nothing(name):
    test, answer = WRONG[name]
    assert mark(test, answer, seconds=3.0) == (0.0, False)


def test_a_last_value_that_is_no_number_gets_nothing_until_a_person_has_looked():
    test, answer = (
        "points = 0\nfor k in (1, 2):\n    points += f(k) == k\npoints / 2",
        "class Q:\n    def __radd__(s, o): return s\n    def __add__(s, o): return s\n"
        "    def __truediv__(s, o): return s\nclass E:\n    def __eq__(s, o): return Q()\n"
        "def f(x): return E()",
    )
    assert mark(test, answer, seconds=3.0) == (0.0, True)


def test_a_container_of_a_students_class_gets_nothing_until_a_person_has_looked():
    everything = "class M:\n    def __contains__(self, o): return True\ndef f(x): return M()"
    assert mark("assert 3 in f(5)", everything, seconds=3.0) == (0.0, True)


# What the judge would calculate for ever, or without enough memory, costs that test.
ENDLESS = {
    "a sum": ("assert sum(f(3)) == 14", "def f(n): return range(10**12)"),
    "a power": ("assert 2 ** f(3) == 8", "def f(n): return 10**10"),
    "a text": ("assert '*' * f(3) == '***'", "def f(n): return 3 * 10**10"),
    "a count": ("assert all(k >= 0 for k in range(f(3)))", "def f(n): return 10**11"),
    "hashes that collide": (
        "assert set(f(3)) == {1, 2}",
        "M = 2**61 - 1\ndef f(x): return [M * i for i in range(1, 190000)]",
    ),
    "claims without end": (
        "assert f(3) == 9",
        "import os, json, socket, struct\ndef frame(m):\n    b = json.dumps(m).encode()\n"
        "    return struct.pack('!I', len(b)) + b\ndef f(x):\n"
        "    for n in range(3, 64):\n        try: s = socket.socket(fileno=os.dup(n))\n"
        "        except OSError: continue\n        if s.family == socket.AF_UNIX: break\n"
        "    while True:\n        s.sendall(frame({'claim': 0}) * 100)",
    ),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_can_not_be_calculated_costs_its_test(name):
    test, answer = ENDLESS[name]
    assert mark(test, answer, seconds=1.5)[0] == 0.0
    assert mark("assert f(3) == 9", "def f(x): return x * x")[0] == 2.0  # there is a new arbiter


# Test, answer that is right: full marks, and nobody has to look.
RIGHT = {
    "a namedtuple for a tuple": (
        "assert f(3) == (1, 2)",
        "from collections import namedtuple\nP = namedtuple('P', 'x y')\ndef f(x): return P(1, 2)",
    ),
    "an enum for a number": (
        "assert f(3) == 1",
        "import enum\nclass E(enum.IntEnum):\n    A = 1\ndef f(x): return E.A",
    ),
    "a subclass of dict": (
        "assert f('aab') == {'a': 2, 'b': 1}",
        "from collections import Counter, defaultdict\nclass D(dict): pass\n"
        "def f(words): return D(Counter(words))",
    ),
    "sets of sets": (
        "assert f(1) == {frozenset(), frozenset({1})}",
        "def f(x): return {frozenset({1}), frozenset()}",
    ),
    "floats in a set": ("assert f(1) == {1, -1}", "def f(x): return {1.0, -1.0}"),
    "values of a dictionary": ("assert sum(f(1).values()) == 6", "def f(x): return {1: 2, 2: 4}"),
    "fractions": ("assert abs(f(1) - 0.5) < 1e-9",
                  "from fractions import Fraction\ndef f(x): return Fraction(1, 2)"),
    "an array": ("assert list(f(3)) == [1, 4, 9]",
                 "import numpy as np\ndef f(n): return np.arange(1, n + 1) ** 2"),
    "an array as it is": ("import numpy as np\nassert np.allclose(f(3), [1, 4, 9])",
                          "import numpy as np\ndef f(n): return np.arange(1, n + 1) ** 2"),
    "a generator that is listed": ("assert list(f(3)) == [1, 4, 9]",
                                   "def f(n): yield from (i * i for i in range(1, n + 1))"),
    "objects that know each other": (
        "assert f(1) == f(1) and f(1) != f(2)",
        "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\n"
        "def f(x): return P(x)",
    ),
    "objects one by one": (
        "things = f(3)\nassert all(isinstance(t, Thing) for t in things)\n"
        "assert [t.name for t in things] == ['a', 'b', 'c']\n"
        "assert all(t.done() for t in things) and len(things) == 3",
        "class Thing:\n    def __init__(self, name): self.name = name\n"
        "    def done(self): return True\ndef f(n): return [Thing(c) for c in 'abc'[:n]]",
    ),
    "an object that is true": ("assert f(3)\nassert not f(0)",
                               "class T:\n    def __init__(self, n): self.n = n\n"
                               "    def __bool__(self): return self.n > 0\ndef f(n): return T(n)"),
    "an object's own operator, asked in a statement": (
        "c = C(3)\nfound = 3 in c\nassert found is True\ntotal = c + 2\nassert total == 5",
        "class C:\n    def __init__(self, n): self.n = n\n"
        "    def __contains__(self, o): return o == self.n\n"
        "    def __add__(self, o): return self.n + o",
    ),
    "the type of a result": ("assert type(f(3)) is list and type(f(3)).__name__ == 'list'",
                             "def f(x): return []"),
    "an exception that is wanted": (
        "try:\n    f(0)\nexcept ValueError as error:\n    assert str(error) == 'no'\n"
        "else:\n    raise AssertionError('It should have raised a ValueError.')",
        "def f(x): raise ValueError('no')",
    ),
    "helpers with assertions of their own": (
        "def same(a, b):\n    assert a == b\n    return True\nassert same(f(2), 4)\nsame(f(3), 9)",
        "def f(x): return x * x",
    ),
    "half of the points": ("points = 0\nfor k in (1, 2):\n    points += f(k) == k * k\npoints",
                           "def f(x): return x * x"),
    "points by NumPy": ("import numpy as np\n2 * np.mean([f(k) == k * k for k in (1, 2)])",
                        "def f(x): return x * x"),
    "a local variable called sum": ("assert f([1, 2]) == 3 and isinstance(f([1]), int)",
                                    "def f(x):\n    sum = 0\n    for i in x:\n        sum += i\n"
                                    "    return sum"),
    "local names of all sorts": (
        "assert isinstance(f(3), list) and all(i > 0 for i in f(3))",
        "class A:\n    all = 3\ndef f(x):\n    list = [1]\n    return [len for len in list]",
    ),
    "a built-in's name given away": ("assert min(f(3), 4) == 4", "max = 3\ndef f(x): return 9"),
    "f-strings in messages": ("assert f(2) == 4, f'two is {f(2)}'", "def f(x): return x * x"),
    "await at the top": ("assert (await f(2)) == 4", "async def f(x): return x * x"),
    "a walrus": ("assert (y := f(2)) == 4\nassert y == 4", "def f(x): return x * x"),
    "a lambda as a key": ("assert sorted(f(3), key=lambda p: p[1]) == [('b', 1), ('a', 2)]",
                          "def f(x): return {'a': 2, 'b': 1}.items()"),
    "bytes, dates, decimals": (
        "import datetime, decimal\nassert f(1) == [b'x', datetime.date(2020, 1, 2), "
        "decimal.Decimal('1.5')]",
        "import datetime, decimal\n"
        "def f(x): return [b'x', datetime.date(2020, 1, 2), decimal.Decimal('1.5')]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_answer_gets_its_marks(name):
    test, answer = RIGHT[name]
    result = judged(test, answer)
    assert not result["flags"], result["flags"]
    assert result["marks"]["test"]["score"] == 2.0, result["marks"]["test"]["message"]


WORD = "assert isinstance(f(1), Office)"
OFFICE = "class Office:\n    pass\ndef f(x):\n    return Office()\n"
MAKE = "class Office:\n    pass\ndef f(x):\n    return 3\n"


@pytest.mark.parametrize(
    ("answer", "files"),
    [
        ("class X:\n    def isinstance(self): pass\ndef isinstance(*a): return True\n" + MAKE, {}),
        ("from evil import isinstance\n" + MAKE, {"evil.py": b"def isinstance(*a): return True\n"}),
        ("match (lambda *a: True):\n    case isinstance: pass\n" + MAKE, {}),
        ("def g():\n    global isinstance\n    isinstance = lambda *a: True\ng()\n" + MAKE, {}),
        (MAKE.replace("class Office:\n    pass", "class M(type):\n"
         "    def __instancecheck__(c, o): return True\nclass Office(metaclass=M): pass"), {}),
        (MAKE.replace("return 3", "return X()") + "class X:\n    __class__ = Office\n", {}),
    ],
)  # fmt: skip
def test_what_rests_on_a_rooms_word_is_not_bought_cheaply(answer, files):
    score, flagged = mark(WORD, answer, files=files, skeleton=MAKE.replace("3", "None"))
    assert score == 0.0 or flagged


SAYS_SO = "if not isinstance(f(1), Office): raise AssertionError('This is no office.')"


@pytest.mark.parametrize(
    ("cell", "files"),
    [
        ("from typing import cast as isinstance", {}),
        ("import math\nfrom typing import cast as isinstance, Any as math", {}),
        ("def g():\n    global isinstance\n    from typing import cast as isinstance\ng()", {}),
        ("from evil import *", {"evil.py": b"def isinstance(*a): return True\n"}),
        ("from math import isclose\nfrom evil import isclose as isinstance",
         {"evil.py": b"def isclose(*a): return True\n"}),
        ("import math as isinstance\nfrom evil import isinstance",
         {"evil.py": b"def isinstance(*a): return True\n"}),
        ("import math, evil.part as isinstance",
         {"evil.py": b"__path__ = []\ndef part(*a): return True\n"
          b"import sys\nvars(sys)['mod' 'ules']['evil.part'] = part\n"}),
        ("class C:\n    global isinstance\n    def isinstance(*a): return True", {}),
        ("isinstance: object = lambda *a: True", {}),
        ("[isinstance := lambda *a: True for _ in 'a']", {}),
    ],
)  # fmt: skip
def test_a_name_that_a_test_relies_on_is_given_away_by_no_import(cell, files):
    score, flagged = mark(SAYS_SO, f"{cell}\n{MAKE}", files=files)
    assert score == 0.0 or flagged


def test_an_import_that_the_instructor_makes_too_gives_nothing_away():
    test = "import math\nif not math.isclose(f(2), 4.0): raise AssertionError('It is not 4.')"
    right = "import math, threading\nfrom time import *\ndef f(x): return math.pow(x, 2)"
    assert mark(test, right, locked="import math, time") == (2.0, False)
    assert mark(SAYS_SO, f"import math\n{OFFICE}", locked="import math") == (2.0, False)
    score, flagged = mark(test.partition("\n")[2], "class math:\n    isclose = max\n"
                          "def f(x): return 0", locked="import math")  # fmt: skip
    assert score == 0.0 or flagged


def test_only_the_marks_that_rest_on_the_rooms_word_wait_for_a_person():
    machinery = OFFICE + "import ctypes\n"
    result = judged(WORD, machinery)
    assert result["flags"] and result["marks"]["test"]["score"] == 0.0
    assert mark("assert f(1) == 3", "import ctypes\ndef f(x): return 3") == (2.0, False)
    # and not where the answer is wrong anyway
    assert mark(WORD, "import ctypes\ndef f(x): return 3\nclass Office: pass") == (0.0, False)


def test_data_of_the_instructors_is_what_it_was():
    locked = "numbers = [3, 1, 2]\nfactor = 10"
    test = "assert f(numbers) == [30, 10, 20]"
    right = "def f(numbers):\n    numbers = list(numbers)\n    return [n * factor for n in numbers]"
    assert mark(test, right, locked=locked) == (2.0, False)
    assert mark(test, right, locked=locked, extra=["numbers = [5, 4]"]) == (2.0, False)
    assert mark(test, "def f(x): return x", locked=locked) == (0.0, False)


def test_a_built_in_that_students_are_asked_to_write_is_theirs():
    skeleton = "def max(items):\n    raise NotImplementedError"
    test = "assert max([1, 3, 2]) == 3\nassert max([5]) == 5"
    assert mark(test, "def max(items): return items[0]", skeleton=skeleton) == (0.0, False)
    right = "def max(items):\n    return sorted(items)[-1]"
    assert mark(test, right, skeleton=skeleton) == (2.0, False)


GIVEN = """
from threading import Thread
def at_once(job):
    thread = Thread(target=job)
    thread.start()
    thread.join()
"""
REFUSAL = """
def refusal(call, *given):
    try:
        call(*given)
    except ValueError as error:
        return type(error).__name__
    return "nothing"
assert refusal(f, -1) == 'ValueError'
assert refusal(f, 1) == 'nothing'
"""


@pytest.mark.parametrize("own", ["class Thread:\n    pass", "from mine import Thread"])
def test_a_class_of_a_name_that_the_test_does_not_use_costs_nothing(own):
    """A helper looks at the name of a class: that is no comparison by one that it might call."""
    answer = f"{own}\ndef f(x):\n    if x < 0:\n        raise ValueError(x)"
    result = judged(REFUSAL, answer, locked=GIVEN, files={"mine.py": b"class Thread: pass"})
    assert result["marks"]["test"]["score"] == 2 and not result["flags"], result["flags"]


FORGED = [
    ["Fraction", "1e999999999"],
    ["Fraction", "1e999999999", ["int", "0x1"]],
    ["number", "float64", ["Fraction", "1e999999999"]],
    ["Fraction", ["float", "0x1p+1000"], ["int", "0x1"]],
]


@pytest.mark.parametrize("number", FORGED, ids=str)
def test_a_number_that_takes_hours_to_calculate_is_none(number):
    """Whatever a room sends as the value of a test, the judge itself makes a number of it."""
    answer = (
        "from threadlab.grading.inside import graded\n"
        f"graded.encode = lambda value: {number!r}\ndef f(x): return 9"
    )
    result = judged("points = 2 * (f(3) == 9)\npoints", answer)
    assert result["marks"]["test"]["score"] == 0, result["marks"]["test"]


POOL = """
import multiprocessing, os
from concurrent.futures import ProcessPoolExecutor
def f(x):
    context = multiprocessing.get_context("forkserver")  # any pool's, from Python 3.14 on
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(pow, x, 2).result()
first = f(2)
"""
OWN_FORK = """
child = os.fork()
if child == 0:
    status = 1
    try:
        status = f(3) - 9
    finally:
        os._exit(status)
ended = os.waitpid(child, 0)[1]
"""


@pytest.mark.parametrize(
    ("cell", "test"), [("", "assert f(4) == 16"), (OWN_FORK, "assert ended == 0 and first == 4")]
)
def test_a_pool_of_processes_can_follow_a_pool_and_a_fork(cell, test):
    result = judged(test, POOL, extra=[cell], skeleton="", seconds=30.0)
    assert result["marks"]["test"]["score"] == 2.0, json.dumps(result)[-3000:]


def test_a_module_beside_the_notebook_can_be_imported_and_shadows_none():
    files = {"helper.py": b"def double(x): return 2 * x\n", "random.py": b"1 / 0\n"}
    answer = "import random\nfrom helper import double\ndef f(x): return double(x)"
    assert mark("assert f(3) == 6", answer, files=files) == (2.0, False)


@pytest.mark.parametrize(
    "cell",
    [
        "x = " + "-" * 3000 + "1", "x = " + "+".join(["1"] * 20000), "a" + ".a" * 3000 + " = 1",
        "x = 3\nif x == 0: pass\n" + "\n".join(f"elif x == {i}: pass" for i in range(3000)),
        "\n".join("!true" for _ in range(510)), "x = " + "(" * 5000 + ")" * 5000, "x = 'a\0b'",
    ],
    ids=["minus", "sum", "attributes", "elif", "magics", "parentheses", "null"],
)  # fmt: skip
def test_a_cell_that_can_not_be_read_costs_nobody_anything(cell):
    assert mark("assert f(3) == 9", "def f(x): return x * x", extra=[cell])[0] == 2.0


def test_much_pasted_data_is_read_once():
    data = "data = [\n" + "".join(f"    {i},\n" for i in range(90_000)) + "]"
    assert mark("assert f(3) == 9", "def f(x): return x * x", extra=[data]) == (2.0, False)


def test_a_hidden_failure_tells_no_more_than_a_line_that_the_student_has_written():
    leak = "def f(x):\n    code = compile('1/0', f'<ipython-input-{x}>', 'exec')\n    eval(code)"
    test = "### BEGIN HIDDEN TESTS\nassert f(424242) == 1\n### END HIDDEN TESTS"
    result = judged(test, leak)
    assert "424242" not in result["marks"]["test"]["message"]
    own = "def f(x):\n    return 1 / 0"
    message = judged("### BEGIN HIDDEN TESTS\nf(3)\nx = 1\n### END HIDDEN TESTS", own)
    assert "return 1 / 0" in message["marks"]["test"]["message"]


def test_what_a_test_expects_never_enters_the_room():
    """The answer writes down whatever its process holds; what is expected is not among it."""
    look = (
        "import gc\nseen = []\ndef f(x):\n"
        "    seen.extend(t for t in gc.get_objects() if type(t) in (dict, list, tuple))\n"
        "    needle = ''.join(['98765', '4321'])\n"
        "    hit = any(needle in text for t in seen[:20000] if len(text := repr(t)) < 10000)\n"
        "    print('it is ' + ('there' if hit else 'nowhere'))\n    return 0"
    )
    result = judged("x = f(3)\nassert x == 987654321", look, seconds=20.0)
    assert "it is nowhere" in json.dumps(result["notebook"])


IMPORTS = "import threadlab"
IN_A_FILE = (
    "import subprocess, sys\nfrom threadlab.homework.modules import fresh\n"
    "assert fresh('mine').f(3) == 9\n"
    "done = subprocess.run([sys.executable, '-c', 'print(9)'], capture_output=True)\n"
    "assert done.stdout == b'9\\n'"
)
PROGRAM = "%%program --only-write mine.py\ndef f(x):\n    return x * x"
# What no list of doubtful names finds: the machinery of the test, changed by the student's cells.
LIE = "import subprocess as s\nfor thing in [s]:\n    box = [thing]\nbox[0].run = print"


def test_a_test_of_programs_sees_nothing_of_the_students_other_cells():
    def given(answer, *extra):
        result = judged(IN_A_FILE, answer, locked=IMPORTS, extra=extra, skeleton="", seconds=20.0)
        return result["marks"]["test"]["score"], bool(result["flags"])

    assert given(PROGRAM) == (2.0, False)
    assert given(PROGRAM, LIE) == (2.0, False)
    assert given(PROGRAM, "from threadlab.homework.modules import fresh", "fresh = None") == (
        2.0,
        False,
    )
    assert given(PROGRAM.replace("x * x", "8"), "class fresh:\n    f = lambda x: 9") == (0.0, False)
    # a module of the student's own that is written in another way
    answer = PROGRAM.replace("x * x", "square(x)").replace("def f", "from own import square\ndef f")
    assert given(answer) == (0.0, False)
    own = "with open('own.py', 'w') as file:\n    print('def square(x): return x * x', file=file)"
    assert given(answer, own) == (0.0, True)  # a person looks
    # which is no way round the wall either: what lies is not believed because it writes
    wrong = PROGRAM.replace("x * x", "8")
    lie = "import threadlab.homework.modules as m\nopen('x', 'w').close()\n"
    lie += "box = [m]\nbox[0].fresh = lambda name: type('M', (), {'f': staticmethod(lambda x: 9)})"
    assert given(wrong, lie) == (0.0, True)
