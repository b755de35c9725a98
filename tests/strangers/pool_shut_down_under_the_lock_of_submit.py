"""shutdown holds the lock that tasks need to submit more.

source: https://github.com/rohanpm/more-executors/issues/98
verdict: deadlock
"""

import threading
from concurrent.futures import ThreadPoolExecutor


class Careful:
    def __init__(self):
        self.pool, self.lock, self.closed = ThreadPoolExecutor(1), threading.Lock(), False

    def submit(self, function):
        with self.lock:
            if not self.closed:
                return self.pool.submit(function)

    def shutdown(self):
        with self.lock:
            self.closed = True
            self.pool.shutdown()


def main():
    careful = Careful()
    careful.submit(lambda: careful.submit(int))
    careful.shutdown()
