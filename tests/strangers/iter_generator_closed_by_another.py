"""A generator that holds a lock while it is suspended: who closes it late lets nobody in.

source: https://peps.python.org/pep-0533/
verdict: deadlock
"""

import threading

lock = threading.Lock()


def rows():
    with lock:
        yield 1
        yield 2


def main():
    reading = rows()
    assert next(reading) == 1
    other = threading.Thread(target=lambda: list(rows()))
    other.start()
    other.join()  # the lock is given back only when `reading` is closed
    reading.close()
