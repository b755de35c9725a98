"""Barriers do what Python's own source does, whose steps are all tried, in far fewer runs."""

from __future__ import annotations

import inspect
import random
import threading

import pytest

from support.oracle import all_outcomes
from support.samples import compared, seeds
from threadlab.explorer import explore
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage

SEEDS = seeds(64, 64, too_large=(18, 37, 45, 57))
MOST = 1000  # runs; of programs that need more nothing is compared

HEAD = """
import threading
x, log, seen = 0, [], []
def note(call):
    try: return call()
    except threading.BrokenBarrierError: return "broken"
def drop(barrier, *timeout):
    try: barrier.wait(*timeout)
    except threading.BrokenBarrierError: log.append("broken")
def act(): seen.append("act")
def fail(): raise threading.BrokenBarrierError
"""
# `n_waiting` takes no lock in Python, and shows steps within a call, which is one operation here.
COUNTED = "        if self._state == 0:\n            return self._count\n"
UNDER_LOCK = COUNTED.replace("if", "with self._cond:\n          if")
OWN = f"""
from threading import BrokenBarrierError, Condition, Lock
{inspect.getsource(threading.Barrier).replace(COUNTED, UNDER_LOCK)}
"""
PLAIN = [*["B.wait()"] * 6, "log.append(x)", "x += 1", "seen.append(1)", "D.wait()"]
STEPS = [
    *["drop(B)"] * 6, "drop(B, 1)", "log.append(note(B.wait))", "log.append(note(B.wait))",
    "log.append(note(lambda: B.wait(1)))", "B.abort()", "B.reset()", "log.append(B.n_waiting)",
    "log.append(B.broken)", "log.append(x)", "x += 1", "x = 7", "drop(D)", "drop(B, 2)",
]  # fmt: skip


def program(seed: int) -> tuple[str, str]:
    """What makes two barriers, and two to four threads that meet there, too few or too many."""
    dice = random.Random(f"barriers {seed}")
    count = dice.choice([2, 3, 3, 4])
    parties = dice.choice([1, 2, 2, 3])
    plain = dice.random() < 0.5  # nothing but arrivals, and what is done before and after
    action = dice.choice(["", "", "", ", act", "" if plain else ", fail"])
    lines = []
    steps = [step for step in PLAIN if plain] or [
        step for step in STEPS if not action or "n_waiting" not in step
    ]  # while the action goes on, others can look, and not where there is a lock instead
    for number in range(count):
        lines += [f"def work{number}():", "    global x"]
        for _ in range(dice.randint(1, 2 if count < 4 else 1)):
            lines.append(f"    {dice.choice(steps)}")
    works = "".join(f"work{number}, " for number in range(count))
    lines += [
        f"threads = [threading.Thread(target=w) for w in ({works})]",
        "for thread in threads: thread.start()",
    ]
    if dice.random() < 0.3 and not plain:
        lines.append(dice.choice(["B.abort()", "B.reset()", "log.append(B.broken)"]))
    if dice.random() < 0.8:
        lines.append("for thread in threads: thread.join()")
    made = f"B, D = CLASS({parties}{action}), CLASS(2)"
    return made, "\n".join([*lines, "log.append(x)"])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_barrier_does_what_pythons_own_source_does(seed: int) -> None:
    made, body = program(seed)
    clock = "exact" if seed % 3 == 2 else "any"
    texts = [
        text_of(HEAD + before + made.replace("CLASS", cls) + "\n" + body)
        for before, cls in (("", "threading.Barrier"), (OWN, "Barrier"))
    ]
    theirs = all_outcomes(stage(texts[1], steps=2000, clock=clock), MOST)
    if compared(theirs):
        assert all_outcomes(stage(texts[0], steps=2000, clock=clock)) == theirs


ROUNDS = """
import threading
b, seen = threading.Barrier({parties}), []
def work():
    for _ in range({rounds}):
        {step}
threads = [threading.Thread(target=work) for _ in range({parties})]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


@pytest.mark.parametrize("parties, rounds", [(4, 1), (4, 3), (7, 2)])
def test_threads_that_meet_and_cannot_tell_who_came_first_have_one_order(parties, rounds):
    verdict = explore(ROUNDS.format(parties=parties, rounds=rounds, step="b.wait()"))
    assert (verdict.status, verdict.runs) == ("proved", 1)


def test_who_asks_for_the_index_is_told_of_each_order():
    verdict = explore(ROUNDS.format(parties=3, rounds=1, step="seen.append(b.wait())"))
    assert verdict.status == "proved"
    assert verdict.runs >= 6
