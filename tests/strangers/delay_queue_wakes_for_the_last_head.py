"""The runner sleeps until the first job is due, and an earlier one does not wake it.

source: https://docs.oracle.com/javase/8/docs/api/java/util/concurrent/DelayQueue.html
verdict: assertion
clock: exact
"""

import heapq
import threading
import time

class Runner(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True)
        self.jobs, self.cond, self.ran = [], threading.Condition(), []

    def add(self, due, name):
        with self.cond:
            heapq.heappush(self.jobs, (due, name))
            if len(self.jobs) == 1:
                self.cond.notify()

    def run(self):
        while True:
            with self.cond:
                while not self.jobs:
                    self.cond.wait()
                due, name = self.jobs[0]
            if due > time.monotonic():
                time.sleep(due - time.monotonic())
            with self.cond:
                heapq.heappop(self.jobs)
            self.ran.append((name, round(time.monotonic())))


def main():
    start = time.monotonic()
    runner = Runner()
    runner.start()
    runner.add(start + 10, "late")
    time.sleep(1)
    runner.add(start + 3, "early")
    time.sleep(15)
    assert [name for name, _ in runner.ran] == ["early", "late"]
