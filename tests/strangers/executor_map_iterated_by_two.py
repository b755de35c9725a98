"""Results of executor.map are a generator: two can't take of it at once.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.map
verdict: exception
"""

import threading
from concurrent.futures import ThreadPoolExecutor


def main():
    pool = ThreadPoolExecutor(1)
    results = pool.map(abs, [-1, -2])
    threads = [threading.Thread(target=target) for target in (lambda: next(results), lambda: next(results))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
