"""A receiver that is connected from the start gets what is sent while another one connects.

source: https://github.com/pallets-eco/blinker
verdict: proved
needs: blinker
"""

import threading

from blinker import Signal

ready = Signal()
got = []


def receiver(sender, **kw):
    got.append(kw["n"])


def late(sender, **kw):
    pass


def main():
    ready.connect(receiver)
    t = threading.Thread(target=ready.connect, args=(late,))
    t.start()
    t.join()
    ready.send("me", n=1)
    assert got == [1]
