"""The only worker waits for a task that only it could do.

source: https://superfastpython.com/threadpool-python/
verdict: deadlock
"""

from multiprocessing.pool import ThreadPool

pool = None


def inner():
    return 1


def outer():
    return pool.apply(inner) + 1


def main():
    global pool
    pool = ThreadPool(1)
    pool.apply(outer)
