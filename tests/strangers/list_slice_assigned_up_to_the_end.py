"""L[len(L):] = new replaces all behind the length that it has seen: what another has added is lost.

source: https://copdips.com/2024/10/python-thread-safe-operations.html
verdict: assertion
"""

import threading

items = []


def work(n):
    items[len(items) :] = [n, n]


def main():
    threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(items) == [0, 0, 1, 1]
