"""signalslot without threadsafe=True: emitting sets the list of slots anew, and one is lost.

source: https://pypi.org/project/signalslot/
verdict: assertion
needs: signalslot
"""

import threading

from signalslot import Signal


def main():
    changed, seen = Signal(), []

    def hear(**what):
        seen.append(what["value"])

    threads = [
        threading.Thread(target=changed.emit, kwargs={"value": 1}),
        threading.Thread(target=changed.connect, args=(hear,)),
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert changed.is_connected(hear)
