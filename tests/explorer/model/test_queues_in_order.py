"""Queues do what they do where each call is a change of the whole; their two ends do not touch."""

from __future__ import annotations

import random

import pytest

from support.oracle import all_outcomes
from support.samples import compared, seeds
from threadlab import explore
from threadlab.explorer.model.operations import Kind
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage

# In 114 and 196 somebody waits for what may come before, or after, what is in no order with it.
SEEDS = [*seeds(20, 1000, too_large=(4, 5)), 114, 196, 336, 394, 445]
MOST = 1500  # runs where each call is a change; of programs that need more nothing is compared

HEAD = """
import queue, threading
x, log = 0, []
class Own(queue.Queue):
    def _put(self, item): super()._put(-item)
def note(call):
    try: return call()
    except (queue.Empty, queue.Full, ValueError) as error: return type(error).__name__
"""
MADE = [
    "queue.Queue()", "queue.Queue()", "queue.Queue()", "queue.Queue(1)", "queue.Queue(2)",
    "queue.SimpleQueue()", "queue.LifoQueue()", "queue.PriorityQueue()", "Own()",
]  # fmt: skip
PLAIN = ["Q.put(1)", "Q.put(2)", "Q.put(3)", "log.append(Q.get())", "log.append(Q.get())"]
COUNTED = [
    "log.append(Q.get()); Q.task_done()", "log.append(Q.get()); Q.task_done()",
    "log.append(note(Q.task_done))", "Q.join(); log.append('joined')",
]  # fmt: skip
LOOKS = [
    "log.append(note(Q.get_nowait))", "log.append(note(lambda: Q.get(timeout=1)))",
    "log.append(note(lambda: Q.put(4, timeout=1)))", "log.append(note(lambda: Q.put_nowait(5)))",
    "log.append(Q.qsize())", "log.append(Q.empty())", "x += 1", "log.append(x)", "R.put(6)",
    "log.append(R.get())",
]  # fmt: skip
INNER = ["Q.queue.append(7)", "with Q.mutex: Q.queue.clear()", "log.append(Q.unfinished_tasks)"]


def program(seed: int) -> str:
    """Two to four threads that put into a queue and take from it, and sometimes look at it."""
    dice = random.Random(f"queues {seed}")
    made = dice.choice(MADE)
    steps = PLAIN * dice.choice([1, 2])
    if "Simple" not in made:
        steps = steps + COUNTED * dice.choice([0, 1, 1])
    steps = steps + dice.choice([[], [], LOOKS])
    if "Simple" not in made and dice.random() < 0.2:
        steps = steps + INNER
    count = dice.choice([2, 2, 3, 3])
    lines = [f"Q, R = {made}, queue.SimpleQueue()"]
    for number in range(count):
        lines += [f"def work{number}():", "    global x"]
        lines += [f"    {dice.choice(steps)}" for _ in range(dice.randint(1, 4 - (count > 2)))]
    works = "".join(f"work{number}, " for number in range(count))
    lines += [
        f"threads = [threading.Thread(target=w, daemon=True) for w in ({works})]",
        "for thread in threads: thread.start()",
    ]
    lines += [dice.choice(steps) for _ in range(dice.randint(0, 3))]
    if dice.random() < 0.7:
        lines.append("for thread in threads: thread.join()")
    return HEAD + "\n".join(lines)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_ends_of_a_queue_lose_no_outcome(seed: int, monkeypatch) -> None:
    text, clock = text_of(program(seed)), "exact" if seed % 3 == 2 else "any"
    with monkeypatch.context() as patch:
        patch.setattr("threadlab.explorer.model.queue._Kind.is_in_order", lambda *_: False)
        for name in ("_Done", "_AllDone"):
            patch.setattr(f"threadlab.explorer.model.queue.{name}.mode_of", Kind.mode_of)
        each = all_outcomes(stage(text, steps=2000, clock=clock), MOST)
    if compared(each):
        assert told(all_outcomes(stage(text, steps=2000, clock=clock))) == told(each)


def told(outcomes):
    """How it can end; where it fails, without the rest, which is not run in all of those runs."""
    return {one[:2] if one[0] in ("exception", "assertion") else one for one in outcomes}


FLOW = """
import queue, threading
def main():
    line, got = {made}, []
    def consume():
        while (item := line.get()) is not None:
            got.append(item)
    consumer = threading.Thread(target=consume)
    consumer.start()
    for item in (1, 2, 3, None): line.put(item)
    consumer.join()
    assert got == [1, 2, 3]
"""


@pytest.mark.parametrize("made", ["queue.Queue()", "queue.Queue(2)", "queue.SimpleQueue()"])
def test_one_that_puts_and_one_that_takes_have_one_order(made):
    verdict = explore(FLOW.format(made=made))
    assert (verdict.status, verdict.runs) == ("proved", 1)


def test_workers_that_say_what_is_done_are_proved_right():
    verdict = explore("""
import queue, threading
def main():
    line, got = queue.Queue(), []
    def work():
        while (item := line.get()) is not None:
            got.append(item)
            line.task_done()
        line.task_done()
    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers: worker.start()
    for item in (1, 2, 3, None, None): line.put(item)
    line.join()
    assert sorted(got) == [1, 2, 3]
    for worker in workers: worker.join()
""")
    assert verdict.status == "proved"
    assert verdict.runs < 100
