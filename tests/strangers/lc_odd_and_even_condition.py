"""Odd and even numbers in turn, with wait_for.

source: https://leetcode.com/problems/print-zero-even-odd/
verdict: proved
"""

import threading

cv, turn, out = threading.Condition(), 0, []


def run(mine, numbers):
    global turn
    for n in numbers:
        with cv:
            cv.wait_for(lambda: turn == mine)
            out.append(n)
            turn = 1 - mine
            cv.notify_all()


def main():
    ts = [
        threading.Thread(target=run, args=(0, [1, 3, 5])),
        threading.Thread(target=run, args=(1, [2, 4, 6])),
    ]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert out == [1, 2, 3, 4, 5, 6]
