"""as_completed with a time-out: a task takes longer, and nobody expects the TimeoutError.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.as_completed
verdict: exception
clock: exact
"""

import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def work(seconds):
    time.sleep(seconds)
    return seconds


def main():
    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(work, n) for n in (1, 5)]
        got = [future.result() for future in as_completed(futures, timeout=2)]
    assert got == [1, 5]
