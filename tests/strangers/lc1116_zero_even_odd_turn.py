"""Busy waiting for a turn that one thread at a time changes is slow, and right.

source: https://leetcode.com/problems/print-zero-even-odd/
verdict: proved
"""

import threading
import time

turn = "zero"
shown = []


def zero(n):
    global turn
    for i in range(1, n + 1):
        while turn != "zero":
            time.sleep(0)
        shown.append(0)
        turn = "odd" if i % 2 else "even"


def number(kind, first, n):
    global turn
    for i in range(first, n + 1, 2):
        while turn != kind:
            time.sleep(0)
        shown.append(i)
        turn = "zero"


def main():
    ts = [
        threading.Thread(target=zero, args=(3,)),
        threading.Thread(target=number, args=("odd", 1, 3)),
        threading.Thread(target=number, args=("even", 2, 3)),
    ]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert shown == [0, 1, 0, 2, 0, 3]
