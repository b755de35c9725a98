"""start() waits until the worker is ready, and stop() until it is no more.

source: https://github.com/DiamondLightSource/blueapi/pull/255
verdict: proved
"""

import threading
from queue import SimpleQueue

class Worker:
    def __init__(self):
        self._tasks = SimpleQueue()
        self._started, self._stopped = threading.Event(), threading.Event()
        self._stopped.set()
        self.done = []

    def start(self):
        self._stopped.clear()
        threading.Thread(target=self._cycle, daemon=True).start()
        self._started.wait()

    def _cycle(self):
        self._started.set()
        while (task := self._tasks.get()) is not None:
            self.done.append(task)
        self._started.clear()
        self._stopped.set()

    def stop(self):
        self._tasks.put(None)
        self._stopped.wait()
        assert not self._started.is_set()


def main():
    worker = Worker()
    for n in range(2):
        worker.start()
        worker._tasks.put(n)
        worker.stop()
    assert worker.done == [0, 1]
