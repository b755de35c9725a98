"""Asking for forgiveness: both get the KeyError and both make one.

source: https://docs.python.org/3/glossary.html#term-EAFP
verdict: assertion
"""

import threading

rooms = {}
got = []


def enter(name):
    try:
        room = rooms[name]
    except KeyError:
        room = rooms[name] = object()
    got.append(room)


def main():
    ts = [threading.Thread(target=enter, args=("hall",)) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert got[0] is got[1]
