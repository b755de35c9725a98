"""Each worker of a pool begins by making a list of a list, in one step.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.ThreadPoolExecutor
verdict: proved
"""

import threading
from concurrent.futures import ThreadPoolExecutor

shared = [1, 2]


def main():
    both = threading.Barrier(2)
    with ThreadPoolExecutor(2, initializer=list, initargs=(shared,)) as pool:
        futures = [pool.submit(both.wait) for _ in range(2)]
        for future in futures:
            future.result()
    assert shared == [1, 2]
