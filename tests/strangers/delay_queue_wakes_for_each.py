"""The runner waits on the condition, with the time that is left, and looks again when it is woken.

source: https://docs.oracle.com/javase/8/docs/api/java/util/concurrent/DelayQueue.html
verdict: proved
clock: exact
"""

import heapq
import threading
import time

class Runner(threading.Thread):
    def __init__(self):
        super().__init__()
        self.jobs, self.cond, self.ran = [], threading.Condition(), []

    def add(self, due, name):
        with self.cond:
            heapq.heappush(self.jobs, (due, name))
            self.cond.notify()

    def run(self):
        while len(self.ran) < 2:
            with self.cond:
                while not self.jobs or self.jobs[0][0] > time.monotonic():
                    left = self.jobs[0][0] - time.monotonic() if self.jobs else None
                    self.cond.wait(left)
                _, name = heapq.heappop(self.jobs)
            self.ran.append((name, round(time.monotonic())))


def main():
    start = time.monotonic()
    runner = Runner()
    runner.start()
    runner.add(start + 10, "late")
    time.sleep(1)
    runner.add(start + 3, "early")
    runner.join()
    assert [name for name, _ in runner.ran] == ["early", "late"]
    assert time.monotonic() - start == 10
