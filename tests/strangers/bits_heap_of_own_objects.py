"""heappush calls __lt__ of Python's: another thread comes in between and the heap is none.

source: https://docs.python.org/3/library/heapq.html
verdict: assertion or exception
"""

import heapq
import threading


class Task:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n


heap = [Task(2), Task(4)]


def main():
    ts = [threading.Thread(target=heapq.heappush, args=(heap, Task(n))) for n in (1, 3)]
    ts.append(threading.Thread(target=heapq.heappop, args=(heap,)))
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    left = [heapq.heappop(heap).n for _ in range(len(heap))]
    assert left == sorted(left) and len(left) == 3, left
