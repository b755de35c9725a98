"""A comprehension over items() is a loop like any other.

source: https://github.com/bibanon/BASC-py4chan/pull/9
verdict: exception
"""

import threading

cache = {1: "a", 2: "b"}


def evict():
    cache.pop(1, None)


def main():
    t = threading.Thread(target=evict)
    t.start()
    fresh = {k: v.upper() for k, v in cache.items() if k}
    print(fresh)
    t.join()
