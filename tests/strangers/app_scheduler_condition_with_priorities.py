"""A scheduler that waits by a condition for its first task or for an earlier one.

source: https://docs.python.org/3/library/heapq.html#priority-queue-implementation-notes
verdict: proved
clock: exact
"""

import heapq
import itertools
import threading
import time
from dataclasses import dataclass, field
from typing import Callable


@dataclass(order=True)
class Task:
    when: float
    priority: int
    number: int
    work: Callable = field(compare=False)
    cancelled: bool = field(default=False, compare=False)


class Scheduler(threading.Thread):
    def __init__(self):
        super().__init__()
        self.tasks, self.cond, self.ended = [], threading.Condition(), False
        self.numbers = itertools.count()

    def at(self, when, work, priority=0):
        task = Task(when, priority, next(self.numbers), work)
        with self.cond:
            heapq.heappush(self.tasks, task)
            self.cond.notify()
        return task

    def end(self):
        with self.cond:
            self.ended = True
            self.cond.notify()

    def run(self):
        while True:
            with self.cond:
                while True:
                    left = self.tasks[0].when - time.monotonic() if self.tasks else None
                    if left is not None and left <= 0:
                        task = heapq.heappop(self.tasks)
                        break
                    if left is None and self.ended:
                        return
                    self.cond.wait(left)
            if not task.cancelled:
                task.work()


def main():
    done, begun = [], time.monotonic()
    scheduler = Scheduler()

    def note(name):
        done.append((name, round(time.monotonic() - begun)))

    scheduler.at(begun + 10, lambda: note("ten"))
    scheduler.at(begun + 10, lambda: note("first at ten"), priority=-1)
    never = scheduler.at(begun + 5, lambda: note("five"))
    scheduler.start()
    time.sleep(1)
    scheduler.at(begun + 2, lambda: note("two"))
    never.cancelled = True
    scheduler.end()
    scheduler.join()
    assert done == [("two", 2), ("first at ten", 10), ("ten", 10)]
