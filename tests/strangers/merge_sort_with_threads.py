"""A merge sort whose halves are sorted by threads of their own, and joined before they are merged.

source: https://docs.python.org/3/library/heapq.html#heapq.merge
verdict: proved
"""

import heapq
import threading


def sort(values, into):
    if len(values) < 2:
        into.extend(values)
        return
    middle = len(values) // 2
    left, right = [], []
    t = threading.Thread(target=sort, args=(values[:middle], left))
    t.start()
    sort(values[middle:], right)
    t.join()
    into.extend(heapq.merge(left, right))


def main():
    result = []
    sort([3, 1, 4, 1, 5], result)
    assert result == [1, 1, 3, 4, 5]
