"""An error goes past the release, as there is no finally.

source: https://docs.python.org/3/library/contextlib.html#contextlib.contextmanager
verdict: deadlock
"""

import contextlib
import threading

lock = threading.Lock()

@contextlib.contextmanager
def held():
    lock.acquire()
    yield
    lock.release()

def work(number):
    with contextlib.suppress(ZeroDivisionError), held():
        return 10 // number


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    together(lambda: work(0), lambda: work(2))
