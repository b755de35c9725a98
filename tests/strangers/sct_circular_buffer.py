"""The receiver takes what was not sent yet, for nothing says that there is something.

source: https://github.com/mc-imperial/sctbench
verdict: assertion
"""

import threading

SIZE = 4
ring = [None] * SIZE
lock = threading.Lock()
first = last = 0
got = []


def send():
    global last
    for n in range(2):
        with lock:
            ring[last] = n
            last = (last + 1) % SIZE


def receive():
    global first
    for _ in range(2):
        with lock:
            got.append(ring[first])
            first = (first + 1) % SIZE


def main():
    ts = [threading.Thread(target=f) for f in (send, receive)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert got == [0, 1], got
