"""Reading with getattr and writing with setattr.

source: https://docs.python.org/3/library/functions.html#setattr
verdict: assertion
"""

import threading


class Stats:
    hits = 0


def bump(o, name):
    setattr(o, name, getattr(o, name) + 1)


def main():
    s = Stats()
    ts = [threading.Thread(target=bump, args=(s, "hits")) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert s.hits == 2
