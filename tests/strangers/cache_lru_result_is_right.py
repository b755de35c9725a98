"""Computed once or twice, the result is the same, and one of them is kept.

source: https://docs.python.org/3/library/functools.html#functools.lru_cache
verdict: proved
"""

import functools
import threading


@functools.cache
def power(n):
    return 1 if n == 0 else 2 * power(n - 1)


results = []


def main():
    ts = [threading.Thread(target=lambda: results.append(power(3))) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert results == [8, 8] and power.cache_info().currsize == 4
