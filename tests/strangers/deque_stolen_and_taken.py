"""A deque for work stealing: owner and thief both look at the length, one item is left.

source: https://en.wikipedia.org/wiki/Work_stealing
verdict: exception
"""

import threading
from collections import deque


class Worker:
    def __init__(self, tasks=()):
        self.tasks = deque(tasks)
        self.done = []

    def own(self):
        while self.tasks:
            self.done.append(self.tasks.pop()())

    def steal_from(self, other):
        if other.tasks:
            self.done.append(other.tasks.popleft()())


def main():
    busy, idle = Worker([lambda: 1, lambda: 2]), Worker()
    threads = [
        threading.Thread(target=busy.own),
        threading.Thread(target=idle.steal_from, args=(busy,)),
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(busy.done + idle.done) == [1, 2]
