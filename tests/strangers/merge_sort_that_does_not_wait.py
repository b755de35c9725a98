"""The same without waiting for the left half.

source: https://docs.python.org/3/library/threading.html#threading.Thread.join
verdict: assertion
"""

import heapq
import threading


def sort(values, into):
    if len(values) < 2:
        into.extend(values)
        return
    middle = len(values) // 2
    left, right = [], []
    threading.Thread(target=sort, args=(values[:middle], left)).start()
    sort(values[middle:], right)
    into.extend(heapq.merge(left, right))


def main():
    result = []
    sort([3, 1], result)
    assert result == [1, 3]
