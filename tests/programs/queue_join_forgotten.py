"""Without join some may still be in the queue.

verdict: assertion
"""

import queue
from threading import Thread

work = queue.Queue()
out = []


def consume():
    while True:
        out.append(work.get())
        work.task_done()


def main():
    Thread(target=consume, daemon=True).start()
    work.put(1)
    assert out == [1]
