"""Who gets the sentinel puts it back for the next one.

source: https://stackoverflow.com/questions/19369724/the-right-way-to-limit-maximum-number-of-threads-running-at-once
verdict: proved
"""

import queue
import threading

STOP = object()
q = queue.Queue()
total = 0
lock = threading.Lock()


def worker():
    global total
    while True:
        n = q.get()
        if n is STOP:
            q.put(STOP)
            return
        with lock:
            total += n


def main():
    ts = [threading.Thread(target=worker) for _ in range(2)]
    for t in ts:
        t.start()
    for n in (1, 2):
        q.put(n)
    q.put(STOP)
    for t in ts:
        t.join()
    assert total == 3
