"""signalslot with threadsafe=True: who is connected stays connected.

source: https://pypi.org/project/signalslot/
verdict: proved
needs: signalslot
"""

import threading

from signalslot import Signal


def main():
    changed, seen = Signal(threadsafe=True), []

    def hear(**what):
        seen.append(what["value"])

    threads = [
        threading.Thread(target=changed.emit, kwargs={"value": 1}),
        threading.Thread(target=changed.connect, args=(hear,)),
        threading.Thread(target=changed.connect, args=(hear,)),
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert changed.slots == [hear]
    changed.emit(value=2)
    assert seen in ([2], [1, 2])
