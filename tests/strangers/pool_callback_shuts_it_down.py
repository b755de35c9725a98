"""The last callback shuts the pool down with wait, from a worker of the pool itself.

source: https://github.com/python/cpython/issues/131598
verdict: assertion
"""

import threading
from concurrent.futures import ThreadPoolExecutor

ended = []


def main():
    pool = ThreadPoolExecutor(1)
    gate = threading.Event()

    def closing(future):
        try:
            pool.shutdown(wait=True)
        except RuntimeError:
            ended.append("cannot join oneself")
        else:
            ended.append("closed")

    future = pool.submit(gate.wait)
    future.add_done_callback(closing)
    gate.set()
    pool.shutdown(wait=True)
    assert ended == ["closed"]
