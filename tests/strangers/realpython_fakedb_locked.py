"""A database of one number, updated under a lock by a pool that logs.

source: https://realpython.com/intro-to-python-threading/
verdict: proved
"""

import concurrent.futures
import logging
import threading
import time


class FakeDatabase:
    def __init__(self):
        self.value, self._lock = 0, threading.Lock()

    def update(self, name):
        logging.info("Thread %s: starting update", name)
        with self._lock:
            local = self.value
            local += 1
            time.sleep(0.1)
            self.value = local
        logging.info("Thread %s: finishing update", name)


def main():
    logging.basicConfig(format="%(asctime)s: %(message)s", level=logging.INFO, datefmt="%H:%M:%S")
    d = FakeDatabase()
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as ex:
        for i in range(2):
            ex.submit(d.update, i)
    assert d.value == 2
