"""Two queues, three stages, a sentinel handed on.

source: https://docs.python.org/3/library/queue.html
verdict: proved
"""

import queue
import threading

END = None


def stage(f, source, sink):
    while (item := source.get()) is not END:
        sink.put(f(item))
    sink.put(END)


def main():
    a, b, c = queue.Queue(2), queue.Queue(2), queue.Queue()
    ts = [
        threading.Thread(target=stage, args=(lambda x: x + 1, a, b)),
        threading.Thread(target=stage, args=(lambda x: x * 10, b, c)),
    ]
    for t in ts:
        t.start()
    for n in (1, 2, 3):
        a.put(n)
    a.put(END)
    assert list(iter(c.get, END)) == [20, 30, 40]
    for t in ts:
        t.join()
