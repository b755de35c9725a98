"""sorted() of a set of numbers takes all of them in one step.

source: https://docs.python.org/3/library/functions.html#sorted
verdict: proved
"""

import threading

online = {1, 2}


def main():
    ts = [threading.Thread(target=online.add, args=(3,)), threading.Thread(target=online.discard, args=(1,))]
    for t in ts:
        t.start()
    for n in sorted(online):
        assert n in (1, 2, 3)
    for t in ts:
        t.join()
    assert online == {2, 3}
