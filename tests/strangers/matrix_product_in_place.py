"""state @= step calls __imatmul__, which keeps the lock.

source: https://docs.python.org/3/reference/datamodel.html#object.__imatmul__
verdict: proved
"""

import threading


class State:
    def __init__(self):
        self.product, self.lock = 1, threading.Lock()

    def __imatmul__(self, factor):
        with self.lock:
            self.product *= factor
        return self


state = State()


def work(factor):
    global state
    state @= factor


def main():
    threads = [threading.Thread(target=target) for target in (lambda: work(2), lambda: work(3))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert state.product == 6
