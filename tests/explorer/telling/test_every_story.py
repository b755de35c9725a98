"""Every program that fails is told, and no story is unfit to be read (support/stories.py).

What fails in a test of the explorer is looked at where it is told (tests/explorer/conftest.py): the
corpus in search/test_programs.py, strangers in test_strangers.py. Here some of the wrong answers
are told, with SAMPLES=all (support/samples.py) all of them; those to "tickets" are in
tests/homework/test_answers.py.
"""

from __future__ import annotations

import pytest

from support.answering import Marker
from support.project import ANSWERS
from support.samples import share
from support.stories import Told, faults, most_rows, rows
from threadlab import explore
from threadlab.explorer.result import Run
from threadlab.grading.classroom.answers import Answer
from threadlab.story import tell

ASSIGNMENTS = sorted(path.name for path in ANSWERS.iterdir() if path.name != "tickets")


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_stories_of_wrong_answers_can_be_read(assignment):
    marker = Marker(assignment)
    paths = sorted(ANSWERS.glob(f"{assignment}/wrong/*.py"))
    try:
        for path in paths[:: share(-(-len(paths) // 2), 1)]:
            with Told() as runs:
                marker.failed(answer := Answer.read(path), only=answer.fails)
            for run in runs:
                assert list(faults(run)) == [], f"{path.stem}\n{run.story}"
    finally:
        marker.close()


def told(source: str) -> Run:
    run = explore(source).run
    assert run is not None
    return run


def test_what_is_found_is_told_where_it_decides():
    story = told("""
from queue import Queue
from threading import Event, Thread
stack, belt, bell = [], Queue(), Event()
def work():
    if not stack and belt.empty() and not bell.is_set() and len(stack) < 1:
        stack.append(1); belt.put("box"); bell.set()
def main():
    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert len(stack) == 1
""").story
    for found in (
        "reads stack: []", "belt.empty() → True", "bell.is_set() → False", "len(stack) → 0",
        "calls stack.append: now [1, 1]", "puts 'box' into belt",
    ):  # fmt: skip
        assert found in story


def test_an_item_that_goes_is_told_as_that():
    story = told("""
from threading import Thread
rows = {1: "a", 2: "b"}
def work(): del rows[1]
def main():
    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
""").story
    assert "deletes rows[1]" in story and "writes rows" not in story


def test_what_somebody_does_after_the_failure_is_no_part_of_its_story():
    run = told("""
from threading import Lock, Thread
lock, n = Lock(), 0
def work():
    global n
    with lock: n += 1
def fails():
    with lock: assert n == 1
def main():
    threads = [Thread(target=fails), *[Thread(target=work) for _ in range(5)]]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
""")
    assert rows(run.story)[-1].endswith("raises AssertionError")
    assert {row.split()[0] for row in rows(run.story)} == {"main", "T1"}


def test_rounds_and_threads_that_are_alike_are_told_once():
    run = told("""
from threading import Thread
n = sold = 0
def work():
    global n, sold
    for _ in range(9):
        n += 1
        sold += 1
def main():
    threads = [Thread(target=work) for _ in range(9)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert n != 81
""")
    story = rows(run.story)
    assert len(story) < 15
    assert any("T2 to T8: the same, one after the other" in row for row in story)
    assert any("more times" in row for row in story)


def test_a_timed_out_wait_and_a_timer_have_their_lines():
    story = told("""
from threading import Event, Timer
bell, rung = Event(), []
def ring():
    rung.append(1)
def main():
    timer = Timer(5, ring)
    timer.start()
    bell.wait(9)
    assert rung == []
""").story
    assert "line 9    bell.wait(9)" in story and "its time is up" in story
    assert "T1    line 8    timer.start()" in story


def test_a_condition_is_called_as_the_program_calls_it():
    story = told("""
from threading import Condition, Thread
class Box:
    def __init__(self): self.cv = Condition()
    def take(self):
        with self.cv: self.cv.wait()
def main():
    Thread(target=Box().take).start()
""").story
    assert "takes self.cv" in story and "rlock" not in story.lower()


def test_a_condition_without_a_name_is_a_condition():
    """Its lock is one that Python makes for it: nobody has written "RLock"."""
    story = told("""
from threading import Condition, Thread
class Gate(Condition): pass
def make(cls): return cls()
n = 0
def work():
    global n
    with make(Gate): n += 1
    with make(Condition): n += 1
def main():
    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert n == 4
""").story
    assert "takes gate 1" in story and "takes condition 1" in story and "lock" not in story.lower()


def test_a_story_of_many_lines_is_told_with_its_first_and_its_last():
    run = told("\n".join([
        "from threading import Thread", "a = 0", "def work():", "    global a",
        *[f"    a = a * 2 + {n}" for n in range(50)],
        "def main():", "    thread = Thread(target=work)", "    thread.start()",
        "    thread.join()", "    assert a == 0",
    ]))  # fmt: skip
    story = rows(run.story)
    assert len(story) <= most_rows(run)
    assert any("a = a * 2 + 0 " in row for row in story)
    assert any("a = a * 2 + 49" in row for row in story)
    assert any("more lines: " in row for row in story)
    assert len(tell(run.events, run.names, []).splitlines()) == len(story) + 1


def test_what_an_items_own_method_does_under_a_lock_is_told_as_that():
    run = told("""
from threading import Lock, Thread
lock = Lock()
class Box:
    def __setitem__(self, key, value):
        with lock: self.full = True
box = Box()
def work():
    box[1] = "apple"
    assert False
def main(): Thread(target=work).start()
""")
    assert "takes lock, gives lock back" in run.story
    assert list(faults(run)) == []


def test_futures_that_never_come_are_waited_for_in_a_line():
    story = told("""
from concurrent.futures import Future, as_completed
def main():
    for future in as_completed([Future()]): print(future)
""").story
    assert "main waits for as_completed()" in story
    assert "main  line 4" in story
    assert "calls as_completed, has to wait for as_completed()" in story


def test_what_a_call_gives_back_is_not_told_before_it_is_there():
    """Others have gone on in its course: told where it began, it would look done by then."""
    story = told("""
import itertools
from threading import Thread
def add(a, b): return a + b
sums = itertools.accumulate([1, 1, 1], add)
got = []
def take(): got.append(next(sums))
def main():
    next(sums)
    threads = [Thread(target=take) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert sorted(got) == [2, 3]
""").story
    assert "calls next(sums)\n" in story and story.count("next(sums) → 2") == 1


def test_the_parts_of_a_pool_are_called_as_it_is():
    story = told("""
from multiprocessing.pool import ThreadPool
n = 0
def work(_):
    global n
    n += 1
def main():
    with ThreadPool(2) as pool: pool.map(work, [1, 2])
    assert n == 2
""").story
    assert "_threads" not in story and "starts T1" in story
