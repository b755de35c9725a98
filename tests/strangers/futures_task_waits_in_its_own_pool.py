"""The one worker waits for what it has given to itself.

source: https://github.com/python/cpython/issues/141617
verdict: deadlock
"""

from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=1)


def outer():
    return pool.submit(pow, 5, 2).result()


def main():
    pool.submit(outer).result()
