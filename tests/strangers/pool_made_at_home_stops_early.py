"""wait_completion is a look at empty(): the last task is taken, but not finished.

source: https://code.activestate.com/recipes/577187-python-thread-pool/
verdict: assertion
"""

import queue
import threading


class Pool:
    def __init__(self, n):
        self.tasks = queue.Queue()
        for _ in range(n):
            threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            f, args = self.tasks.get()
            f(*args)
            self.tasks.task_done()

    def add(self, f, *args):
        self.tasks.put((f, args))

    def wait(self):
        while not self.tasks.empty():
            pass


done = []


def main():
    pool = Pool(2)
    pool.add(done.append, 1)
    pool.add(done.append, 2)
    pool.wait()
    assert len(done) == 2
