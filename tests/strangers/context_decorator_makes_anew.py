"""A decorator of contextmanager makes a generator for each call.

source: https://docs.python.org/3/library/contextlib.html#contextlib.contextmanager
verdict: proved
"""

import contextlib
import threading

lock, inside, most = threading.Lock(), 0, 0


@contextlib.contextmanager
def one_by_one():
    global inside, most
    with lock:
        inside += 1
        most = max(most, inside)
        yield
        inside -= 1


@one_by_one()
def work():
    pass


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (inside, most) == (0, 1)
