"""No mark is to be had for time: what a slow answer or a busy machine cuts short says nothing."""

from __future__ import annotations

import ast
import json
import os
import time
from dataclasses import replace

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from support.graded_office import NAME, TICKETS, office_plan, only_office
from support.judged import judged
from support.project import PROJECT
from support.sandbox import needs_sandbox
from support.wasted import SPIN
from threadlab.explorer.search.explore import searched
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage
from threadlab.grading.classroom.answers import Answer
from threadlab.grading.classroom.job import grade
from threadlab.grading.intake.jobs import make_job
from threadlab.grading.judging import coverage
from threadlab.grading.judging.examination import Doubtful
from threadlab.words import say

CHECKS = ("check-office", "check-office-crowd", "check-office-hidden")
BURNT = "    SPEED = sum(range({}))\n"


@pytest.fixture(scope="module")
def plan():
    return office_plan()


def graded(plan, answer, *, burnt=0, extra=()):
    """The office of the tickets, answered; `burnt` numbers are added up in each class."""
    notebook = nbformat.read(PROJECT / "release" / NAME / f"{NAME}.ipynb", 4)
    notebook = only_office(notebook)
    known = Answer.read(TICKETS / answer)
    names = {cell.id for cell in notebook.cells}
    cells = {name: text for name, text in known.cells.items() if name in names}
    if burnt:
        cells["office"] = slowed(cells["office"], burnt)
    Answer("", cells, frozenset()).fill_in(notebook)
    notebook.cells[1:1] = [new_code_cell(text) for text in extra]
    return json.loads(grade(make_job(plan, nbformat.writes(notebook).encode(), {})))


def slowed(cell, numbers):
    """A cell whose classes take their time when they are made."""
    lines = cell.splitlines(keepends=True)
    for node in reversed(ast.parse(cell).body):
        if isinstance(node, ast.ClassDef):
            lines.insert(node.lineno, BURNT.format(numbers))
    return "".join(lines)


def concurrency(result):
    return [result["marks"][name]["score"] for name in CHECKS]


@needs_sandbox
def test_an_answer_without_a_lock_that_burns_time_is_not_judged_or_fails(plan, monkeypatch):
    """A search that is cut short after a run or two has found nothing wrong, and nothing right."""
    monkeypatch.setattr(coverage, "CHECK_SECONDS", 0.3)
    monkeypatch.setattr(coverage, "_LEAST_SECONDS", 0.3)
    result = graded(plan, "wrong/no_lock.py", burnt=6 * 10**6)
    lost = [result["marks"][name] for name in CHECKS[1:]]
    assert [mark["score"] for mark in lost] == [0, 0]
    right = graded(plan, "right/with_lock.py", burnt=6 * 10**6)
    waiting = [name for name in CHECKS if right["marks"][name]["flag"]]
    assert waiting and all(right["marks"][name]["score"] == 0 for name in waiting)
    assert all(
        "schedules were tried" in right["marks"][name]["flag"]
        or "one schedule was tried" in right["marks"][name]["flag"]
        for name in waiting
    )


@needs_sandbox
def test_children_that_spin_take_nothing_from_a_check(plan):
    result = graded(plan, "wrong/no_lock.py", extra=[SPIN])
    assert concurrency(result)[1:] == [0, 0] and not result["flags"]
    result = graded(plan, "right/with_lock.py", extra=[SPIN])
    assert concurrency(result) == [1, 2, 2] and not result["flags"]


LEFT_RUNNING = """
import os, time
reading, writing = os.pipe()
if os.fork() == 0:
    while True:
        os.write(writing, b".")
        time.sleep(0.01)
"""


@needs_sandbox
def test_what_a_notebook_has_left_running_is_held_and_goes_on_afterwards():
    from threadlab.grading.sandbox.client import Sandbox
    from threadlab.grading.wire.limits import Limits

    sandbox = Sandbox()
    try:
        room = sandbox.open(Limits())
        notebook, _ = room.start({"do": "notebook"})

        def run(source):
            notebook.send({"do": "run", "source": source, "definitions": False, "looks": False})
            return notebook.receive(time.monotonic() + 60)

        def states():
            of = "from pathlib import Path\nprint([path.read_text().rpartition(')')[2].split()[0]"
            of += " for path in Path('/proc').glob('[0-9]*/stat')])"
            run(of)
            return ast.literal_eval("".join(output["text"] for output in room.printed()))

        run(LEFT_RUNNING)
        assert len(states()) == 3
        assert room.hold()
        notebook.send(
            {"do": "run", "source": "os.read(reading, 10**6)", "definitions": False, "looks": False}
        )
        with pytest.raises(Exception, match="in time"):
            notebook.receive(time.monotonic() + 0.3)
        assert room.go_on()
        assert notebook.receive(time.monotonic() + 60)["error"] is None
        assert "T" not in states()
        room.close()
    finally:
        sandbox.close()


def test_without_a_room_of_its_own_nothing_is_held():
    """As the first process alone is asked: anybody else's signal would reach all of a user's."""
    from threadlab.grading.inside import host

    assert os.getpid() != 1
    host._signal_all(9)


@needs_sandbox
def test_an_honest_answer_is_judged_on_a_machine_that_has_no_time(plan, monkeypatch):
    """At a hundredth of the time by the clock: that of the room's own work is what counts."""
    monkeypatch.setattr(coverage, "EMERGENCY_SECONDS", coverage.EMERGENCY_SECONDS / 100)
    result = graded(plan, "right/with_lock.py")
    assert concurrency(result) == [1, 2, 2] and not result["flags"]
    for name in CHECKS:
        assert result["marks"][name]["searched"]["enough"]
        assert result["marks"][name]["searched"]["runs"] > 0


@needs_sandbox
def test_a_check_that_gives_no_answer_at_all_waits_for_a_person(plan, monkeypatch):
    monkeypatch.setattr(coverage, "EMERGENCY_SECONDS", 0.5)
    blocked = "import os\n" + Answer.read(TICKETS / "right" / "with_lock.py").cells["office"]
    blocked = blocked.replace("class Office:\n", "class Office:\n    os.read(os.pipe()[0], 1)\n", 1)
    notebook = only_office(nbformat.read(PROJECT / "release" / NAME / f"{NAME}.ipynb", 4))
    Answer("", {"office": blocked}, frozenset()).fill_in(notebook)
    quick = replace(plan, limits=replace(plan.limits, seconds=1.0))
    result = json.loads(grade(make_job(quick, nbformat.writes(notebook).encode(), {})))
    mark = result["marks"]["check-office"]
    assert mark["score"] == 0 and (mark["flag"] or mark["message"])


@needs_sandbox
@pytest.mark.parametrize("ending", ["sum(range(10**12))", "os._exit(0)", "os.kill(os.getpid(), 9)"])
def test_who_is_ended_for_working_too_long_waits_for_a_person_and_no_other(monkeypatch, ending):
    """It may be honest and heavy; whoever leaves by itself has failed. Nobody has marks for it."""
    monkeypatch.setattr(coverage.Patience, "seconds", property(lambda self: 0.2))
    answer = f"import os\nclass Office:\n    def buy(self):\n        {ending}\n        return 1"
    result = judged("%%check\nassert Office().buy() == 1", answer, skeleton="pass")
    mark = result["marks"]["test"]
    waits = say("grading.too_much_work") in mark["flag"]
    assert mark["score"] == 0 and waits == ("sum" in ending), mark


# The search itself: what is too little, whatever the reason.

RACY = """
from threading import Thread
class Office:
{burnt}
    def __init__(self):
        self.left = 2
    def sell(self):
        left = self.left
        self.left = left - 1
office = Office()
threads = [Thread(target=office.sell) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
{check}
"""


def explored(program, *, runs=20_000, least=300, seconds=30.0, steps=3000):
    ready = stage(text_of(program, None), steps=steps)
    return searched(ready, seconds=seconds, runs=runs, least=least)


def test_a_search_that_was_cut_short_has_not_covered_enough():
    burnt = BURNT.format(10**7)
    found = explored(RACY.format(burnt=burnt, check=""), seconds=0.2)
    assert found.passed and not found.tell().enough
    assert explored(RACY.format(burnt="", check="")).tell().enough


def test_loops_without_end_in_some_schedules_are_not_enough():
    """Who sees that a ticket was sold twice could go round until the run is broken off."""
    check = "number = 0\nwhile office.left:\n    number += 1\nassert not office.left"
    verdict = explored(RACY.format(burnt="", check=check)).tell()
    assert verdict.status == "failed" or not verdict.enough


NOISE = """
from threading import Thread
class Office:
    def __init__(self):
        self.left, self.noise = 2, 0
    def sell(self):
        left = self.left
        self.left = left - 1
        {noise}
office = Office()
threads = [Thread(target=office.sell) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert office.left == 0
"""


@pytest.mark.parametrize("runs", [20, 100, 300])
def test_noise_that_comes_late_does_not_keep_a_search_from_the_fault(runs):
    """The reduction begins with what comes last, and has no end there."""
    noise = "for number in range(40):\n            self.noise = self.noise * 2 + number"
    assert not explored(NOISE.format(noise=noise), runs=runs, least=runs).passed


LONG = """
from threading import Lock, Thread
lock, numbers = Lock(), []
def work():
    for number in range(400):
        with lock:
            numbers.append(number)
threads = [Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len(numbers) == 800
"""


def test_a_long_program_is_run_as_often_as_its_check_says(monkeypatch):
    """What many operations cost is no reason for few runs."""
    from threadlab.explorer.search import budget

    monkeypatch.setattr(budget, "AT_LEAST", 1000)
    verdict = explored(LONG, runs=15, least=15).tell()
    assert verdict.enough and verdict.runs >= 15


@pytest.mark.parametrize(
    "told", [{}, {"enough": 1, "runs": 5}, {"enough": "yes"}, {"enough": True, "unknown": 7}]
)
def test_what_a_room_leaves_out_speaks_for_nobody(told):
    with pytest.raises(Doubtful) as doubt:
        coverage.doubt(coverage.searched({"status": "survived", **told}))
    assert "7" not in doubt.value.told


def test_a_name_that_a_room_tells_is_for_the_instructor_alone():
    found = coverage.searched({"enough": True, "runs": 10**40, "unknown": ["hidden\x1b[2J", 7]})
    with pytest.raises(Doubtful) as doubt:
        coverage.doubt(found)
    assert "hidden\\x1b" in str(doubt.value) and "hidden" not in doubt.value.told


def test_slow_checks_leave_less_for_those_that_come_after():
    enough, cut_short = {"status": "proved", "enough": True}, {"status": "survived"}
    patience = coverage.Patience()
    for _ in range(20):
        patience.note({**enough, "work": 0.5})
    assert patience.seconds > 0.9 * coverage.CHECK_SECONDS
    for _ in range(20):
        patience.note({})
    assert 0 < patience.seconds < coverage.CHECK_SECONDS / 5
    patience = coverage.Patience()
    patience.note({**enough, "work": 20.0})
    assert patience.seconds > 0.9 * coverage.CHECK_SECONDS
    patience.note({**cut_short, "work": 20.0})
    assert patience.seconds < 0.7 * coverage.CHECK_SECONDS


BURNS = """
from threading import Thread
numbers = [0]
def work():
    for _ in range(4):
        sum(range({count}))
        before = numbers[0]
        numbers[0] = before + 1
threads = [Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


def worked(text, seconds):
    """The verdict of a check that gets so many seconds of work, and how many it has taken."""
    text = text_of(text, None)
    begin = time.process_time()
    verdict = searched(stage(text), seconds=seconds, runs=300, least=300).tell()
    return verdict, time.process_time() - begin


def alone(text):
    """Seconds of work of one run, without any explorer."""
    begin = time.process_time()
    exec(text, {})
    return time.process_time() - begin


def test_a_search_that_can_not_come_far_enough_ends_before_its_time():
    """One run tells how long the others take, and how many there are at least."""
    text = BURNS.format(count=10**6)
    worked(BURNS.format(count=1), 1)  # what is prepared once for all checks is no part of it
    run = alone(text)
    verdict, spent = worked(text, 12 * run)
    assert verdict.late and not verdict.enough
    assert spent < 8 * run


def test_a_run_whose_operations_take_long_is_broken_off_when_the_time_is_over():
    text = BURNS.format(count=3 * 10**6)
    run = alone(text)
    verdict, spent = worked(text, run / 8)
    assert (verdict.status, verdict.enough, verdict.ended, verdict.late) == (
        "survived", False, 0, True)  # fmt: skip
    assert spent < run


def test_few_slow_runs_are_a_proof_all_the_same():
    """Nobody gives up who may be done soon: what is left to try is all that there is."""
    text = BURNS.format(count=3 * 10**5).replace("range(4)", "range(1)")
    verdict, _ = worked(text, 60 * alone(text))
    assert verdict.status == "proved" and verdict.enough
