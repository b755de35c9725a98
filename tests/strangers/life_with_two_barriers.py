"""The same in two phases: all look, then all write.

source: https://docs.python.org/3/library/threading.html#barrier-objects
verdict: proved
"""

import threading

rows = [1, 2]
barrier = threading.Barrier(2)


def step(n):
    for _ in range(2):
        new = rows[n] + rows[1 - n]
        barrier.wait()
        rows[n] = new
        barrier.wait()


def main():
    threads = [threading.Thread(target=step, args=(n,)) for n in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert rows == [6, 6]
