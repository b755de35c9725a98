"""The explorer's promises: closed forms, every way to hand over a program, hostile programs."""

from __future__ import annotations

import builtins
import gc
import math
import queue
import threading
import time
from functools import partial
from pathlib import Path

import greenlet
import pytest

from threadlab import ThreadlabError, explore, outcomes, replay, simulate, step
from threadlab.explorer.objects.exact import among, same

START_AND_JOIN = """
    for thread in threads: thread.start()
    for thread in threads: thread.join()
"""

UPDATES = """
import threading
x = 0
lock = threading.Lock()
def plain():
    global x
    x -= 1
def locked():
    global x
    with lock:
        x -= 1
def main():
    threads = [threading.Thread(target=WORK) for _ in range(N)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
"""

TICKETS = """
import threading
tickets = 1
def buy():
    global tickets
    if tickets > 0:
        tickets -= 1
def main():
    threads = [threading.Thread(target=buy) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert tickets >= 0
"""


def traces(work: str, n: int) -> int:
    """The number of different orders, as the sentence of the proof gives it."""
    verdict = explore(UPDATES.replace("WORK", work).replace("N", str(n)), seconds=60)
    assert verdict.status == "proved"
    words = [word for word in verdict.message.replace(",", "").split() if word.isdigit()]
    return int(words[0]) if words else 1


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
def test_locked_updates_have_as_many_orders_as_permutations(n):
    assert traces("locked", n) == math.factorial(n)


@pytest.mark.parametrize("n", [1, 2, 3])
def test_plain_updates_have_the_square_of_that(n):
    assert traces("plain", n) == math.factorial(n) ** 2


def test_a_failure_tells_its_shortest_schedule_in_the_readers_lines():
    verdict = explore(TICKETS)
    assert (verdict.status, verdict.kind) == ("failed", "assertion")
    assert verdict.schedule == "main T1:1 T2 T1 main"
    assert "line 6    if tickets > 0:" in verdict.story
    assert "The comparison was -1 >= 0" in verdict.story
    assert verdict.schedule in verdict.story
    assert [event.step for event in verdict.events] == list(range(1, len(verdict.events) + 1))
    assert any(event.preempted for event in verdict.events)
    again = replay(TICKETS, verdict.schedule)
    assert (again.kind, again.schedule) == ("assertion", verdict.schedule)
    assert replay(TICKETS, "main T1 T2").kind is None


def test_a_deadlock_names_who_waits_for_whom():
    verdict = explore("""
import threading
a, b = threading.Lock(), threading.Lock()
def one():
    with a:
        with b: pass
def two():
    with b:
        with a: pass
def main():
    threads = [threading.Thread(target=one), threading.Thread(target=two)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
""")
    assert verdict.kind == "deadlock"
    assert "T1 waits for b, which T2 holds. T2 waits for a, which T1 holds." in verdict.message
    assert verdict.run.holds == {"a": "T1", "b": "T2"}
    assert verdict.run.waits == {"T1": "b", "T2": "a"}
    assert "<svg" in verdict._repr_html_()


def test_everything_goes_on_after_a_failure():
    verdict = explore(TICKETS, everything=True)
    assert 0 < verdict.failures < verdict.runs


def test_the_same_answer_each_time():
    first, second = explore(TICKETS), explore(TICKETS)
    assert (first.schedule, first.runs, first.story) == (second.schedule, second.runs, second.story)


def test_a_budget_that_ends_is_no_proof():
    verdict = explore(UPDATES.replace("WORK", "plain").replace("N", "5"), runs=50)
    assert verdict.status == "survived" and verdict
    assert "no proof" in verdict.message and verdict.runs == 50


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


# --- ways to hand over a program

tickets = 1


def buy():
    global tickets
    if tickets > 0:
        tickets -= 1


def sell_here():
    threads = [threading.Thread(target=buy) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tickets >= 0


def sell(count, *, lock=None):
    left = count

    def take():
        nonlocal left
        if lock is None:
            if left > 0:
                left -= 1
            return
        with lock:
            if left > 0:
                left -= 1

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert left >= 0


def test_a_function_of_this_module():
    assert explore(sell_here).kind == "assertion"
    assert tickets == 1, "The module itself is left alone."


def test_partials_closures_locks_and_instances():
    assert explore(partial(sell, 1)).kind == "assertion"
    assert explore(partial(sell, 1, lock=threading.Lock())).status == "proved"
    lock, events, seats = threading.RLock(), queue.Queue(), [1]

    class Office:
        def __init__(self):
            self.left = 1

        def take(self, safely):
            if safely:
                with lock:
                    self.left -= bool(self.left)
            else:
                self.left -= bool(self.left)

        def check(self):
            threads = [threading.Thread(target=self.take, args=(len(seats) == 1,)) for _ in "ab"]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            events.put(self.left)
            assert events.get() == 0

    office = Office()
    assert explore(office.check).status == "proved"
    seats.append(2)
    assert explore(lambda: office.check()).status == "failed"
    assert office.left == 1 and events.empty()


def test_source_text_with_an_entry_and_without():
    assert explore(TICKETS, entry="main").kind == "assertion"
    assert explore(TICKETS + "\nmain()\n").kind == "assertion"
    guarded = TICKETS + '\nif __name__ == "__main__":\n    main()\n'
    assert explore(guarded).kind == "assertion"
    assert explore(guarded, entry="main").kind == "assertion"


def test_what_is_no_program_is_said_in_a_sentence():
    with pytest.raises(ThreadlabError, match="no function called nobody"):
        explore(TICKETS, entry="nobody")
    with pytest.raises(ThreadlabError, match="line 2"):
        explore("x = 1\nif x")
    with pytest.raises(ThreadlabError, match="not a int"):
        explore(3)
    with pytest.raises(ThreadlabError, match="not to be had"):
        explore(len)


@pytest.mark.parametrize(
    ("schedule", "sentence"),
    [
        ("main B", "“B” is none"),
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


# --- nothing is left behind


def test_the_interpreter_is_left_alone():
    modules = (threading, time, builtins, queue)
    before = [dict(vars(module)) for module in modules]
    running = threading.active_count()
    for _ in range(1000):
        explore(TICKETS, runs=3)
    gc.collect()
    assert [dict(vars(module)) for module in modules] == before
    assert threading.active_count() == running
    current = greenlet.getcurrent()
    left = [thing for thing in gc.get_objects() if isinstance(thing, greenlet.greenlet)]
    assert [thing for thing in left if thing is not current] == []


# --- comparisons of checks


class Anything:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 1


def test_an_object_that_equals_everything_equals_nothing():
    assert (
        not same(Anything(), 1)
        and not same([Anything()], [1])
        and not same({1: Anything()}, {1: 1})
    )
    assert not among(1, [Anything()]) and not same({Anything()}, {1}) and not same((1,), [1])
    assert not same(True, 1) and not same("1", 1) and not same(None, 0)
    assert same([1, {"a": (2.0, None)}, {3}], [1, {"a": (2, None)}, {3}]) and among(1, [2, 1])


# --- schedules that were once missed, each found by random programs


@pytest.mark.parametrize(
    ("program", "clock"),
    [
        (  # a thread that waits for a lock could have had it before time moved on
            """
import threading, time
log, lock = [], threading.Lock()
def a():
    with lock: time.sleep(0.1)
    log.append("a")
def b():
    with lock: log.append("b")
def main():
    threads = [threading.Thread(target=work) for work in (a, b)]
    for thread in threads: thread.start()
    log.append("main")
    for thread in threads: thread.join()
    assert log != ["b", "main", "a"]
""",
            "exact",
        ),
        (  # which object is the third to be touched depends on who comes first
            """
import threading, time
class Shelf:
    def __init__(self): self.books = []
log, shelf, permit = [], Shelf(), threading.Semaphore(1)
def a():
    log.append(("a", permit.acquire(blocking=False)))
def b():
    log.append(("b", time.monotonic()))
def c():
    log.append(("c", str(shelf.books)))
def main():
    threads = [threading.Thread(target=work) for work in (a, b, c)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert [name for name, _ in log] != ["c", "b", "a"]
""",
            "any",
        ),
        (  # a wait in vain takes time
            """
import threading, time
event, seen = threading.Event(), None
def a(): event.wait(0.1)
def b():
    global seen
    seen = time.monotonic()
def main():
    threads = [threading.Thread(target=work) for work in (a, b)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert seen == 0
""",
            "any",
        ),
        (  # a race with the very first event of a branch
            """
import threading
x, seen, lock = 0, [], threading.Lock()
def a():
    with lock: seen.append(x)
def b():
    global x
    x += 1
def main():
    global end
    threads = [threading.Thread(target=work) for work in (a, b)]
    for thread in threads: thread.start()
    end = x
    for thread in threads: thread.join()
    assert not (seen == [0] and end == 1)
""",
            "any",
        ),
    ],
)
def test_no_schedule_is_missed(program, clock):
    assert explore(program, clock=clock).kind == "assertion"


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


# --- hostile programs

WORKER = """
import threading
n = 0
def main():
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
"""


@pytest.mark.filterwarnings("ignore:coroutine")
@pytest.mark.parametrize(
    ("program", "kind"),
    [
        ("def main():\n    while True: pass", "livelock"),
        (WORKER + "def work():\n    global n\n    while True: n += 1", "livelock"),
        (WORKER + "def work():\n    while n == 0: pass", "livelock"),
        ("def main():\n    while True: print('x')", "livelock"),
        (
            WORKER + "import time\ndef work():\n    i = 0\n    while True:\n        i += 1\n"
            "        time.sleep(0.1)",
            "livelock",
        ),
        ("def main():\n    for _ in iter(int, 1): pass", "livelock"),
        ("import itertools\ndef main():\n    for i in itertools.count(): print(i)", "livelock"),
        ("def f(): return f()\ndef main(): f()", "exception"),
        ("import sys\ndef main(): sys.exit()", "exception"),
        ("import sys\nsys.exit(3)", "exception"),
        (
            "def main():\n    while True:\n        try:\n            while True: pass\n"
            "        except BaseException: pass",
            "livelock",
        ),
        (
            WORKER + "def work():\n    event = threading.Event()\n    while True:\n"
            "        try: event.wait()\n        except: pass\n        finally: pass",
            "deadlock",
        ),
        (
            "import threading\ndef f(): threading.Thread(target=f).start()\ndef main(): f()",
            "livelock",
        ),
        ("def main(): input()", "unsupported"),
        ("def main():\n    try: open('x')\n    except BaseException: pass", "unsupported"),
        ("import socket\ndef main(): socket.socket()", "unsupported"),
        ("from socket import socket\nclass S(socket): pass", "unsupported"),
        ("import os\ndef main(): os.fork()", "unsupported"),
        ("import subprocess\ndef main(): subprocess.run(['ls'])", "unsupported"),
        ("import _socket\ndef main(): _socket.socket()", "unsupported"),
        ("import ctypes\ndef main(): ctypes.CDLL(None)", "unsupported"),
        ("import asyncio\nasync def f(): pass\ndef main(): asyncio.run(f())", "unsupported"),
        ("import multiprocessing\ndef main(): multiprocessing.Process().start()", "unsupported"),
        ("def main(): exec('x = 1')", "unsupported"),
        ("import threadlab\ndef main(): threadlab.explore(main)", "unsupported"),
        ("import sys\ndef main(): sys.settrace(None)", "unsupported"),
    ],
)
def test_hostile_programs_get_a_clear_answer(program, kind):
    verdict = explore(program)
    assert verdict.kind == kind, verdict
    if kind == "unsupported":
        assert verdict.message.startswith("Line ")


def test_a_thousand_threads_are_run_within_the_budget():
    verdict = explore(UPDATES.replace("WORK", "locked").replace("N", "1000"), runs=3)
    assert verdict.status == "survived"


def test_a_generator_that_threads_share_breaks():
    program = WORKER.replace("target=work", "target=next, args=(numbers,)").replace(
        "    thread.join()", "    next(numbers)\n    thread.join()"
    )
    program += "def count():\n    global n\n    while True:\n        n += 1\n        yield n\n"
    verdict = explore(program + "numbers = count()")
    assert verdict.kind == "exception" and "generator already executing" in verdict.message


def test_an_import_that_is_not_used_does_no_harm():
    assert explore("import socket, subprocess, ctypes\n" + TICKETS).kind == "assertion"


def test_a_type_hint_of_what_is_not_modelled_does_no_harm():
    hints = "import sqlite3\nfrom pathlib import Path\ndef keep(folder: None | Path | str, "
    hints += "base: sqlite3.Connection | None = None) -> Path: pass\n"
    assert explore(hints + TICKETS).kind == "assertion"


def test_modules_beside_the_program_are_run_again_privately(tmp_path, monkeypatch):
    Path(tmp_path, "bank_of_test.py").write_text(
        "total = 0\ndef add():\n    global total\n    total += 1\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    program = """
import threading
import bank_of_test
def main():
    threads = [threading.Thread(target=bank_of_test.add) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert bank_of_test.total == 2
"""
    assert explore(program).kind == "assertion"
    assert explore(program.replace("bank_of_test.add", "print")).kind == "assertion"


def test_what_is_printed_is_looked_into() -> None:
    source = """
from threading import Thread
soup = []
def main():
    thread = Thread(target=soup.append, args=("leek",))
    thread.start()
    print(soup)
    thread.join()
"""
    assert {outcome.output for outcome in outcomes(source)} == {"[]\n", "['leek']\n"}


def test_the_end_of_a_with_of_a_pool_is_a_step_of_its_own() -> None:
    source = """
from concurrent.futures import ThreadPoolExecutor
def suit(pool):
    return pool.submit(len, "abc").result()
def main():
    with ThreadPoolExecutor(1) as pool:
        pool.submit(suit, pool)
"""
    assert explore(source).kind == "deadlock"


def test_a_fault_of_a_pool_is_told_by_a_schedule_that_does_it_again() -> None:
    """A worker has taken its task before its first operation: the shortest story can't be said."""
    source = """
from concurrent.futures import ThreadPoolExecutor
done = []
def main():
    with ThreadPoolExecutor(2) as pool:
        for name in "ab":
            pool.submit(done.append, name)
    assert done == ["a", "b"]
"""
    verdict = explore(source)
    assert verdict.kind == "assertion"
    assert replay(source, verdict.schedule).kind == "assertion"


def test_who_waits_for_a_condition_does_not_hold_its_lock_meanwhile() -> None:
    from threadlab.pictures.spans import holds

    run = simulate("""
from threading import Condition, Thread
from time import sleep
door, is_open = Condition(), False
def guest():
    with door:
        while not is_open:
            door.wait()
def main():
    global is_open
    thread = Thread(target=guest)
    thread.start()
    sleep(1)
    with door:
        is_open = True
        door.notify()
    thread.join()
""")
    events = [(event.thread, event.operation, event.held) for event in run.events
              if event.object == "door"]  # fmt: skip
    assert events == [
        ("T1", "acquire", ("door",)), ("T1", "wait", ()), ("main", "acquire", ("door",)),
        ("main", "notify", ("door",)), ("main", "release", ()), ("T1", "wake", ("door",)),
        ("T1", "release", ()),
    ]  # fmt: skip
    assert [(hold.thread, hold.start, hold.end) for hold in holds(run.events)] == [
        ("T1", 0, 0), ("main", 1, 1), ("T1", 1, 1),
    ]  # fmt: skip
    waits = next(line for line in repr(run.table()).splitlines() if "wait for door" in line)
    assert waits.endswith("door = free")


def test_a_failed_comparison_is_told_with_the_values_that_were_compared() -> None:
    verdict = explore("""
from threading import Thread
saved = []
def work():
    saved.append("a")
def main():
    thread = Thread(target=work, daemon=True)
    thread.start()
    assert saved == ["a"]
""")
    assert "The comparison was [] == ['a']." in verdict.message
