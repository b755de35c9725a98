"""Who tells of a run takes no part in it: stories, choices and names ask nothing of its objects."""

from __future__ import annotations

import gc
import sys

import pytest
from greenlet import GreenletExit

from support.project import PROJECT
from threadlab import explore
from threadlab.explorer.engine.policies import Dice
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage
from threadlab.explorer.telling.notes import Telling
from threadlab.explorer.telling.run import run_of
from threadlab.explorer.telling.stepping import _choices

PROGRAMS = sorted((PROJECT / "tests" / "programs").glob("*.py"))


class AskedAlways(Dice):
    """Dice, and somebody who wants to know of each stop which threads can go on."""

    def __init__(self, seed, ready):
        super().__init__(seed)
        self.ready = ready

    def at_point(self, world, me, site):
        """Ask, and see whether that has left anything in the log."""
        before = len(world.log)
        _choices(self.ready)
        assert len(world.log) == before, world.log[before:]
        return super().at_point(world, me, site)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_who_tells_of_a_run_leaves_no_trace_in_it(program):
    ready = stage(text_of(program.read_text(encoding="utf-8")), log=Telling)
    for seed in range(3):
        ready.run((), AskedAlways(seed, ready))
        before = len(ready.world.log)
        run_of(ready)
        assert len(ready.world.log) == before


ENDS = {
    "a lock": ("with threading.Lock(): yield", ""),
    "a lock that its owner may take again": ("with threading.RLock(): yield", ""),
    "a condition that others wait for": (
        "with cond:\n        try: yield\n        finally: cond.notify_all()",
        "cond = threading.Condition()",
    ),
    "a semaphore": ("with threading.Semaphore(): yield", ""),
    "an event": ("try: yield\n    finally: event.set()", "event = threading.Event()"),
    "a queue": ("try: yield\n    finally: box.put(1)", "box = queue.Queue()"),
    "a list": ("try: yield\n    finally: rows.append(1)", "rows = []"),
    "a variable": ("global n\n    try: yield\n    finally: n += 1", "n = 0"),
    "what is printed": ("try: yield\n    finally: print('end')", ""),
    "a sleep": ("try: yield\n    finally: time.sleep(1)", ""),
    "a thread": ("try: yield\n    finally: threading.Thread(target=print).start()", ""),
    "a pool": ("with futures.ThreadPoolExecutor(1) as pool: yield", ""),
    "what is logged": ("try: yield\n    finally: logging.warning('end')", ""),
}


@pytest.mark.parametrize("what", ENDS)
def test_a_generator_that_is_closed_after_the_end_says_nothing(what, capfd, monkeypatch):
    ignored = []
    monkeypatch.setattr(sys, "unraisablehook", ignored.append)
    body, before = ENDS[what]
    verdict = explore(
        "import logging, queue, threading, time\nfrom concurrent import futures\n"
        f"{before}\ndef made():\n    {body}\n"
        "def main():\n"
        "    kept = made()\n"
        "    next(kept)\n"
        "    other = threading.Thread(target=next, args=(kept,), kwargs={})\n"
        "    waits = threading.Event()\n"
        "    waits.wait()\n"
    )
    gc.collect()
    assert verdict.kind == "deadlock", verdict
    faults = [what for what in ignored if what.exc_type is not GreenletExit]  # cut off with others
    assert capfd.readouterr().err == "" and faults == []
