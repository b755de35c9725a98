"""A thread that is started by `with` and asked to end when the block is left.

source: https://docs.python.org/3/reference/datamodel.html#with-statement-context-managers
verdict: proved
"""

import queue
import threading


class Worker(threading.Thread):
    def __init__(self):
        super().__init__(name="worker")
        self.todo, self.done = queue.SimpleQueue(), []

    def run(self):
        for job in iter(self.todo.get, None):
            self.done.append(job())

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *exc_info):
        self.todo.put(None)
        self.join()


def main():
    with Worker() as worker:
        worker.todo.put(lambda: 1)
        worker.todo.put(lambda: 2)
    assert worker.done == [1, 2]
