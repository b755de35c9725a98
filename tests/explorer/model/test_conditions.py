"""Conditions do what Python's own source does, whose steps are all tried."""

from __future__ import annotations

import inspect
import random
import threading

import pytest

from support.oracle import all_outcomes
from support.samples import ALL, compared, seeds
from threadlab import explore, simulate
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage

# In 40, 60, 81 and 294 somebody is woken in vain who has waited long enough.
SEEDS = list(range(300)) if ALL else [*seeds(16, 300, too_large=(10,)), 40, 60, 81]
MOST = 2500  # runs; of programs that need more nothing is compared

HEAD = """
import threading
x, log, items = 0, [], []
"""
OWN = f"""
from threading import Lock
from collections import deque as _deque
from time import monotonic as _time
_allocate_lock = Lock
{inspect.getsource(threading.Condition)}
"""
STEPS = [
    "NAME.notify()", "NAME.notify()", "NAME.notify(2)", "NAME.notify_all()", "NAME.wait()",
    "NAME.wait(1)", "log.append(NAME.wait(1))", "log.append(NAME.wait(2))",
    "if NAME.wait(1): NAME.notify()", "if not NAME.wait(1): NAME.notify()",
    "if not items: NAME.wait()", "if not items: NAME.wait(1)", "items.append(1); NAME.notify()",
    "if items: items.pop()", "x += 1", "log.append(x)", "while not x: NAME.wait()",
]  # fmt: skip


def program(seed: int) -> tuple[str, str]:
    """What makes two conditions over one lock, and two or three threads that wait and wake."""
    dice = random.Random(f"conditions {seed}")
    count = dice.choice([2, 2, 3])
    lines = []
    for number in range(count):
        lines += [f"def work{number}():", "    global x"]
        for _ in range(1 if count > 2 else dice.randint(1, 2)):
            name = dice.choice("CCCD")
            lines.append(f"    with {name}:")
            for _ in range(dice.randint(1, 2)):
                lines.append(f"        {dice.choice(STEPS).replace('NAME', name)}")
    works = "".join(f"work{number}, " for number in range(count))
    lines += [
        f"threads = [threading.Thread(target=w) for w in ({works})]",
        "for thread in threads: thread.start()",
    ]
    if dice.random() < 0.7:
        lines.append(
            f"with C: x += 1; items.append(1); C.{dice.choice(['notify', 'notify_all'])}()"
        )
    lines += ["for thread in threads: thread.join()", "log.append(x)"]
    return "K = threading.Lock()\nC, D = CLASS(K), CLASS(K)", "\n".join(lines)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_condition_does_what_pythons_own_source_does(seed: int) -> None:
    made, body = program(seed)
    clock = "exact" if seed % 3 == 2 else "any"
    texts = [
        text_of(HEAD + before + made.replace("CLASS", cls) + "\n" + body)
        for before, cls in (("", "threading.Condition"), (OWN, "Condition"))
    ]
    theirs = all_outcomes(stage(texts[1], steps=2000, clock=clock), MOST)
    if compared(theirs):
        assert all_outcomes(stage(texts[0], steps=2000, clock=clock)) == theirs


def test_who_has_waited_long_enough_can_still_be_woken_in_vain() -> None:
    """Until it has the lock back it stands among those that wait, and somebody else goes on."""
    verdict = explore("""
import threading
cv, waiting = threading.Condition(), 0
def first():
    global waiting
    with cv:
        waiting += 1
        if cv.wait(1): cv.notify()
def second():
    global waiting
    with cv:
        waiting += 1
        cv.wait()
def main():
    threads = [threading.Thread(target=work) for work in (first, second)]
    for thread in threads: thread.start()
    while True:
        with cv:
            if waiting == 2:
                cv.notify()
                break
    for thread in threads: thread.join()
""")
    assert verdict.kind == "deadlock", verdict


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
