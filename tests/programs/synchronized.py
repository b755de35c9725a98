"""A decorator that takes a lock.

verdict: proved
"""

import functools
from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


lock = Lock()
n = 0


def synchronized(function):
    @functools.wraps(function)
    def wrapper(*args):
        with lock:
            return function(*args)

    return wrapper


@synchronized
def work():
    global n
    n += 1


def main():
    run(work, work)
    assert n == 2
