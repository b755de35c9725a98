"""Its setdefault is Python code: it looks, and then sets.

source: https://docs.python.org/3/library/collections.html#collections.UserDict
verdict: assertion
"""

import threading
from collections import UserDict

rooms = UserDict()
got = []


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    together(*[lambda: got.append(rooms.setdefault("lobby", []))] * 2)
    assert got[0] is got[1]
