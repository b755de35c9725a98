"""The decorator is given the lock, and so both methods have the same one.

source: https://wrapt.readthedocs.io/en/latest/examples.html
verdict: proved
"""

import threading
from functools import wraps

def synchronized(lock):
    def decorate(function):
        @wraps(function)
        def wrapper(*arguments, **named):
            lock.acquire()
            try:
                return function(*arguments, **named)
            finally:
                lock.release()

        return wrapper

    return decorate

class Till:
    _lock = threading.RLock()

    def __init__(self):
        self.cash = 10

    @synchronized(_lock)
    def put(self, amount):
        self.cash += amount

    @synchronized(_lock)
    def change(self, amount):
        self.put(-amount)
        self.put(amount)


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    till = Till()
    together(lambda: till.put(5), lambda: till.change(3), lambda: till.put(-5))
    assert till.cash == 10
    assert Till.put.__name__ == "put"
