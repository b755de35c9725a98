"""Two threads push and one merges, all under a lock.

source: https://docs.python.org/3/library/heapq.html#heapq.merge
verdict: proved
"""

import heapq
import threading

lock = threading.Lock()
heaps = [[], []]


def push(n):
    with lock:
        heapq.heappush(heaps[n % 2], n)


def main():
    threads = [threading.Thread(target=push, args=(n,)) for n in (4, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with lock:
        assert list(heapq.merge(*heaps)) == [1, 4]
        assert heapq.nsmallest(1, heaps[0] + heaps[1]) == [1]
