"""Slips of the hand, and what was copied along: named beside the error to which they lead."""

from __future__ import annotations

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from support.midnight import GIVEN, by_name, course, homework, told
from threadlab.homework.pasted import copied_along
from threadlab.homework.reading import Reader
from threadlab.validation.checklist import checklist
from threadlab.validation.result import Checklist
from threadlab.validation.terminal import lines_of

KEEP = "class {name}:\n    def __init__(self):\n        self.lock = Lock()\n"
SELLS = "    def sell(self):\n        with self.lock:\n            return 1"
# The name asked for, the answer, the test, and what is said of it; a class if its name is one.
SLIPS = {
    "Renamed": ("class Other:\n    pass", "Renamed()", "Other is (Other, line 1): is"),
    "inside": ("class Solution:\n    def inside(self):\n        return 1", "inside()",
               "inside is defined inside Solution (Solution.inside, line 2)"),
    "guarded": ("def main():\n    def guarded():\n        return 1\nmain()", "guarded()",
                "guarded is defined inside main (main.guarded, line 2)"),
    "writes": ("%%writefile w.py\ndef writes(): ...", "writes()", "begins with %%writefile"),
    "timed": ("%%timme\ndef timed(): ...", "timed()", "begins with %%timme"),
    "checked": ("%%check\ndef checked(): ...", "checked()", "begins with %%check"),
    "blank": ("# I do not know", "blank()", "the cell “blank”, where it belongs, does not"),
    "stops": ("1 / 0\ndef stops(): ...", "stops()", "ended in an error before it got there"),
    "Deep": (KEEP.format(name="Deep") + "        def sell(self):\n            return 1",
             "Deep().sell()", "sell is inside __init__ (Deep.__init__.sell, line 4)"),
    "Flat": (KEEP.format(name="Flat") + "def sell(self):\n    return 1", "Flat().sell()",
             "sell is outside the class Flat (sell, line 4)"),
    "Local": (KEEP.format(name="Local").replace("self.lock", "lock") + SELLS, "Local().sell()",
              "Did you mean self.lock in Local.__init__, line 3?"),
    "Bare": (KEEP.format(name="Bare") + SELLS.replace("(self)", "()"), "Bare().sell()",
             "Bare.sell, line 4: self is missing from its brackets."),
    "Calls": (KEEP.format(name="Calls") + "    def give(self): ...\n    def go(self):\n"
              "        return give()", "Calls().go()", "Did you mean self.give?"),
    "Begun": (KEEP.format(name="Begun").replace("__init__(self)", "_init_(self, n)"), "Begun(1)",
              "You wrote _init_: did you mean __init__?"),
    "Child": ("class Base:\n    def __init__(self):\n        self.lock = Lock()\n" + SELLS +
              "\nclass Child(Base):\n    def __init__(self):\n        self.n = 1",
              "Child().sell()", "Child.__init__, line 8: it does not call super().__init__()"),
    "Orphan": ("class Orphan:\n    def more(self): ...", "Orphan(1)",
               "Orphan no longer inherits from Thread"),
    "Locks": (KEEP.format(name="Locks").replace("Lock()", "Lock") + SELLS, "Locks().sell()",
              "Locks.__init__, line 3: Lock without brackets is the class, not a lock."),
    "Takes": (KEEP.format(name="Takes") + SELLS.replace("lock:", "lock.acquire():"),
              "Takes().sell()", "leave .acquire() out"),
    "bare": ("def bare():\n    lock = Lock()\n    lock.acquire\n    lock.release()",
             "%%check\nbare()", "bare, line 3: lock.acquire without brackets calls nothing."),
    "runs": ("def runs():\n    t = Thread(target=print)\n    t.run()\n    t.join()",
             "%%check\nruns()", "runs, line 3: run() does the work in the thread that calls it."),
    "chain": ("def chain():\n    Thread(target=print).start().join()", "%%check\nchain()",
              "chain, line 2: start() returns None."),
    "sorts": ("def sorts():\n    found = [2, 1].sort()\n    return len(found)", "sorts()",
              "sorts, line 2: sort() returns None."),
    "comma": ("def comma():\n    Thread(target=print, args=(1)).start()", "%%check\ncomma()",
              "args=(x,)"),
    "equals": ("def equals():\n    found = None\n    found == 1\n    return found + 1", "equals()",
               "equals, line 3: found == 1 only compares. Did you mean =?"),
    "pool": ("def pool():\n    return ThreadPoolExecutor(2)", "pool()",
             "Is “from concurrent.futures import ThreadPoolExecutor” missing?"),
    "early": ("def early():\n    ts = [Thread(target=one()) for one in [lambda: 'x'] * 2]\n"
              "    for t in ts: t.start()", "%%check\nearly()",
              "early, line 2: one() is called right here, before there is a thread for it."),
    "place": ("def place():\n    Thread(print, 1).start()", "%%check\nplace()",
              "Thread takes its function by name: write target=print."),
    "counts": ("def counts():\n    n = 0\n    def work():\n        n += 1\n    work()", "counts()",
               "work assigns to n, which makes it a variable of work's own: write “nonlocal n”"),
    "total": ("total = 0\ndef add():\n    total += 1", "add()", "write “global total” at its top"),
    "lower": ("def lower():\n    lock = lock()", "lower()", "Did you mean Lock?"),
    "small": ("def small():\n    return thread(target=print)", "small()", "Did you mean Thread?"),
    "misspells": ("def misspells():\n    results = []\n    return resutls", "misspells()",
               "Did you mean results?"),
    "ranges": ("def ranges(jobs=()):\n    return [n for n in range(jobs)]", "ranges()",
               "Did you mean range(len(jobs))?"),
    "lengths": ("def lengths(jobs=()):\n    for n in len(jobs): ...", "lengths()",
                "Did you mean range(len(jobs))?"),
    "adds": ("def adds():\n    [].add(1)", "adds()", "Did you mean append?"),
    "strat": ("def strat():\n    Thread(target=print).strat()", "%%check\nstrat()",
              "Did you mean start?"),
    "keeps": ("def keeps():\n    return [Lock]\ndef one(): ...", "%%check\nassert [one] == [1]",
              "A function stands there in place of its result: brackets call it."),
    "schedule": ("def begin(): ...\nschedule = ['main']", "threadlab.replay(begin, schedule)",
                 'A schedule is a text such as "main T1:1 T2", and this is a list.'),
}  # fmt: skip
BASES = {"Orphan": "(Thread)"}


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Checklist:
    """All slips in one notebook, and what Validate says of it."""
    names = SLIPS
    own = homework(*((name, *SLIPS[name][:2]) for name in names))
    released = homework(*((name, GIVEN.format(name=name), SLIPS[name][1]) for name in names))
    for given in released.cells:
        if given.id in names and given.id[0].isupper():
            given.source = (
                f"class {given.id}{BASES.get(given.id, '')}:\n    raise NotImplementedError()"
            )
    return told(course(tmp_path_factory.mktemp("night"), released, own))


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_named_beside_its_error(night: Checklist, name: str) -> None:
    test = by_name(night)[name]
    assert test.state == "failed"
    assert SLIPS[name][2] in test.message


def test_no_sentence_for_students_names_our_own_kind_of_error(night: Checklist) -> None:
    test = by_name(night)["schedule"]
    assert not test.message.startswith("ThreadlabError") and not test.detail


def test_a_name_that_was_given_to_something_else_is_told() -> None:
    own = homework(("one", "sorted = [1]\ndef one(jobs):\n    return sorted(jobs)", "one([])"))
    frame = "Cell In[3], line 3, in one(jobs)"
    for number, cell in enumerate(own.cells):
        if cell.cell_type == "code":
            cell.execution_count = number
    own.cells[-1].outputs = [nbformat.v4.new_output(
        "error", ename="TypeError", evalue="'list' object is not callable",
        traceback=[f"Cell In[{len(own.cells) - 1}], line 1", frame])]  # fmt: skip
    (task,) = checklist(own, "h", ran=99, seconds=30).tasks
    told = task.tests[0].message
    assert "sorted is something else here, because one, line 1 assigns to it" in told


def test_an_answer_that_still_raises_in_the_middle_says_where(tmp_path) -> None:
    begun = "def one(jobs):\n    found = []\n    raise NotImplementedError()\n    return found"
    own = homework(("one", begun, "one([])"))
    released = homework(("one", GIVEN.format(name="one"), "one([])"))
    found = told(course(tmp_path, released, own))
    assert found.tasks[0].state == "open"
    assert next(lines_of(found)) == (
        "○ one (1 point): not answered; one, line 3 still raises NotImplementedError"
    )


RIGHT = "def f(jobs):\n    found = []\n    return found"
COPIED = {
    "```python\n" + RIGHT + "\n```": "belong to Markdown",
    "Here is the solution:\n\n" + RIGHT: "no Python but prose",
    RIGHT + "\n\nThis returns the list, and nothing else.": "no Python but prose",
    "I don’t know how": "no Python but prose",
    "I don't know how to do it": "no Python but prose",
    RIGHT.replace("    ", "\u00a0\u00a0\u00a0\u00a0"): "there are 8 in the cell",
    RIGHT.replace("return ", "return\u200b "): "a character that can't be seen (U+200B)",
    "\ufeff" + RIGHT: "a character that can't be seen (U+FEFF)",
    RIGHT.replace("[]", "“x”"): 'Write " for “.',
    RIGHT.replace("[]", "‘x’"): "Write ' for ‘.",
    RIGHT.replace("[]", "3 – 2"): "Write - for –.",
    RIGHT.replace("(jobs):", "（jobs）："): "Write ( for （.",
    RIGHT.replace("[]", "…"): "Write ... for ….",
    "\n".join(f"{n}  {line}" for n, line in enumerate(RIGHT.splitlines(), 1)): "Line numbers",
    "\n".join("+" + line for line in RIGHT.splitlines()): "The + at the beginning of each line",
    "pip install requests\n" + RIGHT: "write %pip install requests, in a cell of its own",
    RIGHT.replace("    found", "\tfound"): "Some lines are indented with tabs",
}  # fmt: skip


@pytest.mark.parametrize("source", COPIED)
def test_what_was_copied_along_is_named(source: str) -> None:
    (cell,) = Reader([new_code_cell(source)]).unreadable
    assert COPIED[source] in cell.hint


@pytest.mark.parametrize(
    "source",
    [
        "def f(jobs)\n    return jobs", "found = [1, 2", "x = main T1 T2", "print 'a'", "t.",
        "if x = 1:\n    pass", "for job in jobs:\n", "return jobs now", "1 = x\n2 = y\n3 = z",
        "x = 'it’s\n", "s = 'a – b' +\n",
    ],
)  # fmt: skip
def test_a_students_own_slip_is_not_put_down_to_a_copy(source: str) -> None:
    (cell,) = Reader([new_code_cell(source)]).unreadable
    assert not cell.hint


@pytest.mark.parametrize("source", COPIED)
def test_a_cell_keeps_its_name_whatever_was_copied_along(source: str) -> None:
    if "def f" in source and not source.startswith(("1 ", "+")):
        assert Reader([new_code_cell(source)]).unreadable[0].name == "f"


def test_what_was_copied_along_stands_below_the_line_in_a_terminal() -> None:
    own = homework(("one", "```\ndef one(jobs): ...\n```", "one([])"))
    lines = list(lines_of(checklist(own, "h", ran=99, seconds=30)))
    assert lines[0].startswith("✗ Python can't read the cell for one, line 1: ")
    assert "The lines with ``` belong to Markdown" in lines[3]


def test_no_line_of_a_cell_is_needed_to_say_so() -> None:
    assert copied_along([""], 1, "invalid syntax") == ""
