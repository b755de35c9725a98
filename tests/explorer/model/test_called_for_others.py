"""Whoever calls a class of Python's own for the program: what it takes, others may take meanwhile.

`list(numbers)` and `Timer(0, list, [numbers])` both go on with a generator that threads share. The
program has no name for the second call, and no place for it in its text.
"""

import pytest

from threadlab import explore

CALLS = {
    "itself": "list(numbers)",
    "a thread": "t = Thread(target=list, args=(numbers,))\nt.start()\nt.join()",
    "a thread, by partial": "t = Thread(target=partial(list, numbers))\nt.start()\nt.join()",
    "a timer": "t = Timer(0, list, (numbers,))\nt.start()\nt.join()",
    "a timer, by partial": "t = Timer(0, function=partial(list, numbers))\nt.start()\nt.join()",
    "a class of timers": "t = Later(0, set, (numbers,))\nt.start()\nt.join()",
    "submit": "ThreadPoolExecutor(1).submit(list, numbers).result()",
    "map of a pool": "list(ThreadPoolExecutor(1).map(list, [numbers]))",
    "initializer": (
        "ThreadPoolExecutor(1, initializer=list, initargs=(numbers,)).submit(int).result()"
    ),
    "initializer in its place": (
        "ThreadPoolExecutor(1, 'p', list, (numbers,)).submit(int).result()"
    ),
    "initializer of a ThreadPool": "ThreadPool(1, list, (numbers,)).apply(int)",
    "apply of a ThreadPool": "ThreadPool(1).apply(list, (numbers,))",
    "wait_for": "cond = Condition()\nwith cond:\n    cond.wait_for(partial(tuple, numbers), 0)",
    "the action of a barrier": "Barrier(1, partial(list, numbers)).wait()",
    "a scheduler": "s = scheduler()\ns.enter(0, 1, list, (numbers,))\ns.run()",
    "a context": "copy_context().run(list, numbers)",
}  # fmt: skip

PROGRAM = """
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from multiprocessing.pool import ThreadPool
from sched import scheduler
from threading import Barrier, Condition, Thread, Timer


def count():
    yield 1
    yield 2


numbers, failed = count(), []


class Later(Timer):
    pass


def work():
    try:
{call}
    except Exception as error:
        failed.append(str(error))


def main():
    threads = [Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert failed == []
"""


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_generator_taken_by_what_somebody_calls_can_be_found_executing(call):
    text = "\n".join(" " * 8 + line for line in call.splitlines())
    verdict = explore(PROGRAM.format(call=text), runs=300)
    assert verdict.status == "failed", verdict.message
    assert "already executing" in verdict.message or "initializer failed" in verdict.message
