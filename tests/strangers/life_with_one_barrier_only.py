"""A game of life in rows: without a second barrier a row is replaced while others still look at it.

source: https://docs.python.org/3/library/threading.html#barrier-objects
verdict: assertion
"""

import threading

rows = [1, 2]
barrier = threading.Barrier(2)


def step(n):
    barrier.wait()
    rows[n] = rows[n] + rows[1 - n]


def main():
    threads = [threading.Thread(target=step, args=(n,)) for n in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert rows == [3, 3]
