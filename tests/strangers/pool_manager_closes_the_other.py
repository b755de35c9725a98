"""Two make a pool for the same host; the container closes the one that it replaces.

source: https://github.com/urllib3/urllib3/pull/204
verdict: exception
"""

import threading
from collections import OrderedDict

class Pool:
    closed = False

    def close(self):
        self.closed = True

    def urlopen(self):
        if self.closed:
            raise RuntimeError("the pool is closed")

class Recent:
    def __init__(self, size, dispose):
        self.size, self.dispose = size, dispose
        self.items = OrderedDict()
        self.lock = threading.RLock()

    def get(self, key):
        with self.lock:
            return self.items.get(key)

    def set(self, key, value):
        with self.lock:
            old = self.items.pop(key, None)
            self.items[key] = value
        if old is not None:
            self.dispose(old)


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    pools = Recent(2, Pool.close)

    def request():
        pool = pools.get("host")
        if pool is None:
            pool = Pool()
            pools.set("host", pool)
        pool.urlopen()

    together(request, request)
