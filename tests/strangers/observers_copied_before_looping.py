"""The list is copied under the lock, and called without it.

source: https://github.com/opendxl/opendxl-client-python/pull/21
verdict: proved
"""

import threading


class Bus:
    def __init__(self):
        self._lock = threading.Lock()
        self._handlers = []

    def on(self, f):
        with self._lock:
            self._handlers.append(f)

    def off(self, f):
        with self._lock:
            self._handlers.remove(f)

    def fire(self, event):
        with self._lock:
            handlers = self._handlers[:]
        for f in handlers:
            f(event)


got = []


def main():
    bus = Bus()

    def once(event):
        got.append(event)
        bus.off(once)

    bus.on(once)
    t = threading.Thread(target=bus.fire, args=("hello",))
    t.start()
    bus.on(print)
    t.join()
    assert got == ["hello"]
