"""A proxy takes a lock around each method: two calls in a row are still two.

source: https://docs.python.org/3/reference/datamodel.html#object.__getattr__
verdict: assertion
"""

import functools
import threading


class Locked:
    def __init__(self, inner):
        self._inner, self._lock = inner, threading.RLock()

    def __getattr__(self, name):
        method = getattr(self._inner, name)

        @functools.wraps(method)
        def call(*args, **kwargs):
            with self._lock:
                return method(*args, **kwargs)

        return call


stock = Locked({"apples": 1})
sold = []


def sell():
    if stock.get("apples"):
        stock.update(apples=stock.get("apples") - 1)
        sold.append("apple")


def main():
    threads = [threading.Thread(target=sell) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(sold) == 1
