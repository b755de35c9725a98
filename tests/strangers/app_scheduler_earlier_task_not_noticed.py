"""A scheduler that sleeps until its first task: a task that is due earlier comes, and it sleeps on.

source: https://docs.python.org/3/library/heapq.html#priority-queue-implementation-notes
verdict: assertion
clock: exact
"""

import heapq
import threading
import time


class Scheduler:
    def __init__(self):
        self.tasks, self.lock = [], threading.Lock()
        self.number = 0

    def at(self, when, task):
        with self.lock:
            self.number += 1
            heapq.heappush(self.tasks, (when, self.number, task))

    def run(self):
        while True:
            with self.lock:
                if not self.tasks:
                    return
                when = self.tasks[0][0]
            time.sleep(max(0, when - time.monotonic()))
            with self.lock:
                _, _, task = heapq.heappop(self.tasks)
            task()


def main():
    scheduler, begun = Scheduler(), time.monotonic()
    late = {}

    def note(name, due):
        late[name] = time.monotonic() - begun - due

    scheduler.at(begun + 10, lambda: note("ten", 10))
    t = threading.Thread(target=scheduler.run)
    t.start()
    time.sleep(1)
    scheduler.at(begun + 2, lambda: note("two", 2))
    t.join()
    assert max(late.values()) < 1
