"""Small typed values go through a queue of priorities.

source: https://docs.python.org/3/library/typing.html#typing.NamedTuple
verdict: proved
"""

import queue
import threading
from typing import NamedTuple, NewType

Priority = NewType("Priority", int)


class Job(NamedTuple):
    priority: Priority
    name: str = "?"


jobs: "queue.PriorityQueue[Job]" = queue.PriorityQueue()


def put(priority, name):
    jobs.put(Job(Priority(priority), name))


def main():
    threads = [threading.Thread(target=put, args=p) for p in ((2, "b"), (1, "a"), (3, "c"))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert [jobs.get().name for _ in range(3)] == ["a", "b", "c"]
