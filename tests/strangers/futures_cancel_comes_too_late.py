"""Who cancels relies on it, though a call that runs can't be cancelled.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Future.cancel
verdict: assertion
"""

from concurrent.futures import ThreadPoolExecutor

ran = []


def main():
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(ran.append, 1)
        future.cancel()
    assert ran == []
