"""Schedules that are followed or refused, runs by chance, virtual time, and the steps of a run."""

from __future__ import annotations

import builtins
import gc
import queue
import threading
import time

import greenlet
import pytest

from support.tickets import TICKETS
from threadlab import ThreadlabError, explore, replay, simulate, step


def test_simulate_takes_virtual_time():
    begin = time.perf_counter()
    run = simulate("""
import threading, time
n = 100
lock = threading.Lock()
def work():
    global n
    with lock:
        seen = n
        time.sleep(0.1)
        n = seen - 1
def main():
    threads = [threading.Thread(target=work) for _ in range(100)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    print(n)
""")
    assert (run.elapsed, run.output) == (10.0, "0\n")
    assert time.perf_counter() - begin < run.elapsed
    assert "<svg" in run._repr_html_()


def test_simulate_repeats_itself_for_each_seed():
    for seed in range(5):
        assert simulate(TICKETS, seed=seed).schedule == simulate(TICKETS, seed=seed).schedule
    assert len({simulate(TICKETS, seed=seed).schedule for seed in range(20)}) > 3


@pytest.mark.parametrize(
    ("schedule", "sentence"),
    [
        ("main B", "“B” is not one"),
        ("main T3", "no such thread"),
        ("main T1 T1", "has ended"),
        ("main main", "waits for"),
    ],
)
def test_a_schedule_that_can_not_be_followed_is_refused(schedule, sentence):
    with pytest.raises(ThreadlabError, match=sentence):
        replay(TICKETS, schedule)


MADE_TO_STOP = """
import threading
left, lock = 2, threading.Lock()
def work():
    global left
    left -= 1
    with lock:
        pass
threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads: thread.start()
with lock:
    seen = left
    while seen > 0:
        seen -= 1
for thread in threads: thread.join()
assert left == 0
"""


def test_a_schedule_in_which_a_loop_was_made_to_stop_can_be_followed():
    """A thread that had gone on for long stopped there; with the words it goes on by the words."""
    verdict = explore(MADE_TO_STOP)
    assert verdict.kind == "assertion"
    assert replay(MADE_TO_STOP, verdict.schedule).message in verdict.message


def test_step_shows_who_can_go_on_and_with_what():
    begin = step(TICKETS)
    assert [choice.thread for choice in begin.threads if choice.ready] == ["main", "T1"]
    here = step(TICKETS, "main main T1 T2")
    choices = {choice.thread: choice for choice in here.threads}
    assert choices["main"].waits_for == "the end of T1" and not choices["main"].ready
    assert (choices["T1"].operation, choices["T1"].object, choices["T1"].line) == (
        "read",
        "tickets",
        7,
    )
    assert here.variables == {"tickets": "1"} and not here.done
    end = step(TICKETS, "main main T1 T2 T1 T1 T1 T2 T2 T2 main main main")
    assert end.variables == {"tickets": "-1"}
    assert (end.kind, replay(TICKETS, end.schedule).kind) == ("assertion", "assertion")
    with pytest.raises(ThreadlabError, match="waits for"):
        step(TICKETS, "main main main")


def test_the_interpreter_is_left_alone():
    modules = (threading, time, builtins, queue)
    before = [dict(vars(module)) for module in modules]
    running = threading.active_count()
    for _ in range(100):
        explore(TICKETS, runs=3)
    gc.collect()
    assert [dict(vars(module)) for module in modules] == before
    assert threading.active_count() == running
    current = greenlet.getcurrent()
    left = [thing for thing in gc.get_objects() if isinstance(thing, greenlet.greenlet)]
    assert [thing for thing in left if thing is not current] == []


def test_with_an_exact_clock_the_program_ends_before_its_sleeping_daemons_wake():
    program = """
import threading, time
log = []
def tick():
    while True:
        time.sleep(1)
        log.append(elapsed())
def main():
    for _ in "ab": threading.Thread(target=tick, daemon=True).start()
    time.sleep(2.5)
    assert log == [1, 1, 2, 2]
"""
    assert explore(program, clock="exact").status == "proved"
    assert explore(program, clock="any").status == "failed"
