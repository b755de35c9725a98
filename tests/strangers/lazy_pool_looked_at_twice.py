"""Looked at without the lock, and again with it: one pool for all.

source: https://github.com/litestar-org/sqlspec/pull/347
verdict: proved
"""

import threading

class Config:
    def __init__(self):
        self.connection_instance = None
        self.made = 0
        self._pool_lock = threading.Lock()

    def _create(self):
        self.made += 1
        return ["connection"] * 2

    def provide_pool(self):
        if self.connection_instance is not None:
            return self.connection_instance
        with self._pool_lock:
            if self.connection_instance is None:
                self.connection_instance = self._create()
            return self.connection_instance


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    config, pools = Config(), []
    together(*[lambda: pools.append(config.provide_pool())] * 3)
    assert config.made == 1 and pools[0] is pools[1] is pools[2]
