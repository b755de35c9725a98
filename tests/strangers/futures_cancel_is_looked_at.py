"""Either the call is cancelled, or it has run.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Future.cancel
verdict: proved
"""

from concurrent.futures import ThreadPoolExecutor

ran = []


def main():
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(ran.append, 1)
        cancelled = future.cancel()
    assert ran == ([] if cancelled else [1])
    assert future.cancelled() == cancelled and future.done()
