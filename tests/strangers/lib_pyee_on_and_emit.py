"""Handlers are put in under a lock; an emit calls those that were there.

source: https://github.com/jfhbrook/pyee
verdict: proved
needs: pyee
"""

import threading

from pyee.base import EventEmitter

ee = EventEmitter()
calls = []


def main():
    ee.on("data", calls.append)
    ts = [
        threading.Thread(target=ee.emit, args=("data", 1)),
        threading.Thread(target=ee.on, args=("data", print)),
    ]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert calls == [1] and len(ee.listeners("data")) == 2
