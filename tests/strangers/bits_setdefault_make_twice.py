"""make() may be called twice, but all get the same object.

source: https://docs.python.org/3/library/stdtypes.html#dict.setdefault
verdict: proved
"""

import threading

rooms = {}
got = []


class Room:
    pass


def enter(name):
    got.append(rooms.setdefault(name, Room()))


def main():
    ts = [threading.Thread(target=enter, args=("hall",)) for _ in range(3)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert all(room is got[0] for room in got)
