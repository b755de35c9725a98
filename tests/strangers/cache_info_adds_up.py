"""Hits and misses together are the calls, whoever computes what twice.

source: https://docs.python.org/3/library/functools.html#functools.lru_cache
verdict: proved
"""

import threading
from functools import lru_cache

@lru_cache(maxsize=2)
def square(n):
    return n * n


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    together(lambda: square(2), lambda: square(2), lambda: square(3))
    info = square.cache_info()
    assert info.hits + info.misses == 3 and info.currsize == 2
    square.cache_clear()
    assert square.cache_info() == (0, 0, 2, 0)
