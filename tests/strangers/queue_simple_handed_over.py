"""A SimpleQueue from one thread to another keeps the order.

source: https://docs.python.org/3/library/queue.html#queue.SimpleQueue
verdict: proved
"""

import queue
import threading

line = queue.SimpleQueue()
got = []


def consume():
    while (item := line.get()) is not None:
        got.append(item)


def main():
    thread = threading.Thread(target=consume)
    thread.start()
    for item in (1, 2, None):
        line.put(item)
    thread.join()
    assert got == [1, 2] and line.empty()
