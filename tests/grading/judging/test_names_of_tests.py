"""What a test keeps under names in the room is in reach of the answer that it calls there.

Each answer is wrong, knows a name of the test and nothing else. None of them gets its marks unseen;
honest ones beside them keep theirs.
"""

from __future__ import annotations

import json

import pytest

from support.carriers import CHECK, LOCKED
from support.judged import judged
from support.sandbox import needs_sandbox
from threadlab.grading.judging import reading

pytestmark = needs_sandbox

LOOP = "for n in range(1, 4):\n    assert f(n) == n * n"
PAIRS = "for n, want in [(1, 1), (2, 4), (3, 9)]:\n    assert f(n) == want"
WANTED = "want = [1, 4, 9]\nassert f(3) == want"
POINTS = "points = 0\nif f(1) == 1:\n    points += 1\nif f(2) == 4:\n    points += 1\npoints"
SUM = "points = 0\npoints += f(1) == 1\npoints += f(2) == 4\npoints"
ARGUMENT = "given = [3, 1, 2]\nassert f(given) == [item + 1 for item in given]"
SQUARE = "def f(x):\n    return x * x"
CHEATS = {
    "sets the number of a loop": (LOOP, "def f(x):\n    global n\n    n = 0\n    return 0"),
    "looks up what a loop expects": (PAIRS, "def f(x):\n    return want"),
    "changes what a loop expects": (PAIRS, "def f(x):\n    global want\n    want = 0\n    return 0"),
    "looks up what is expected": (WANTED, "f = lambda x: want"),
    "looks it up by a default that it has first": (WANTED, "want = 0\ndef f(x):\n    return want"),
    "looks it up in a method": (
        "want = 4\nassert f(2) == want", "class f(int):\n    def __new__(cls, x):\n        return want"
    ),
    "looks it up in a generator": (WANTED, "g = (want for _ in range(9))\ndef f(x): return next(g)"),
    "empties what is expected": (WANTED, "def f(x):\n    want.clear()\n    return []"),
    "sets its points": (POINTS, "def f(x):\n    global points\n    points = 2"),
    "empties the test's list": (ARGUMENT, "def f(x):\n    given[:] = []\n    return []"),
    "looks it up among all names": (WANTED, "def f(x):\n    return globals()['want']"),
    "looks it up in its caller": (
        WANTED, "import sys\ndef f(x):\n    return sys._getframe(1).f_globals['want']"
    ),
    "looks it up in the module": (WANTED, "import __main__\ndef f(x):\n    return __main__.want"),
    "looks it up in the kernel": (WANTED, "def f(x):\n    return get_ipython().user_ns['want']"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHEATS)
def test_an_answer_that_uses_a_name_of_the_test_gets_nothing_unseen(name):
    test, answer = CHEATS[name]
    result = judged(test, answer)
    assert result["marks"]["test"]["score"] == 0, result["marks"]["test"]
    assert result["flags"], result["marks"]["test"]


@pytest.mark.parametrize(
    "test", ["assert f(3) == want", "kept = want\nassert f(3) == kept\nwant = kept"]
)
@pytest.mark.parametrize("answer", ["def f(x):\n    return want", "f = lambda x: want"])
def test_a_name_of_an_earlier_test_is_none_of_the_answers_either(test, answer):
    earlier = "want = [1, 4, 9]\nassert callable(f)"
    result = judged(test, answer, before=earlier)
    assert result["marks"]["test"]["score"] == 0 and result["flags"], result["marks"]["test"]
    assert (
        judged(test, "def f(x):\n    return [1, 4, 9]", before=earlier)["marks"]["test"]["score"]
        == 2
    )


@pytest.mark.parametrize("test", [
    "total = total + 1\nassert total == 10", "total += f(1)\nassert total == 10",
    "data = [x for x in data if x > 1]\nassert len(data) == 2", "kept = total\ntotal = 3\nassert kept == 9",
    "total: int = total\nassert total == 9", "for n in data:\n    assert f(n) == n * n",
])  # fmt: skip
def test_a_test_finds_what_an_earlier_one_has_made_though_it_makes_it_anew(test):
    earlier = "total = f(3)\ndata = [1, 2, 3]\nfor n in data:\n    assert f(n) == n * n"
    result = judged(test, SQUARE, before=earlier)
    assert result["marks"]["test"]["score"] == 2 and not result["flags"], result["marks"]


SHOWS = """
import math
start = [f(2), 3]
root = math.sqrt(start[0])
assert f(3) == 9
"""
HIDES = (
    "### BEGIN HIDDEN TESTS\nstart = 5\nassert f(3) == 9\n### END HIDDEN TESTS\nassert f(1) == 1"
)


@pytest.mark.parametrize(
    ("last", "test"),
    [
        (["seats = start + [root]"], "assert seats == [4, 3, 2.0]"),
        (["def g():\n    return start[0]", "total = g()\nstart.append(total)", "again = len(start)"],
         "assert total == 4\nassert again == 3"),
        (["import math", "seats = math.floor(root)"], "assert seats == 2"),
        (["this is no Python", "seats = len(start)"], "assert seats == 2"),
    ],
)  # fmt: skip
def test_an_answer_finds_what_a_test_before_it_has_shown(last, test):
    result = judged(test, SQUARE, before=SHOWS, last=last)
    assert result["marks"]["test"]["score"] == 2 and not result["flags"], result


def test_what_never_ends_there_costs_the_test_and_no_later_answer():
    endless = "endless = f(3)\nassert endless == 9"
    answer = "def f(x):\n    while True:\n        pass"
    result = judged("assert seats == 2", answer, before=endless, seconds=1.0,
                    last=["seats = 2\nprint(endless)"])  # fmt: skip
    assert result["marks"]["test"]["score"] == 2, result


@pytest.mark.parametrize("answer", ["seats = start", "seats = 5 if 'start' in dir() else 0"])
def test_of_hidden_lines_it_finds_nothing(answer):
    result = judged("assert seats == 5", SQUARE, before=HIDES, last=[answer])
    assert result["marks"]["test"]["score"] == 0, result


def test_what_it_makes_itself_is_its_own():
    last = ["start = 7", "seats = start"]
    assert (
        judged("assert seats == 7", SQUARE, before=SHOWS, last=last)["marks"]["test"]["score"] == 2
    )


def test_a_test_that_makes_its_own_first_needs_nothing_of_an_earlier_one():
    assert reading.needed_before("n = 3\nn += 1\nfor m in [n]:\n    print(m, k)") == {"print", "k"}


# Whether `f` makes use of `g`, as a test sees it that takes `g` away.
TAKES_AWAY = """
kept = g
del g
try:
    f(3)
except NameError:
    pass
else:
    raise AssertionError("Use g.")
finally:
    g = kept
assert f(3) == 9
"""


def test_a_function_that_a_test_takes_away_and_puts_back_is_the_answers_own():
    answer = "def g(x):\n    return x * x\ndef f(x):\n    return g(x)"
    result = judged(TAKES_AWAY, answer, skeleton="# your code")
    assert result["marks"]["test"]["score"] == 2 and not result["flags"], result
    for wrong in ("x * x", "kept(x)"):
        result = judged(TAKES_AWAY, answer.replace(r"g(x)\Z", wrong).replace("return g(x)", f"return {wrong}"),
                        skeleton="# your code")  # fmt: skip
        assert result["marks"]["test"]["score"] == 0, result


@pytest.mark.parametrize(
    "binds",
    ["o = 3\nf = o", "o = f\nf = o\nf = 3", "o = f\ndef f(): pass\nf = o", "o = f\nfor f in x: pass\nf = o",
     "o = f\no = 4\nf = o", "f = o\no = f\nf = o", "o = f\nwith x as f: pass\nf = o"],
)  # fmt: skip
def test_what_has_another_value_in_between_is_the_tests(binds):
    assert "f" in reading.given_values(binds)


def test_of_a_hidden_test_the_student_is_not_told_the_names():
    hidden = f"### BEGIN HIDDEN TESTS\n{WANTED}\n### END HIDDEN TESTS"
    result = judged(hidden, "def f(x):\n    return want")
    mark = result["marks"]["test"]
    assert "want" in mark["flag"] and "want" not in mark["message"].split()
    assert "(want)" not in json.dumps(result["notebook"]["cells"][-1]["outputs"])


HONEST = {
    "plain": (LOOP, SQUARE),
    "pairs": (PAIRS, SQUARE),
    "names of its own": (LOOP, "def f(n):\n    want = n * n\n    return want"),
    "the same name as a number beside it": (LOOP, f"n = 3\n{SQUARE}"),
    "the same name in a loop of its own": (LOOP, f"{SQUARE}\nfor n in range(3):\n    print(f(n))"),
    "the same name as an attribute": (PAIRS, f"class A:\n    want = 3\n{SQUARE}\nprint(A.want)"),
    "the same name in a comprehension": (LOOP, "def f(x):\n    return sum(x for n in range(x))"),
    "the same import": ("import math\nwant = math.sqrt(16)\nassert f(2) == want",
                        "import math\ndef f(x):\n    return int(math.pow(x, 2))"),
    "points": (POINTS, SQUARE),
    "a sum of points": (SUM, SQUARE),
    "a name of the task's": ("log = []\nf(2)\nassert log == [2]", "log = []\ndef f(x):\n    log.append(x)"),
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_one_keeps_its_marks(name):
    test, answer = HONEST[name]
    skeleton = "log = []\ndef f(x):\n    pass" if "log" in answer else "def f(x):\n    pass"
    result = judged(test, answer, skeleton=skeleton)
    assert result["marks"]["test"]["score"] == 2 and not result["flags"], result


def test_what_an_instructor_has_given_is_the_answers_too():
    locked, answer = "calls = []", "def f(x):\n    calls.append(x)\n    return len(calls)"
    result = judged("calls = []\nf(1)\nbefore = len(calls)\nassert f(1) == before + 1", answer,
                    locked=locked)  # fmt: skip
    assert result["marks"]["test"]["score"] == 2 and not result["flags"], result


# An office without a lock that knows what the check calls its own things.
LOCKLESS = """
from threading import current_thread
from types import SimpleNamespace
class Office:
    def __init__(self, seats):
        self.left, self.sold = seats, []
    def buy(self):
        {before}
        left = self.left
        if left > 0:
            self.left = left - 1
            self.sold.append(left)
        {after}
"""
ALL = "SimpleNamespace(sold=[1, 2])"
KNOWN = {
    "puts another office in its place": {"after": f"global office\n        office = {ALL}"},
    "mends what the check looks at": {"after": "office.sold = sorted(set(office.sold))"},
    "mends it by a function": {"after": "mend()\ndef mend():\n    office.sold = [1, 2]"},
    "waits for the check's own threads": {
        "before": "me = current_thread()\n"
        "        while threads[0] is not me and threads[0].is_alive(): pass",
    },
    "empties the check's own list": {"after": "threads.clear()\n        office.sold[:] = [1, 2]"},
}  # fmt: skip


@pytest.mark.parametrize("name", KNOWN)
def test_an_answer_that_uses_a_name_of_a_check_gets_nothing_unseen(name):
    answer = LOCKLESS.format(**{"before": "pass", "after": "pass"} | KNOWN[name])
    result = judged(f"%%check --runs 50\n{CHECK}", answer, skeleton="pass")
    assert result["marks"]["test"]["score"] == 0, result["marks"]["test"]


TRIALS = {
    "an office of its own": "office = Office(3)\noffice.buy()",
    "a trial of its own": "threads = []\ndef trial():\n    office = Office(2)\n    office.buy()\n"
    "    threads.append(office)\ntrial()",
    "a program of its own": "def main():\n    for thread in threads: thread.join()\n"
    "    print(office.sold)\noffice, threads = Office(1), []\nmain()",
}


@pytest.mark.parametrize("name", TRIALS)
def test_one_that_tries_its_office_under_the_same_names_keeps_its_marks(name):
    result = judged(f"%%check --runs 50\n{CHECK}", LOCKED + TRIALS[name], skeleton="pass")
    assert result["marks"]["test"]["score"] == 2 and not result["flags"], result["marks"]["test"]


BEFORE = "x = [1, 2, 3]\nassert f(x) == 6"
AGAIN = "assert isinstance(f(x), int)\nassert f(x) == 6"


@pytest.mark.parametrize(
    ("answer", "points", "waits"),
    [
        ("def f(numbers): return sum(numbers)\nx = [5]\nprint(f(x))", 2, False),
        ("def f(numbers): return 7\nx = [5]", 0, False),
        ("x = [6]\ndef f(numbers):\n    global x\n    x = [6]\n    return sum(x)", 0, True),
        ("x = [6]\ndef f(numbers):\n    x[:] = [6]\n    return sum(x)", 0, True),
    ],
)
def test_data_that_an_earlier_test_has_written_out_is_its_own_again(answer, points, waits):
    mark = judged(AGAIN, answer, before=BEFORE)["marks"]["test"]
    assert (mark["score"], bool(mark["flag"])) == (points, waits), mark


def test_what_an_earlier_test_has_called_may_still_be_the_answers():
    answer = "def f(numbers): return sum(numbers)\nx = [1, 2, 3]"
    before = "x = list(reversed([f([3]), 2, 1]))\nassert f(x) == 6"
    mark = judged(AGAIN, answer, before=before)["marks"]["test"]
    assert mark["flag"], mark
