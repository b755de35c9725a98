"""A lock for each key, made by whoever finds none: two locks for one key.

source: https://github.com/facetoe/zenpy/pull/224
verdict: assertion
"""

import threading

locks = {}
balance = {"x": 0}


def lock_for(key):
    if key not in locks:
        locks[key] = threading.Lock()
    return locks[key]


def deposit(key, n):
    with lock_for(key):
        balance[key] = balance[key] + n


def main():
    ts = [threading.Thread(target=deposit, args=("x", n)) for n in (1, 2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert balance["x"] == 3
