"""Hostile answers to %%check cells: against the explorer, its world and its threads."""

from __future__ import annotations

import json

import pytest

from support.graded_office import CHECKS, HIDDEN, TICKETS, graded, office_plan
from threadlab.grading.classroom.answers import Answer

# Put in front of a class without any lock, so that every mark for concurrency would be a lie.
TRICKS = {
    "a patched search": """
import threadlab.explorer.search.explore as s
s.Search.go = lambda self, seed: (setattr(self.found, 'exhausted', True), self.found)[1]
""",
    "a patched search by way of sys.modules": """
import sys
sys.modules['threadlab.explorer.search.explore'].Search.go = lambda self, seed: self.found
""",
    "classes of the explorer by __subclasses__": """
for kind in object.__subclasses__():
    if kind.__name__ == 'Search':
        kind.go = lambda self, seed: (setattr(self.found, 'exhausted', True), self.found)[1]
""",
    "the same by getattr": """
for kind in getattr(object, '__sub' + 'classes__')():
    if kind.__name__ == 'Search':
        kind.go = lambda self, seed: (setattr(self.found, 'exhausted', True), self.found)[1]
""",
    "by importlib": """
import importlib
s = importlib.import_module('threadlab.explorer.search.explore')
s.Search.go = lambda self, seed: (setattr(self.found, 'exhausted', True), self.found)[1]
""",
    "by __import__": """
s = __import__('threadlab.explorer.search.explore', fromlist=['Search'])
s.Search.go = lambda self, seed: (setattr(self.found, 'exhausted', True), self.found)[1]
""",
    "by exec of text": """
exec("import threadlab.explorer.search.explore as s\\ns.Search.go = lambda self, seed: self.found")
""",
    "by gc": """
import gc
for thing in gc.get_objects():
    if type(thing).__name__ == 'Search':
        thing.found.exhausted = True
        thing._over = lambda: True
""",
    "by frames": """
import sys
frame = sys._getframe()
while frame:
    if 'self' in frame.f_locals and type(frame.f_locals['self']).__name__ == 'Search':
        frame.f_locals['self'].most = 1
    frame = frame.f_back
""",
    "by a traceback": """
try:
    1 / 0
except ZeroDivisionError as error:
    frame = error.__traceback__.tb_frame
    while frame:
        if type(frame.f_locals.get('self')).__name__ == 'Search':
            frame.f_locals['self'].most = 1
        frame = frame.f_back
""",
    "threads that run at once": """
class Thread:
    def __init__(self, target=None, args=(), **_):
        self.target, self.args = target, args
    def start(self):
        self.target(*self.args)
    def join(self):
        pass
""",
    "a Thread that is patched": """
import threading
def start(self):
    self.run()
threading.Thread.start = start
Thread.start = start
""",
    "sleep that is none": "def sleep(seconds): pass\n",
    "time that stands still": "import time\ntime.sleep = lambda seconds: None\ntime.monotonic = lambda: 0\n",
    "elapsed that is 1": "def elapsed(): return 1\n",
    "sorted that knows": "def sorted(items, **_): return [7, 8]\n",
    "a process that ends": "import os\nos._exit(0)\n",
    "an endless loop": "while True:\n    pass\n",
    "a result on every descriptor": """
import os, json, struct
body = json.dumps({'status': 'proved', 'kind': None, 'message': '', 'schedule': ''}).encode()
for number in range(3, 64):
    try: os.write(number, struct.pack('!I', len(body)) + body)
    except OSError: pass
os._exit(0)
""",
}  # fmt: skip


@pytest.fixture(scope="module")
def plan():
    return office_plan()


def racy():
    return Answer.read(TICKETS / "wrong" / "no_lock.py")


@pytest.mark.parametrize("name", TRICKS)
def test_an_answer_without_a_lock_gets_nothing_by_a_trick(name, plan):
    wrong = racy()
    trick = TRICKS[name]
    for place in ("before", "within"):
        source = wrong.cells["office"]
        if place == "before":
            source = f"{trick}\n{source}"
        else:  # in the midst of the simulated run
            body = "\n".join(f"            {line}" for line in trick.strip().splitlines())
            head, _, rest = source.partition("    def buy(")
            signature, _, tail = rest.partition("\n")
            rest = f"    def buy({signature}\n        if True:\n{body}\n{tail}"
            source = head + rest
        result = graded(plan, office=source)
        for check in wrong.fails & set(CHECKS):
            assert result["marks"][check]["score"] == 0, (place, check, result["marks"][check])


def test_a_right_answer_with_honest_extras_is_not_flagged(plan):
    right = Answer.read(TICKETS / "right" / "with_lock.py").cells["office"]
    extras = """
import sys, os, time, random, collections, itertools, functools, dataclasses, typing
sys.setswitchinterval(0.001)
print(sys.version, os.getpid(), time.perf_counter())
"""
    result = graded(plan, office=f"{extras}\n{right}")
    assert not result["flags"], result["flags"]
    assert all(mark["score"] == mark["most"] for mark in result["marks"].values())


def test_a_student_sees_the_schedule_and_nothing_of_the_hidden_test(plan):
    result = graded(plan, office=racy().cells["office"])
    cells = {cell["id"]: cell for cell in result["notebook"]["cells"]}
    failed = [name for name in HIDDEN if result["marks"][name]["score"] == 0]
    assert failed
    for name in failed:
        text = json.dumps(cells[name]["outputs"])
        assert "T1" in text and "svg" in text
        hidden = [line.strip() for line in plan[name].source.splitlines() if len(line.strip()) > 12]
        body = hidden[hidden.index("### BEGIN HIDDEN TESTS"):] if (
            "### BEGIN HIDDEN TESTS" in hidden) else []  # fmt: skip
        for line in body:
            if not line.startswith("assert"):
                assert line not in text, line
