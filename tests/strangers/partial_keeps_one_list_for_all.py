"""A partial keeps the list that it was given: each call looks at its length and appends.

source: https://docs.python.org/3/library/functools.html#functools.partial
verdict: assertion
"""

import functools
import threading


def number(rows, name):
    n = len(rows)
    rows.append((n, name))


rows = []
add = functools.partial(number, rows)


def main():
    threads = [threading.Thread(target=add, args=(name,)) for name in "ab"]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert [n for n, _ in rows] == [0, 1]
