"""How runs and verdicts are told: the order of a story, and words where there is little to tell."""

from __future__ import annotations

import textwrap

import pytest

from threadlab import ThreadlabError, explore, outcomes, simulate
from threadlab.pictures.spans import holds
from threadlab.pictures.steps import steps_of

FAILS = """
from threading import Thread

def broken():
    raise ValueError("no")

def main():
    thread = Thread(target=broken)
    thread.start()
    thread.join()
    print("goes on")
"""


def test_a_thread_raises_before_it_is_seen_to_have_ended():
    run = simulate(FAILS, entry="main")
    told = [(event.thread, event.operation) for event in run.events]
    assert told.index(("T1", "raise")) < told.index(("T1", "exit")) < told.index(("main", "join"))
    assert [event.step for event in run.events] == list(range(1, len(run.events) + 1))
    assert run.story.splitlines()[-2].endswith("raises ValueError")  # what follows is no cause


def test_a_target_with_the_wrong_arguments_is_told_without_a_line():
    text = "from threading import Thread\ndef work(x): pass\nThread(target=work).start()"
    message = simulate(text).message
    assert "missing 1 required positional argument" in message and "line 0" not in message


def test_a_changed_item_is_told_as_it_is_written():
    text = "class Bank:\n    def __init__(self): self.money = {'a': 0}\n"
    text += "    def add(self): self.money['a'] += 1\n"
    text += "def main():\n    import threading\n    bank = Bank()\n"
    text += "    thread = threading.Thread(target=bank.add)\n    thread.start()\n    bank.add()"
    story = simulate(text, entry="main").story
    assert "writes self.money['a'] = 1" in story and "@" not in story


def test_what_can_not_be_explored_is_not_called_a_failure_of_the_program():
    verdict = explore("x = input()")
    assert verdict._repr_html_().count("be explored.") == 1
    assert "Schedule 1" not in verdict.message
    assert "svg" not in simulate("x = input()")._repr_html_()


def test_a_very_long_output_is_shortened_where_it_is_shown():
    run = simulate("for n in range(5000): print(n)")
    assert run.output.count("\n") == 5000
    shown = run._repr_html_().partition("</pre>")[0]
    assert shown.count("\n") < 120 and "4,900 more lines" in shown


def test_a_program_that_was_called_is_told_to_be_named():
    with pytest.raises(ThreadlabError, match="main, not main"):
        explore(None)


def test_one_schedule_is_not_told_as_one_runs():
    assert "1 runs" not in repr(outcomes("print(1)"))


def test_a_value_that_is_no_short_text_leaves_no_colon():
    text = """
from threading import Thread
box = {}
class Thing: pass
def work():
    global box
    box = Thing()
threads = [Thread(target=work) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert box is None
"""
    story = explore(text).story
    assert "writes box" in story and ": ," not in story and "= ," not in story


PERMITS = """
from threading import Semaphore, Thread

gate = Semaphore(1)

def opener():
    gate.release(2)
    gate.acquire()

def main():
    thread = Thread(target=opener)
    thread.start()
    thread.join()
    with gate:
        print("in")
"""


def test_a_semaphore_is_a_column_with_its_permits_and_nobody_holds_a_sign_to_go_on() -> None:
    run = simulate(PERMITS, entry="main")
    steps = [step for step in steps_of(run.events).steps if "gate" in step.changed]
    assert steps_of(run.events).first["gate"] == "1"
    assert [step.values["gate"] for step in steps] == ["3", "2", "1", "2"]
    assert "adds to the permits of gate" in str(run.table())
    assert [hold.thread for hold in holds(run.events)] == ["main"]


def test_who_waits_for_a_lock_of_its_own_still_holds_it():
    source = "from threading import Lock\nlock = Lock()\nwith lock:\n    with lock:\n        pass\n"
    run = simulate(source)
    assert run.kind == "deadlock"
    assert [(event.operation, event.held) for event in run.events][-1] == ("wait", ("lock",))


def story(program: str, **options: object) -> str:
    head = "from threading import Condition, Lock, Thread\nfrom time import sleep\n"
    text = textwrap.dedent(program).replace("RUN TWO", TWO)
    return str(explore(head + text, **options).story)


TWO = """
threads = [Thread(target=f) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def test_a_comparison_is_told_of_the_assertion_that_failed() -> None:
    assert "The comparison was 1 == 2." in story("assert 1 == 1\nassert 1 == 2, 'Two.'")
    for failing in ("assert not 1", "assert 3 in [4]", "raise AssertionError('No.')"):
        assert "comparison" not in story(f"assert 1 == 1\n{failing}")


def test_a_message_ends_its_sentence_and_stands_behind_the_place() -> None:
    assert "AssertionError in main, line 3: Never. (" in story("assert False, 'Never.'")
    assert "AssertionError in main, line 3: never. (" in story("assert False, 'never'")
    assert "AssertionError in main, line 3. (" in story("assert False")


def test_places_are_told_as_they_were_written() -> None:
    told = story("""
        class Shelf:
            def __init__(self): self.books = [1]
        shelf = Shelf()
        def f():
            if shelf.books:
                sleep(1)
                shelf.books.pop()
        RUN TWO
        """)
    assert "reads shelf.books" in told and "@" not in told


def test_two_locks_of_one_name_are_two() -> None:
    told = story("""
        n = 0
        def f():
            global n
            lock = Lock()
            with lock:
                seen = n
                sleep(1)
                n = seen + 1
        RUN TWO
        assert n == 2
        """)
    assert "T1    line 8    with lock:" in told
    assert "takes lock 1" in told and "takes lock 2" in told


def test_who_does_not_wait_for_a_lock_takes_it_or_finds_it_taken() -> None:
    told = story("""
        lock, n = Lock(), 0
        def f():
            global n
            if lock.acquire(blocking=False):
                sleep(1)
                n += 1
                lock.release()
        RUN TWO
        assert n == 2
        """)
    assert "takes lock" in told and "finds lock taken" in told and "reads lock" not in told


def test_waiting_is_told_with_its_time_where_time_is_exact() -> None:
    told = story("""
        news = Condition()
        with news:
            news.wait(5)
        sleep(2)
        assert False
        """, clock="exact")  # fmt: skip
    assert "has to wait for news, stops waiting: its time is up at 5 s" in told


def test_a_thread_that_was_never_made_says_so() -> None:
    told = story("""
        class Mine(Thread):
            def __init__(self):
                self.count = 1
        Mine().is_alive()
        """)
    assert "Thread.__init__() not called" in told


def test_who_stops_at_the_runs_that_were_asked_for_says_so() -> None:
    verdict = explore("""
from threading import Thread
log = []
threads = [Thread(target=log.append, args=(n,)) for n in "abcd"]
for thread in threads: thread.start()
for thread in threads: thread.join()
""", runs=2)  # fmt: skip
    assert verdict.status == "survived"
    assert "no more were asked for" in verdict.message
