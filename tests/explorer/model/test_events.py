"""Events do what CPython's own do, which is taken from its source: also when set and cleared."""

from __future__ import annotations

import inspect
import itertools
import threading

import pytest

from support.oracle import all_outcomes
from threadlab import explore
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage

PULSE = """
import threading, time
def main():
    pulse, woken = threading.Event(), []
    def watch():
        woken.append(pulse.wait({timeout}))
    watchers = [threading.Thread(target=watch) for _ in range(2)]
    for watcher in watchers: watcher.start()
    time.sleep(1)
    pulse.set()
    pulse.clear()
    for watcher in watchers: watcher.join()
    assert woken == [True, True]
"""
PROGRAM = """
import threading
from threading import Condition, Lock
{event}
e, log = Event(), []
def one():
{one}
def other():
{other}
threads = [threading.Thread(target=work) for work in (one, other)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""
OURS = "from threading import Event"
STEPS = ("e.set()", "e.clear()", "log.append(e.wait())", "log.append(e.wait(1))")
SHORT = [*itertools.product(STEPS, repeat=1), *itertools.product(STEPS, repeat=2)]


@pytest.mark.parametrize("timeout", ["", "5"])
def test_who_waits_by_then_is_let_through_by_a_pulse(timeout):
    text = PULSE.format(timeout=timeout)
    assert explore(text, clock="exact").status == "proved"
    assert explore(text, clock="any").kind == ("assertion" if timeout else "deadlock")


def test_who_waits_surely_is_let_through_with_either_clock():
    """Whoever has seen that a thread waits may rely on it: here the watcher says so itself."""
    text = """
import threading
flag = threading.Event()
class Told(threading.Event):
    pass
def main():
    watcher = threading.Thread(target=flag.wait, daemon=True)
    watcher.start()
    for _ in range(2):
        flag.set()
        flag.clear()
    assert not flag.is_set()
"""
    for clock in ("any", "exact"):
        assert explore(text, clock=clock).status == "proved"


@pytest.mark.parametrize("timeout", ["", "5"])
def test_who_finds_it_set_may_have_come_before_another_has_cleared_it(timeout):
    """Though that one has set it again since then, and this one goes on only because of that."""
    text = f"""
import threading
def main():
    free, inside, most = threading.Event(), [], []
    free.set()
    def work():
        free.wait({timeout})
        free.clear()
        inside.append(1)
        most.append(len(inside))
        inside.pop()
        free.set()
    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers: worker.start()
    for worker in workers: worker.join()
    assert most == [1, 1]
"""
    assert explore(text).kind == "assertion"


def outcomes_of(event: str, one: tuple[str, ...], other: tuple[str, ...]) -> set[object]:
    bodies = ["\n".join(f"    {step}" for step in steps) for steps in (one, other)]
    text = PROGRAM.format(event=event, one=bodies[0], other=bodies[1])
    found = all_outcomes(stage(text_of(text)))
    assert found is not None
    return {(kind, state) for kind, _, state, _ in found}  # type: ignore[misc]


@pytest.mark.parametrize("one", SHORT, ids="; ".join)
def test_every_outcome_is_one_of_cpythons_own_event_and_none_is_missed(one):
    source = inspect.getsource(threading.Event)
    for other in SHORT[SHORT.index(one) :]:
        theirs = outcomes_of(source, one, other)
        assert outcomes_of(OURS, one, other) == theirs, (one, other)
