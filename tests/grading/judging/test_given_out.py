"""A first cell that is not locked, and reaches into Python: it is the instructor's until changed."""

from __future__ import annotations

import pytest

from support.judged import judged
from support.sandbox import needs_sandbox
from threadlab.grading.judging import given_out

pytestmark = needs_sandbox
LOGS = """
import logging, os
import IPython
logging.basicConfig(filename='log', level=logging.ERROR, force=True)
def shown(self, *args, **kwargs):
    logging.error('something went wrong', kwargs, args, self.user_ns)
IPython.core.interactiveshell.InteractiveShell.showtraceback = shown
"""
RUNS = "import builtins\ndef run(text, more=()):\n    exec(text)\nPATH = 'x'\nif PATH == 'y':\n    exec(PATH)"
ASKS = "import re\nprint(eval('1 + 1'))"
SHELL = "from IPython import get_ipython\nget_ipython()"
GETS = "class Reader:\n    def read(self, name):\n        return getattr(self, name)"
RIGHT = "def f(x):\n    return x * x"
WRAPPED = f"{RIGHT}\nsquare = f\ndef f(*args, **kwargs):\n    return square(*args, **kwargs)"
# It rests on the room's word, so that whoever has changed Python could lie.
TEST = "assert f(3) == 9\ntry:\n    f('a')\nexcept TypeError:\n    pass\nelse:\n    raise AssertionError"


def mark(**given):
    result = judged(TEST, **given)
    found = result["marks"]["test"]
    return found["score"], found["flag"]


@pytest.mark.parametrize("given", [LOGS, RUNS, GETS, ASKS, "%logstart -q\n" + LOGS])
@pytest.mark.parametrize(
    "answer", [RIGHT, "import os\n" + RIGHT, "import logging\nprint(len('x'))\n" + RIGHT, WRAPPED]
)
def test_what_everybody_was_given_keeps_no_mark_waiting(given, answer):
    assert mark(answer=answer, handed_out=given) == (2.0, "")


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        (LOGS, "IPython.core.interactiveshell.InteractiveShell.run_cell = None"),
        (LOGS, "shell = IPython"),
        (LOGS, "shown = print"),
        (LOGS, "logging.error = print"),
        (LOGS, "import logging\nlogging.error = print"),
        (LOGS, "import os as logging"),
        (LOGS, "locals()['IPy' + 'thon'].core = None"),
        (RUNS, "run('import ctypes')"),
        (RUNS, "builtins.sorted = max"),
        (RUNS, "PATH = 'y'"),
        (RUNS, "from math import tau as PATH"),
        (RUNS, "def PATH(): pass"),
        (RUNS, "try:\n    1 / 0\nexcept ZeroDivisionError as run:\n    pass"),
        (RUNS, RUNS),
        (RUNS, "def g():\n    global PATH\n    PATH = 'y'"),
        (RUNS, "class A:\n    b = [run]"),
        (RUNS, "del run"),
        (RUNS, "g = lambda: [run for _ in 'ab']"),
        (RUNS, "import ctypes"),
        (SHELL, "_.x = 3"),
        ("def run():\n    exec(TEXTS[0])\nTEXTS = ['']", "TEXTS[0] = 'x'"),
        ("def run():\n    exec(TEXTS[0])\nTEXTS = ['']", "def exec(x): pass"),
        ("print = eval\nprint('[]')", "len(_)"),
        (f"{SHELL}\nshell = get_ipython()\nit = [shell]", "it[0].x = 3"),
        (GETS, "Reader().read('__red' + 'uce' + chr(95) * 2)"),
    ],
)
def test_who_makes_use_of_it_is_looked_at(given, answer):
    score, flag = mark(answer=f"{answer}\n{RIGHT}", handed_out=given)
    assert score == 0.0
    assert flag


def test_who_changes_it_is_looked_at():
    assert mark(answer=RIGHT, extra=[LOGS])[1]
    assert mark(answer=RIGHT, extra=[f"{LOGS}\n"], handed_out=LOGS)[1]


DATA = "import re\ndata = ['a', 'b']\nfor n in range(4):\n    print(n)"
SAMPLE = "data = ['ab' + str(f(3)), 'c']\nassert len(data) == 2\nn = 3"
# It asks the room for a value of the test's own.
USES = "found = sum('a' in each for each in data)\nassert found >= 1\nassert data[0].find(str(f(n))) == 2"


def test_data_that_was_given_out_and_that_a_test_replaces_keeps_no_mark_waiting():
    result = judged(USES, RIGHT, handed_out=DATA, before=SAMPLE)
    assert result["marks"]["test"]["score"] == 2.0, result


@pytest.mark.parametrize(
    "last",
    ["data = ['ab9', 'ad']", DATA, "def g():\n    global data\n    data = ['ab9']\ng()"],
)
def test_who_gives_it_another_meaning_is_looked_at(last):
    result = judged(USES, RIGHT, handed_out=DATA, before=SAMPLE, last=[last])
    assert result["marks"]["test"]["score"] == 0.0
    assert "data" in result["marks"]["test"]["flag"] or last == DATA


def test_a_given_cell_after_the_one_that_it_changes_is_looked_at():
    # … since a student may have moved it there.
    limit = "data = [9, 4]"
    for order in ([(DATA, False), (limit, True)], [(limit, True), (DATA, False)]):
        found = given_out.overtaken([*order, (RIGHT, False)], {DATA}.__contains__)
        assert ("data" in found) == (order[0][0] == DATA)
