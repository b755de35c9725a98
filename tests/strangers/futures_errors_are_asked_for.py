"""as_completed, and exception() of each: all that went wrong is known.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.as_completed
verdict: proved
"""

from concurrent.futures import ThreadPoolExecutor, as_completed


def load(n):
    if n == 1:
        raise ValueError(n)
    return n


def main():
    with ThreadPoolExecutor(2) as pool:
        futures = {pool.submit(load, n): n for n in range(2)}
        good, bad = [], []
        for future in as_completed(futures):
            (bad if future.exception() else good).append(futures[future])
    assert (good, bad) == ([0], [1])
