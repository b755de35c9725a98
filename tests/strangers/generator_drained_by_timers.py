"""Two timers that make lists of the same generator.

source: https://docs.python.org/3/library/threading.html#timer-objects
verdict: exception
"""

from threading import Timer


def numbers():
    yield 1
    yield 2


def main():
    shared = numbers()
    timers = [Timer(0.1, list, args=(shared,)) for _ in range(2)]
    for t in timers:
        t.start()
    for t in timers:
        t.join()
