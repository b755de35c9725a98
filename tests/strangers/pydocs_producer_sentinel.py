"""Workers end by a sentinel each, and say of each item that it is done.

source: https://docs.python.org/3/library/queue.html
verdict: proved
"""

import queue
import threading


def worker(q, got):
    while (item := q.get()) is not None:
        got.append(item)
        q.task_done()
    q.task_done()


def main():
    q, got = queue.Queue(), []
    ts = [threading.Thread(target=worker, args=(q, got)) for _ in range(2)]
    for t in ts:
        t.start()
    for i in range(3):
        q.put(i)
    for _ in ts:
        q.put(None)
    q.join()
    for t in ts:
        t.join()
    assert sorted(got) == [0, 1, 2]
