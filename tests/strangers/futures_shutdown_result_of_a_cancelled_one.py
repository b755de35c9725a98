"""shutdown(cancel_futures=True), and then all results are asked for.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.shutdown
verdict: exception
"""

from concurrent.futures import ThreadPoolExecutor


def main():
    pool = ThreadPoolExecutor(1)
    futures = [pool.submit(pow, n, 2) for n in range(2)]
    pool.shutdown(cancel_futures=True)
    assert [future.result() for future in futures] == [0, 1]
