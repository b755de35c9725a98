"""A deque for work stealing: who comes too late meets an IndexError, and that is the answer.

source: https://en.wikipedia.org/wiki/Work_stealing
verdict: proved
"""

import threading
from collections import deque
from contextlib import suppress


class Worker(threading.Thread):
    def __init__(self, tasks=()):
        super().__init__()
        self.tasks, self.others, self.done = deque(tasks), [], []

    def next_task(self):
        with suppress(IndexError):
            return self.tasks.pop()
        for other in self.others:
            with suppress(IndexError):
                return other.tasks.popleft()
        return None

    def run(self):
        while (task := self.next_task()) is not None:
            self.done.append(task())


def main():
    busy, idle = Worker([lambda: 1, lambda: 2, lambda: 3]), Worker()
    busy.others, idle.others = [idle], [busy]
    for w in (busy, idle):
        w.start()
    for w in (busy, idle):
        w.join()
    assert sorted(busy.done + idle.done) == [1, 2, 3]
