"""The variable is reached by globals().

source: https://docs.python.org/3/library/functions.html#globals
verdict: assertion
"""

import threading

n = 0


def bump():
    globals()["n"] = globals()["n"] + 1


def main():
    ts = [threading.Thread(target=bump) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert n == 2
