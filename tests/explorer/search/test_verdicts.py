"""What explore promises: closed forms, failures and deadlocks told, budgets, hostile programs."""

from __future__ import annotations

import math

import pytest

from support.project import PROJECT
from support.tickets import TICKETS, WORKER
from threadlab import explore, replay

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
        x = x * 2
def summed():
    global x
    with lock:
        x -= 1
def main():
    threads = [threading.Thread(target=WORK) for _ in range(N)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
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


@pytest.mark.parametrize("n", [1, 2, 10, 50])
def test_locked_sums_have_one_order_since_they_come_to_the_same(n):
    assert traces("summed", n) == 1


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
        ("def main(): input()", "unsupported"),
        ("def main():\n    try: open('x')\n    except BaseException: pass", "unsupported"),
        ("import socket\ndef main(): socket.socket()", "unsupported"),
        ("from socket import socket\nclass S(socket): pass\nS()", "unsupported"),
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


@pytest.mark.parametrize(
    "name",
    [
        "app_parking_lot_semaphore_and_places",
        "lbs_unisex_bathroom_switches",
        "std_bounded_buffer_semaphores",
    ],
)
def test_a_proof_takes_at_most_three_times_the_runs_that_it_is_made_of(name):
    """Rare orders near the default one, which are tried beside it, may be many more."""
    program = PROJECT / "tests" / "strangers" / f"{name}.py"
    verdict = explore(program.read_text(encoding="utf-8"))
    assert verdict.status == "proved"
    own = int(verdict.message.partition("all ")[2].partition(" ")[0].replace(",", ""))
    assert verdict.runs <= 3 * own
