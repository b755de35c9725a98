"""bidict: two threads give the same value to two keys; each looks before it writes.

source: https://bidict.readthedocs.io/en/main/
verdict: assertion
needs: bidict
"""

import threading

from bidict import ValueDuplicationError, bidict


def main():
    seats, refused = bidict(), []

    def take(name):
        try:
            seats.put(name, "1A")
        except ValueDuplicationError:
            refused.append(name)

    threads = [threading.Thread(target=take, args=(name,)) for name in ("ada", "bob")]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(seats) == len(seats.inverse) == len(refused) == 1
