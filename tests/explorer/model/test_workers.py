"""Workers of a pool that are alike: the same outcomes as where each of them may take each task."""

from __future__ import annotations

import random

import pytest

from support.oracle import all_outcomes
from support.samples import compared, seeds
from threadlab.explorer import explore
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage

SEEDS = seeds(25, 400, too_large=(2, 3, 6, 8, 14, 17, 20, 24))
MOST = 400  # runs; of programs that need more nothing is compared

HEAD = """
import threading, contextvars
from concurrent.futures import ThreadPoolExecutor, as_completed, wait, FIRST_COMPLETED
x, log, mine = 0, [], threading.local()
L, R, E, S = threading.Lock(), threading.RLock(), threading.Event(), threading.Semaphore(1)
V = contextvars.ContextVar("V", default=0)
def name(): return threading.current_thread().name[-1]
"""
PLAIN = [
    "x += 1", "log.append(x)", "log.append(n)", "with L: x += 2", "x = n", "E.set()", "E.wait(1)",
    "S.acquire(); x += 1; S.release()", "if not n: E.wait()", "pass", "pass", "raise OSError(n)",
]  # fmt: skip
TELLING = [
    "log.append(name())", "log.append(threading.get_ident() % 7)", "R.acquire()",
    "log.append(R.acquire(False))", "log.append(getattr(mine, 'n', None)); mine.n = n",
    "log.append(V.get()); V.set(n + 1)", "log.append(threading.active_count())",
    "log.append(str(R).count('owner=None'))",
]  # fmt: skip
ENDS = [
    "log.append([f.result() for f in fs if not f.exception()])",
    "for f in as_completed(fs): log.append(fs.index(f))",
    "done, _ = wait(fs, return_when=FIRST_COMPLETED); log.append(len(done))",
    "log.append(fs[-1].cancel())", "log.append(fs[0].done())", "wait(fs)", "E.set()", "x += 1",
    "log.append(fs[-1].cancel()); log.append(fs[0].running())",
    "fs.append(pool.submit(work0, 2)); fs[-1].add_done_callback(lambda f: log.append('done'))",
    "log.append(len(pool._threads))", "pool.shutdown(wait=False, cancel_futures=True)",
]  # fmt: skip


def program(seed: int) -> str:
    """One to three workers, two or three tasks, and somebody who waits for them."""
    dice = random.Random(f"workers {seed}")
    tells = dice.random() < 0.35
    lines = [HEAD]
    for number in range(2):
        lines += [f"def work{number}(n):", "    global x"]
        for _ in range(dice.randint(1, 2)):
            lines.append(f"    {dice.choice(PLAIN + TELLING if tells else PLAIN)}")
    start = ", initializer=lambda: log.append('i')" if dice.random() < 0.08 else ""
    lines += ["def main():", "    global x",
              f"    with ThreadPoolExecutor({dice.choice([1, 2, 2, 3])}{start}) as pool:",
              "        fs = []"]  # fmt: skip
    for task in range(dice.choice([2, 2, 2, 3])):
        lines.append(f"        fs.append(pool.submit(work{dice.randint(0, 1)}, {task}))")
        if dice.random() < 0.2:
            lines.append(f"        {dice.choice(ENDS)}")
    for _ in range(dice.randint(1, 2)):
        lines.append(f"        {dice.choice(ENDS[: 12 if tells else 10])}")
    return "\n".join([*lines, "    log.append(x)", "main()"])


@pytest.mark.parametrize("seed", SEEDS)
def test_workers_that_are_alike_lose_no_outcome_and_bring_none(seed: int) -> None:
    text, clock = text_of(program(seed)), "exact" if seed % 3 == 2 else "any"
    each = all_outcomes(stage(text, steps=2000, clock=clock), MOST, sections=False)
    if compared(each):
        assert all_outcomes(stage(text, steps=2000, clock=clock)) == each


POOL = """
from concurrent.futures import ThreadPoolExecutor
import threading
names = set()
def task(n):
    {step}
    return n
def main():
    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(task, range(3))) == [0, 1, 2]
    print(len(names))
"""


def test_tasks_that_ask_nobody_have_few_orders():
    few = POOL.replace("(3)", "(2)").replace("3)", "2)").replace("1, 2]", "1]")
    plain = explore(few.format(step="pass"))
    asking = explore(few.format(step="names.add(threading.current_thread().name)"))
    assert (plain.status, asking.status) == ("proved", "proved")
    assert plain.runs * 3 < asking.runs


@pytest.mark.parametrize("step", [
    "names.add(threading.get_ident())", "names.add(threading.current_thread())",
    "names.add(str(threading.current_thread().name))",
])  # fmt: skip
def test_how_many_workers_have_had_a_task_is_found_where_somebody_counts(step):
    found = explore(POOL.format(step=step).replace("print(len(names))", "assert len(names) == 3"))
    assert found.kind == "assertion"
