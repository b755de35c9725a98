"""heappushpop compares and exchanges at once.

source: https://docs.python.org/3/library/heapq.html#heapq.heappushpop
verdict: proved
"""

import threading
from heapq import heappushpop

best = [1, 2]


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    together(
        lambda: heappushpop(best, 9), lambda: heappushpop(best, 3), lambda: heappushpop(best, 8)
    )
    assert sorted(best) == [8, 9]
