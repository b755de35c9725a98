"""Four threads meet after each number; exactly one of them has spoken.

source: https://leetcode.com/problems/fizz-buzz-multithreaded/
verdict: proved
"""

import threading

N = 5
spoken = []
meet = threading.Barrier(4)


def speaker(mine, word):
    for i in range(1, N + 1):
        if mine(i):
            spoken.append(word or str(i))
        meet.wait()


def main():
    kinds = [
        (lambda i: i % 3 == 0 and i % 5, "fizz"),
        (lambda i: i % 5 == 0 and i % 3, "buzz"),
        (lambda i: i % 15 == 0, "fizzbuzz"),
        (lambda i: i % 3 and i % 5, ""),
    ]
    ts = [threading.Thread(target=speaker, args=k) for k in kinds]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert spoken == ["1", "2", "fizz", "4", "buzz"]
