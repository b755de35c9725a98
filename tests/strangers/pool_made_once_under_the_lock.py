"""Looking, making and entering are one section, so that nobody gets a pool that is replaced.

source: https://github.com/urllib3/urllib3/pull/204
verdict: proved
"""

import threading
from collections import OrderedDict

class Pool:
    def __init__(self, host):
        self.host, self.closed = host, False

class Manager:
    def __init__(self):
        self._pools, self._lock = OrderedDict(), threading.RLock()

    def pool_for(self, host):
        with self._lock:
            if (pool := self._pools.get(host)) is None:
                pool = self._pools[host] = Pool(host)
            self._pools.move_to_end(host)
            return pool


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    manager, used = Manager(), []
    together(
        lambda: used.append(manager.pool_for("a")),
        lambda: used.append(manager.pool_for("b")),
        lambda: used.append(manager.pool_for("a")),
    )
    assert len({id(pool) for pool in used}) == 2
    assert [pool.host for pool in used].count("a") == 2
