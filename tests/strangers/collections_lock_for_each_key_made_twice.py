"""A defaultdict that makes a lock for each key, by a function in Python: two threads get two.

source: https://docs.python.org/3/library/collections.html#collections.defaultdict
verdict: assertion
"""

import threading
from collections import defaultdict


def make():
    return threading.Lock()


locks = defaultdict(make)
total = {"a": 0}


def add(key):
    with locks[key]:
        seen = total[key]
        total[key] = seen + 1


def main():
    threads = [threading.Thread(target=add, args=("a",)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert total["a"] == 2
