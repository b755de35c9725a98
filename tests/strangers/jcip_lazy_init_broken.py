"""An object is made when it is first asked for, by two threads.

source: https://jcip.net/listings.html
verdict: assertion
"""

import threading


class LazyInit:
    made = 0
    _instance = None

    @classmethod
    def instance(cls):
        if cls._instance is None:
            cls._instance = object()
            cls.made += 1
        return cls._instance


def main():
    got = []
    ts = [threading.Thread(target=lambda: got.append(LazyInit.instance())) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert got[0] is got[1]
