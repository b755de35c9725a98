"""A list is sorted by a rank that another thread changes while the list is being sorted.

source: https://docs.python.org/3/library/functools.html#functools.cmp_to_key
verdict: assertion
"""

import functools
import threading

rank = {"a": 1, "b": 2, "c": 3}
order = []


def compare(one, other):
    return rank[one] - rank[other]


def sort():
    order.extend(sorted("cab", key=functools.cmp_to_key(compare)))


def turn():
    rank["a"], rank["c"] = 3, 1


def main():
    threads = [threading.Thread(target=f) for f in (sort, turn)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert order in (["a", "b", "c"], ["c", "b", "a"])
