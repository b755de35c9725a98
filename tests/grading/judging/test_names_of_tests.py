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

pytestmark = needs_sandbox

LOOP = "for n in range(1, 4):\n    assert f(n) == n * n"
PAIRS = "for n, want in [(1, 1), (2, 4), (3, 9)]:\n    assert f(n) == want"
WANTED = "want = [1, 4, 9]\nassert f(3) == want"
POINTS = "points = 0\nif f(1) == 1:\n    points += 1\nif f(2) == 4:\n    points += 1\npoints"
SUM = "points = 0\npoints += f(1) == 1\npoints += f(2) == 4\npoints"
ARGUMENT = "given = [3, 1, 2]\nassert f(given) == [item + 1 for item in given]"
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


def test_of_a_hidden_test_the_student_is_not_told_the_names():
    hidden = f"### BEGIN HIDDEN TESTS\n{WANTED}\n### END HIDDEN TESTS"
    result = judged(hidden, "def f(x):\n    return want")
    mark = result["marks"]["test"]
    assert "want" in mark["flag"] and "want" not in mark["message"].split()
    assert "(want)" not in json.dumps(result["notebook"]["cells"][-1]["outputs"])


SQUARE = "def f(x):\n    return x * x"
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
