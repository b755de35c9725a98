"""as_completed with a time-out, after which what has been completed is kept.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.as_completed
verdict: proved
clock: exact
"""

import time
from concurrent.futures import ThreadPoolExecutor, TimeoutError, as_completed


def work(seconds):
    time.sleep(seconds)
    return seconds


def main():
    got, late = [], []
    with ThreadPoolExecutor(2) as pool:
        futures = {pool.submit(work, n): n for n in (1, 5)}
        try:
            for future in as_completed(futures, timeout=2):
                got.append(future.result())
        except TimeoutError:
            late = [n for future, n in futures.items() if not future.done()]
    assert got == [1] and late == [5]
