"""The last callback shuts the pool down without waiting; who made it waits.

source: https://github.com/python/cpython/issues/131598
verdict: proved
"""

from concurrent.futures import ThreadPoolExecutor


def main():
    pool, ended = ThreadPoolExecutor(1), []

    def closing(future):
        pool.shutdown(wait=False)
        ended.append(future.result())

    pool.submit(pow, 2, 5).add_done_callback(closing)
    pool.shutdown(wait=True)
    assert ended == [32]
