"""Each worker of a pool begins by draining the same generator, which another may be going on with.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.ThreadPoolExecutor
verdict: exception
"""

import threading
from concurrent.futures import ThreadPoolExecutor


def numbers():
    yield 1
    yield 2


def main():
    both, shared = threading.Barrier(2), numbers()
    with ThreadPoolExecutor(2, initializer=list, initargs=(shared,)) as pool:
        futures = [pool.submit(both.wait) for _ in range(2)]
        for future in futures:
            future.result()
