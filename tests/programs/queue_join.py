"""join returns when each item is done.

verdict: proved
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
    for item in (1, 2):
        work.put(item)
    work.join()
    assert out == [1, 2]
