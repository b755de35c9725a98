"""The item of the lowest priority ends the worker.

source: https://docs.python.org/3/library/queue.html#queue.PriorityQueue
verdict: proved
"""

import queue
import threading

q, out = queue.PriorityQueue(), []


def worker():
    while True:
        p, item = q.get()
        if item is None:
            break
        out.append(item)


def main():
    for i in (3, 1, 2):
        q.put((i, str(i)))
    q.put((9, None))
    t = threading.Thread(target=worker)
    t.start()
    t.join()
    assert out == ["1", "2", "3"]
