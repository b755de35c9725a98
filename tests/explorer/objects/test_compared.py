"""Comparisons in Python that C code makes: others may go on in each, also if it was generated."""

from __future__ import annotations

import pytest

from threadlab import explore, outcomes

CLASSES = {
    "generated": "@dataclass(order=True)\nclass Task:\n    n: int",
    "completed": """
@functools.total_ordering
class Task:
    def __init__(self, n): self.n = n
    def __eq__(self, other): return self.n == other.n
    def __gt__(self, other): return self.n > other.n""",
    "own": """
class Task:
    def __init__(self, n): self.n = n
    def __eq__(self, other): return self.n == other.n
    def __lt__(self, other): return self.n < other.n
    def __gt__(self, other): return self.n > other.n""",
    "inherited": """
@dataclass(order=True)
class Base:
    n: int
class Task(Base): pass""",
    "without a point": """
class Task:
    def __init__(self, n): self.place = (n,)
    def __eq__(self, other): return True
    def __lt__(self, other): return True
    def __gt__(self, other): return False""",
}
PROGRAM = """
import bisect, functools, heapq, threading
from dataclasses import dataclass
lock = threading.Lock()
{cls}
rows, two = [Task(1), Task(2), Task(3)], [Task(1), Task(2)]
pairs = [(1, Task(5)), (1, Task(6))]
def work():
    {work}
def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    {check}
"""
BROKEN = {  # what two threads do, and what can come of it
    "heapq.heappush(rows, Task(0))": "exception",
    "heapq.heappop(rows)": "exception",
    "heapq.heappush(pairs, (1, Task(0)))": "exception",
    "heapq.heappushpop(rows, Task(3)); heapq.heappush(rows, Task(0))": "exception",
}
REMOVED = "try: two.remove(Task(1))\n    except ValueError: pass"


@pytest.mark.parametrize("cls", CLASSES)
@pytest.mark.parametrize("work", BROKEN)
def test_others_go_on_while_items_are_compared(work: str, cls: str) -> None:
    program = PROGRAM.format(cls=CLASSES[cls], work=work, check="pass")
    assert explore(program, runs=3_000).kind == BROKEN[work]


@pytest.mark.parametrize("cls", ["generated", "completed", "own", "inherited"])
def test_what_was_found_may_be_another_one_when_it_is_removed(cls: str) -> None:
    program = PROGRAM.format(cls=CLASSES[cls], work=REMOVED, check="assert len(two) == 1")
    assert explore(program, runs=3_000).kind == "assertion"


@pytest.mark.parametrize("cls", CLASSES)
@pytest.mark.parametrize("work", [*BROKEN, "two.remove(two[0])"])
def test_under_a_lock_nobody_does(work: str, cls: str) -> None:
    work = "with lock:\n        " + work.replace("; ", "\n        ")
    verdict = explore(PROGRAM.format(cls=CLASSES[cls], work=work, check="pass"), runs=3_000)
    assert verdict.status == "proved", verdict.message


def test_numbers_and_tuples_are_compared_in_one_step() -> None:
    program = """
import heapq, threading
from typing import NamedTuple
class Task(NamedTuple):
    n: int
rows, numbers = [Task(1), Task(2)], [1, 2]
def work():
    heapq.heappush(rows, Task(0))
    rows.remove(Task(0))
    heapq.heappush(numbers, 0)
threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(sorted(rows), sorted(numbers))
"""
    found = outcomes(program)
    assert found.complete and len(found) == 1
