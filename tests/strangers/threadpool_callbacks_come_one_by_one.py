"""Callbacks are called by one thread of the pool's own, so a plain sum is right after join.

source: https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.apply_async
verdict: proved
"""

from multiprocessing.pool import ThreadPool

total = 0


def add(n):
    global total
    total += n


def main():
    pool = ThreadPool(2)
    for n in (1, 2):
        pool.apply_async(abs, (-n,), callback=add)
    pool.close()
    pool.join()
    assert total == 3
