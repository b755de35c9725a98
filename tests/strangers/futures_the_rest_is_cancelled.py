"""shutdown(cancel_futures=True) ends what has not begun; all are done then, one way or another.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.shutdown
verdict: proved
"""

from concurrent.futures import ThreadPoolExecutor

ran = []


def main():
    pool = ThreadPoolExecutor(1)
    futures = [pool.submit(ran.append, n) for n in range(2)]
    pool.shutdown(cancel_futures=True)
    assert all(future.done() for future in futures)
    assert len(ran) == sum(not future.cancelled() for future in futures)
