"""A context manager that takes a lock.

verdict: proved
"""

import contextlib
from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


lock = Lock()
n = 0


@contextlib.contextmanager
def safely():
    with lock:
        yield


def work():
    global n
    with safely():
        n += 1


def main():
    run(work, work)
    assert n == 2
