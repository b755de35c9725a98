"""The only worker waits for a task that nobody can begin.

verdict: deadlock
"""

from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(1)


def inner():
    return 1


def outer():
    return pool.submit(inner).result()


def main():
    pool.submit(outer).result()
