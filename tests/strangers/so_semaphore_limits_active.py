"""An active pool of at most two, as in the semaphore example: names kept under a lock.

source: https://pymotw.com/3/threading/
verdict: proved
"""

import logging
import random
import threading
import time


class ActivePool:
    def __init__(self):
        self.active = []
        self.most = 0
        self.lock = threading.Lock()

    def make_active(self, name):
        with self.lock:
            self.active.append(name)
            self.most = max(self.most, len(self.active))
            logging.debug("Running: %s", self.active)

    def make_inactive(self, name):
        with self.lock:
            self.active.remove(name)


def worker(s, pool):
    with s:
        name = threading.current_thread().name
        pool.make_active(name)
        time.sleep(random.random())
        pool.make_inactive(name)


def main():
    logging.basicConfig(level=logging.DEBUG, format="%(asctime)s (%(threadName)-2s) %(message)s")
    pool = ActivePool()
    s = threading.Semaphore(2)
    ts = [threading.Thread(target=worker, name=str(i), args=(s, pool)) for i in range(3)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert pool.most <= 2 and pool.active == []
