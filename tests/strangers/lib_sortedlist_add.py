"""SortedList is no thread-safe type: its indexes and lists are changed one after the other.

source: https://github.com/grantjenks/python-sortedcontainers/issues/105
verdict: exception or assertion
needs: sortedcontainers
"""

import threading

from sortedcontainers import SortedList


def main():
    numbers = SortedList([1, 2, 3])

    def work(n):
        numbers.add(n)
        numbers.remove(n)

    ts = [threading.Thread(target=work, args=(n,)) for n in (4, 5)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert list(numbers) == [1, 2, 3] and len(numbers) == 3
