"""globals()["n"] += 1 and sys.modules[__name__].n.

source: https://docs.python.org/3/library/functions.html#globals
verdict: assertion
"""

import sys
import threading

n = 0


def one():
    globals()["n"] += 1


def two():
    sys.modules[__name__].n += 1


def main():
    threads = [threading.Thread(target=target) for target in (one, two)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert n == 2
