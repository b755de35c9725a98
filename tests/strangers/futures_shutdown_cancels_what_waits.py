"""shutdown(cancel_futures=True): what has begun ends, what waited is cancelled or was begun.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.shutdown
verdict: proved
"""

from concurrent.futures import CancelledError, ThreadPoolExecutor


def main():
    begun = []
    pool = ThreadPoolExecutor(1)
    futures = [pool.submit(begun.append, n) for n in range(2)]
    pool.shutdown(cancel_futures=True)
    ended = []
    for n, future in enumerate(futures):
        try:
            future.result()
            ended.append(n)
        except CancelledError:
            assert future.cancelled()
    assert begun == ended
