"""wait_for with a time-out in a loop: the answer says whether it came in time, and it is looked at.

source: https://docs.python.org/3/library/threading.html#threading.Condition.wait_for
verdict: proved
"""

import threading


class Progress:
    def __init__(self):
        self.cond, self.done = threading.Condition(), 0

    def step(self):
        with self.cond:
            self.done += 1
            self.cond.notify_all()

    def wait(self, count, seconds):
        with self.cond:
            return self.cond.wait_for(lambda: self.done >= count, seconds)


def main():
    progress = Progress()
    worker = threading.Thread(target=lambda: [progress.step() for _ in range(2)])
    worker.start()
    asked = 0
    while not progress.wait(2, 0.5):
        asked += 1
        if asked == 2:
            break
    worker.join()
    assert progress.wait(2, 0)
