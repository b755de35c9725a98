"""Loops: finite ones are never called livelocks, and what can never end always is."""

from __future__ import annotations

import itertools

import pytest

from support.tickets import WORKER
from threadlab import explore, outcomes, replay, simulate
from threadlab.explorer.search import budget

THREADS = """
import itertools, queue, random, threading, time
n, flag, items, lock, q = 0, False, [], threading.Lock(), queue.Queue()
event = threading.Event()
class Box:
    count = 0
box = Box()
def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
def work():
    global n
    i = 0
"""
LOCAL = (
    "for k in range(1_000_000): i += k",
    "while i < 300_000: i += 1",
    "i = sum(k for k in range(300_000))",
    "for k in range(1000):\n        for m in range(300): i += m",
    "for k in range(100_000): items[:0] if False else None",
)
FINITE = (
    "for _ in range(30_000):\n        with lock: n += 1",
    "for _ in range(50_000): n += 1",
    "while i < 20_000:\n        i += 1\n        with lock: n += 1",
    "while n < 50_000: n += 1",
    "for _ in range(50_000): box.count += 1",
    "for k in range(5000): q.put(k)",
    "for _ in itertools.repeat(None, 30_000):\n        with lock: flag",
)
# Nobody can tell whether these end: the run is cut short, and that is what is said.
UNKNOWN = (
    "for _ in iter(int, 1): n += 1",
    "while n >= 0: n += 1",
    "while i != -1: i += 1",
    "while True:\n        n += 1\n        if n == 10 ** 9: break",
    "while random.random() >= 0:\n        with lock: flag",
)
ENDLESS = (
    "while not flag: pass",
    "while not flag: time.sleep(0.1)",
    "while True: n += 1",
    "while True:\n        i += 1\n        time.sleep(0.1)",
    "while True:\n        with lock:\n            if flag: break",
    "while not flag:\n        try: q.get_nowait()\n        except queue.Empty: pass",
    "while not event.wait(0.1):\n        with lock: items.append(1); items.pop()",
    "while not flag:\n        box.count += 1\n        box.count -= 1",
    "for i in itertools.count():\n        with lock: n = i",
    "while not flag:\n        items.append(1); items.pop()\n        for _ in (1, 2): q.empty()",
)


def indented(text: str) -> str:
    return THREADS + "    " + text


@pytest.mark.parametrize("loop", LOCAL)
def test_a_loop_that_touches_nothing_shared_costs_nothing(loop):
    assert explore(indented(loop)).status == "proved"


@pytest.mark.parametrize("loop", FINITE)
def test_a_loop_that_ends_is_never_a_livelock(loop):
    verdict = explore(indented(loop), runs=2)
    assert verdict.kind is None and verdict.passed and verdict.ended == verdict.runs, verdict
    if verdict.status == "survived":
        assert verdict.runs == 2 and "with a smaller number, such as 2," in verdict.message


@pytest.mark.parametrize("loop", [*FINITE, *UNKNOWN])
def test_a_loop_that_goes_on_for_too_long_is_broken_off_and_proves_nothing(loop):
    verdict = explore(indented(loop), runs=2, steps=2000)
    assert (verdict.status, verdict.kind, verdict.ended) == ("survived", None, 0), verdict
    assert "its loop had gone round " in verdict.message
    assert "times with no end in sight" in verdict.message
    assert verdict and not verdict.passed
    found = outcomes(indented(loop), runs=2) if loop == UNKNOWN[1] else None
    assert found is None or not found.complete


@pytest.mark.parametrize("clock", ["any", "exact"])
@pytest.mark.parametrize("loop", ENDLESS)
def test_what_can_never_end_is_a_livelock(loop, clock):
    verdict = explore(indented(loop), clock=clock)
    assert verdict.kind == "livelock", verdict
    assert replay(indented(loop), verdict.schedule, clock=clock).kind == "livelock"


def test_a_program_that_starts_threads_without_end_is_broken_off():
    text = "import threading\ndef f(): threading.Thread(target=f).start()\ndef main(): f()"
    verdict = explore(text, runs=1, steps=5000)
    assert (verdict.status, verdict.ended) == ("survived", 0)


def test_a_loop_in_which_somebody_is_left_out_is_no_livelock():
    """The first worker is back where it was; but the second one only waits for its turn."""
    text = (
        WORKER
        + """
lock, ready = threading.Lock(), False
def work():
    while True:
        with lock:
            if ready: break
def second():
    global ready
    with lock: ready = True
threads = [threading.Thread(target=second, daemon=True)]
"""
        + "def main():\n    t = threading.Thread(target=work); t.start(); second(); t.join()\n"
    )
    assert explore(text, runs=40).status == "proved"


def test_a_fault_at_the_end_of_a_long_loop_is_found_and_told():
    text = indented("for _ in range(5000): n += 1") + "\n"
    text = text.replace("thread.join()\n", "thread.join()\n    assert n == 10_000\n", 1)
    verdict = explore(text)
    assert (verdict.kind, replay(text, verdict.schedule).kind) == ("assertion", "assertion")


def test_a_run_that_is_too_long_to_be_read_is_told_by_its_few_switches(monkeypatch):
    for module in ("again", "explore", "runs", "shortest"):  # as if these were a hundred thousand
        monkeypatch.setattr(f"threadlab.explorer.search.{module}.MOST_ENTRIES", 2000)
    text = indented("for _ in range(2000): n += 1") + "\n"
    text = text.replace("thread.join()\n", "thread.join()\n    assert n == 4000\n", 1)
    verdict = explore(text)
    assert verdict.kind == "assertion" and len(verdict.schedule.split()) < 10


def test_a_simulated_run_that_is_broken_off_says_so():
    run = simulate(indented(FINITE[0]), steps=1000)
    assert run.kind is None and run.message == (
        "The run was cut short: its loops had gone round 1,000 times."
    )


def test_a_verdict_does_not_depend_on_how_fast_the_machine_is(monkeypatch):
    text = indented("for k in range(4):\n        with lock: items.append(k)")
    text = text.replace("range(2)", "range(4)")
    verdicts = []
    for step in (0, 0.003):  # seconds from one look at the clock to the next
        time = itertools.count(0, step)
        monkeypatch.setattr(budget, "perf_counter", lambda time=time: next(time))
        verdicts.append(explore(text, runs=1000))
    fast, slow = verdicts
    assert (slow.message, slow.runs) == (fast.message, fast.runs)
    assert "all schedules that switch threads out of turn at most once" in slow.message


def test_seconds_are_for_emergencies(monkeypatch):
    time = itertools.count(0, 0.1)
    monkeypatch.setattr(budget, "perf_counter", lambda: next(time))
    text = indented("for k in range(4):\n        with lock: items.append(k)")
    verdict = explore(text, seconds=1)
    assert "could be tried in 1 s" in verdict.message and verdict.runs < 20
    assert not verdict.enough


CHAIN = """
import threading
n = 0
def again():
    global n
    n += 1
    timer = threading.Timer(1, again)
    timer.daemon = DAEMON
    timer.start()
again()
"""


def test_threads_that_start_threads_for_ever_are_no_loop_and_no_livelock() -> None:
    verdict = explore(CHAIN.replace("DAEMON", "False"), steps=2000)
    assert verdict.status == "survived" and "threads had been started" in verdict.message
    assert "line 0" not in verdict.message


def test_the_end_does_not_wait_for_ever_for_daemons_that_start_daemons() -> None:
    verdict = explore(CHAIN.replace("DAEMON", "True"), runs=50)
    assert verdict.status == "survived", verdict


def test_a_loop_without_a_way_out_is_told_by_its_function_and_line() -> None:
    verdict = explore("def drain(belt):\n    while True:\n        belt.append(1)\ndrain([])")
    assert verdict.message.startswith(
        "drain, line 2, never ends: main goes round its loop, which has no way out."
    )
    assert verdict.run is not None and verdict.run.place[1] == 2
