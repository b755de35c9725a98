"""A receiver that is connected gets each signal, from whatever thread.

source: https://github.com/mcfletch/pydispatcher
verdict: proved
needs: pydispatch
"""

import threading

from pydispatch import dispatcher

got = []


def receiver(sender, n):
    got.append(n)


def main():
    dispatcher.connect(receiver, signal="tick", sender=dispatcher.Any)
    ts = [
        threading.Thread(target=dispatcher.send, kwargs={"signal": "tick", "sender": None, "n": n})
        for n in (1, 2)
    ]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(got) == [1, 2]
