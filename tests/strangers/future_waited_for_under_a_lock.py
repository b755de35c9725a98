"""A callback of the future wants the lock under which its result is waited for.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Future.add_done_callback
verdict: deadlock
"""

import threading
from concurrent.futures import ThreadPoolExecutor


def main():
    lock, done = threading.Lock(), []

    def finished(future):
        with lock:
            done.append(future.result())

    with ThreadPoolExecutor(1) as pool:
        with lock:
            first = pool.submit(int, "1")
            first.add_done_callback(finished)
            second = pool.submit(int, "2")
            assert second.result() == 2
