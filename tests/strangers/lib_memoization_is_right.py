"""memoization: the cache is locked, and its numbers of hits and misses add up.

source: https://pypi.org/project/memoization/
verdict: proved
needs: memoization
"""

import threading

from memoization import cached


@cached(max_size=2)
def square(n):
    return n * n


def main():
    got = []
    threads = [threading.Thread(target=lambda: got.append(square(3))) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    info = square.cache_info()
    assert got == [9, 9]
    assert info.hits + info.misses == 2 and info.current_size == 1
