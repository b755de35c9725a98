"""The consumer ends at a bad item; the producer waits for room for ever.

source: https://docs.python.org/3/library/queue.html#queue.Queue.put
verdict: deadlock
"""

import queue
import threading

line = queue.Queue(maxsize=1)


def consume():
    while True:
        item = line.get()
        if item < 0:
            return


def main():
    thread = threading.Thread(target=consume)
    thread.start()
    for item in (1, -1, 2, 3):
        line.put(item)
    thread.join()
