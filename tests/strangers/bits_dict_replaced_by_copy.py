"""Copy on write without a lock: the slower copy wins.

source: https://docs.python.org/3/library/stdtypes.html#mapping-types-dict
verdict: assertion
"""

import threading


class Router:
    def __init__(self):
        self.routes = {}

    def add(self, path, f):
        self.routes = {**self.routes, path: f}


def main():
    r = Router()
    ts = [threading.Thread(target=r.add, args=(p, len)) for p in ("/a", "/b")]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert len(r.routes) == 2
