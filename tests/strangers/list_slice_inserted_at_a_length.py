"""L[n:n] = new puts in between and replaces nothing, wherever the end was when it was looked at.

source: https://copdips.com/2024/10/python-thread-safe-operations.html
verdict: proved
"""

import threading

items = []


def work(n):
    end = len(items)
    items[end:end] = [n, n]


def main():
    threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(items) == [0, 0, 1, 1]
