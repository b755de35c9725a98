"""Results come in any order, and all of them.

source: https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.imap_unordered
verdict: proved
"""

from multiprocessing.pool import ThreadPool


def square(n):
    return n * n


def main():
    with ThreadPool(2) as pool:
        assert sorted(pool.imap_unordered(square, [1, 2, 3])) == [1, 4, 9]
