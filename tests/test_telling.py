"""How runs and verdicts are told: the order of a story, and words where there is little to tell."""

from __future__ import annotations

import pytest

from threadlab import ThreadlabError, explore, outcomes, simulate

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
    assert run.story.index("raises ValueError") < run.story.index("T1 has ended")


def test_a_target_with_the_wrong_arguments_is_told_without_a_line():
    text = "from threading import Thread\ndef work(x): pass\nThread(target=work).start()"
    message = simulate(text).message
    assert "missing 1 required positional argument" in message and "line 0" not in message


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
    with pytest.raises(ThreadlabError, match="main, and not main"):
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
