"""Tasks compare by priority and number, and never by what they carry.

source: https://docs.python.org/3/library/dataclasses.html#dataclasses.dataclass
verdict: proved
"""

import itertools
import threading
from dataclasses import dataclass, field
from functools import total_ordering
from queue import PriorityQueue
from typing import Any

@total_ordering
class Priority:
    def __init__(self, name):
        self.rank = ("high", "low").index(name)

    def __eq__(self, other):
        return self.rank == other.rank

    def __lt__(self, other):
        return self.rank < other.rank

numbers = itertools.count()

@dataclass(order=True)
class Task:
    priority: Priority
    number: int = field(default_factory=lambda: next(numbers))
    work: Any = field(compare=False, default=None)


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    tasks = PriorityQueue()
    together(
        lambda: tasks.put(Task(Priority("low"), work="sweep")),
        lambda: tasks.put(Task(Priority("high"), work={"cook": 1})),
    )
    assert [tasks.get().work for _ in range(2)] == [{"cook": 1}, "sweep"]
