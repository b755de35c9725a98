"""A sentinel ends the consumer.

verdict: proved
"""

import queue
from threading import Thread

work = queue.Queue()
out = []


def consume():
    while (item := work.get()) is not None:
        out.append(item)


def main():
    thread = Thread(target=consume)
    thread.start()
    for item in (1, 2):
        work.put(item)
    work.put(None)
    thread.join()
    assert out == [1, 2]
