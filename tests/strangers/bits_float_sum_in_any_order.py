"""Locked, and yet the sum of floats depends on the order.

source: https://docs.python.org/3/tutorial/floatingpoint.html
verdict: assertion
"""

import threading

total = 0.0
lock = threading.Lock()


def add(x):
    global total
    with lock:
        total += x


def main():
    ts = [threading.Thread(target=add, args=(x,)) for x in (0.1, 0.2, 0.3)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert total == 0.1 + 0.2 + 0.3
