"""With plain numbers heappush and heappop are one step each.

source: https://docs.python.org/3/library/heapq.html
verdict: proved
"""

import heapq
import threading

heap = [2, 4]


def main():
    popped = []
    ts = [threading.Thread(target=heapq.heappush, args=(heap, n)) for n in (1, 3)]
    ts.append(threading.Thread(target=lambda: popped.append(heapq.heappop(heap))))
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    left = [heapq.heappop(heap) for _ in range(3)]
    assert sorted(popped + left) == [1, 2, 3, 4] and left == sorted(left)
