"""A decorator that lets one thread at a time into a function.

source: https://docs.python.org/3/library/functools.html#functools.wraps
verdict: proved
"""

import functools
import threading


def synchronized(function):
    lock = threading.RLock()

    @functools.wraps(function)
    def call(*arguments, **named):
        with lock:
            return function(*arguments, **named)

    return call


total = 0


@synchronized
def add(n, *, twice=False):
    """Add to the total."""
    global total
    total += n
    if twice:
        add(n)


def main():
    threads = [
        threading.Thread(target=functools.partial(add, 1)),
        threading.Thread(target=add, args=(2,), kwargs={"twice": True}),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert total == 5 and add.__name__ == "add" and "total" in add.__doc__
