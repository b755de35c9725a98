"""A pool keeps the order of its results.

verdict: proved
"""

from concurrent.futures import ThreadPoolExecutor


def square(n):
    return n * n


def main():
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(square, [1, 2])) == [1, 4]
