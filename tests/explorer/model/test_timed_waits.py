"""Loops that wait for a condition for a time, in vain: no outcome is lost where they just wait."""

from __future__ import annotations

import random

import pytest

from support.oracle import all_outcomes, outcome
from support.samples import compared, seeds
from threadlab import explore
from threadlab.explorer.engine import loops
from threadlab.explorer.engine.policies import Dice
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage

SEEDS = seeds(12, 170, too_large=(4, 6, 10))
MOST = 500  # runs of the reduction; of programs that need more nothing is compared
THROWS = 100  # runs by chance, in which each loop goes round as it is written

HEAD = """
import threading
x, log, items = 0, [], []
K = threading.Lock()
C, D, E = threading.Condition(K), threading.Condition(K), threading.Event()
"""
LOOPS = [
    "while not x: NAME.wait(1)", "while not x: NAME.wait(1)", "while not items: NAME.wait(1)",
    "while not items: log.append(NAME.wait(1))",
    "while not items: NAME.wait(1)\n        items.pop()",
    "NAME.wait_for(lambda: x, 1)", "while not NAME.wait_for(lambda: x, 1): pass",
    "while x < 2: NAME.wait(1)", "while not x and not items: NAME.wait(1)",
    "while not NAME.wait(1): pass", "while not x: NAME.wait()",
]  # fmt: skip
OTHERS = [
    "x += 1", "items.append(1)", "NAME.notify()", "NAME.notify_all()", "x += 1; NAME.notify_all()",
    "items.append(1); NAME.notify()", "log.append(x)", "x += 1; items.append(1)",
]  # fmt: skip


def program(seed: int) -> str:
    """Two or three threads that wait for a time in loops, or change what others wait for."""
    dice = random.Random(f"timed {seed}")
    count = dice.choice([2, 2, 3])
    lines: list[str] = []
    picks = dice.random() < 0.5  # whether one is woken and not all
    for number in range(count):
        lines += [f"def work{number}():", "    global x"]
        for _ in range(dice.randint(1, 2 if count < 3 else 1)):
            if dice.random() < 0.15:
                step = dice.choice(["x += 1", "log.append(x)", "while not x: E.wait(1)", "E.set()"])
                lines.append("    " + step)
                continue
            name = dice.choice("CCCD")
            lines.append(f"    with {name}:")
            for _ in range(dice.randint(1, 2)):
                step = dice.choice(LOOPS if dice.random() < 0.5 else OTHERS).replace("NAME", name)
                lines.append("        " + (step if picks else step.replace("y()", "y_all()")))
    works = "".join(f"work{number}, " for number in range(count))
    lines += [
        f"threads = [threading.Thread(target=w) for w in ({works})]",
        "for thread in threads: thread.start()",
    ]
    if dice.random() < 0.9:
        wake = "notify" if picks and dice.random() < 0.5 else "notify_all"
        lines.append(f"with C: x += 2; items += [1, 1]; C.{wake}()")
    if dice.random() < 0.7:
        lines.append("with D: x += 1; D.notify_all()")
    return HEAD + "\n".join([*lines, "for thread in threads: thread.join()", "log.append(x)"])


@pytest.mark.parametrize("seed", SEEDS)
def test_loops_that_wait_in_vain_lose_no_outcome(seed: int, monkeypatch) -> None:
    text, clock = text_of(program(seed)), "exact" if seed % 4 == 3 else "any"
    found = all_outcomes(stage(text, steps=200, clock=clock), MOST)
    if not compared(found):
        return
    monkeypatch.setattr(loops, "_nothing_new", lambda *_: False)
    ready = stage(text, steps=200, clock=clock)
    for number in range(THROWS):
        ready.run((), Dice(f"{seed} {number}"))
        if ready.world.ending in ("ended", "stuck"):
            assert outcome(ready) in found


WAITING = """
import threading
cv, done, woken = threading.Condition(), False, []
def wait():
    with cv:
        while not done: {wait}
        woken.append(1)
def main():
    global done
    threads = [threading.Thread(target=wait) for _ in range({count})]
    for thread in threads: thread.start()
    with cv:
        {change}
    for thread in threads: thread.join()
    assert len(woken) == {count}
"""


@pytest.mark.parametrize("wait", ["cv.wait(0.5)", "cv.wait_for(lambda: done, 0.5)"])
@pytest.mark.parametrize(
    ("count", "change"),
    [(1, "done = True; cv.notify()"), (1, "done = True"), (2, "done = True; cv.notify_all()"),
     (2, "done = True")],
)  # fmt: skip
def test_a_loop_that_looks_now_and_then_is_right_and_that_is_proved(wait, count, change):
    verdict = explore(WAITING.format(wait=wait, count=count, change=change))
    assert verdict.status == "proved"
    assert verdict.runs < 2000


@pytest.mark.parametrize("count", [1, 2])
def test_a_loop_that_looks_in_vain_for_ever_is_a_livelock(count):
    verdict = explore(WAITING.format(wait="cv.wait(0.5)", count=count, change="cv.notify_all()"))
    assert verdict.kind == "livelock", verdict
