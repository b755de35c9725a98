"""once() takes its handler away under the lock, and who finds it gone does not call it.

source: https://github.com/jfhbrook/pyee
verdict: proved
needs: pyee
"""

import threading

from pyee.base import EventEmitter

ee = EventEmitter()
calls = []


@ee.once("ready")
def on_ready():
    calls.append(1)


def main():
    ts = [threading.Thread(target=ee.emit, args=("ready",)) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert len(calls) == 1
