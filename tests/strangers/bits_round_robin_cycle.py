"""next() of cycle over a list is one step: turns are shared evenly.

source: https://docs.python.org/3/library/itertools.html#itertools.cycle
verdict: proved
"""

import itertools
import threading

servers = itertools.cycle(["s1", "s2"])
used = []


def request():
    used.append(next(servers))


def main():
    ts = [threading.Thread(target=request) for _ in range(4)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert used.count("s1") == used.count("s2") == 2
