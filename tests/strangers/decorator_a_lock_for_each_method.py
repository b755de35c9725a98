"""Each method has a lock of its own, but both change the same number.

source: https://wrapt.readthedocs.io/en/latest/examples.html
verdict: assertion
"""

import functools
import threading

def synchronized(function):
    lock = threading.Lock()

    @functools.wraps(function)
    def wrapper(*arguments, **named):
        with lock:
            return function(*arguments, **named)

    return wrapper

class Till:
    def __init__(self):
        self.cash = 10

    @synchronized
    def put(self, amount):
        self.cash += amount

    @synchronized
    def take(self, amount):
        self.cash -= amount


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    till = Till()
    together(lambda: till.put(5), lambda: till.take(5))
    assert till.cash == 10
