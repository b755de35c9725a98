"""An iterator over a range gives each number once, as its step is a single one.

source: https://github.com/python/cpython/issues/120496
verdict: proved
"""

from concurrent.futures import ThreadPoolExecutor


def main():
    numbers = iter(range(3))
    with ThreadPoolExecutor(2) as pool:
        found = set(pool.map(lambda _: next(numbers), range(3)))
    assert len(found) == 3
