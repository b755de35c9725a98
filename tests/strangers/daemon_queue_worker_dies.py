"""The worker's thread ends with an error of its report, and the next task waits for ever.

source: https://github.com/Flexget/Flexget/pull/5192
verdict: deadlock
"""

import threading
from queue import Queue


class Task:
    def __init__(self, work):
        self.work, self.finished = work, threading.Event()


def worker(queue):
    while (task := queue.get()) is not None:
        try:
            task.work()
        except ZeroDivisionError:
            return
        task.finished.set()


def main():
    queue = Queue()
    threading.Thread(target=worker, args=(queue,)).start()
    for work in (lambda: 1 / 0, lambda: None):
        task = Task(work)
        queue.put(task)
        task.finished.wait()
    queue.put(None)
