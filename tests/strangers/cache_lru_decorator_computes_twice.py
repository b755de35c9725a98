"""lru_cache keeps its own data whole, but the function may run twice for one key.

source: https://docs.python.org/3/library/functools.html#functools.lru_cache
verdict: assertion
"""

import functools
import threading

calls = []


@functools.lru_cache(maxsize=None)
def load(key):
    calls.append(key)
    return key.upper()


def main():
    ts = [threading.Thread(target=load, args=("a",)) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert calls == ["a"]
