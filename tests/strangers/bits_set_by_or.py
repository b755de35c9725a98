"""flags |= 1 << n reads and writes.

source: https://docs.python.org/3/reference/simple_stmts.html#augmented-assignment-statements
verdict: assertion
"""

import threading

flags = [0]


def mark(n):
    flags[0] |= 1 << n


def main():
    threads = [threading.Thread(target=target) for target in (lambda: mark(0), lambda: mark(1))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert flags == [3]
