"""A thousand rounds with a lock, two threads.

source: https://superfastpython.com/thread-race-condition/
verdict: proved
"""

import threading

value = 0
lock = threading.Lock()


def adder(amount, repeats):
    global value
    for _ in range(repeats):
        lock.acquire()
        value += amount
        lock.release()


def main():
    ts = [threading.Thread(target=adder, args=(a, 1000)) for a in (100, -100)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert value == 0
