"""The tasks of a pool add to a number that they read before.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.map
verdict: assertion
"""

from concurrent.futures import ThreadPoolExecutor

total = 0

def add(n):
    global total
    total = total + n
    return n


def main():
    with ThreadPoolExecutor(max_workers=2) as pool:
        assert sorted(pool.map(add, [1, 2])) == [1, 2]
    assert total == 3
