"""An event bus with a lock that its owner may take again, and a copy of the handlers.

source: https://pypi.org/project/pymitter/
verdict: proved
"""

import threading
from collections import defaultdict


class Bus:
    def __init__(self):
        self.handlers, self.lock = defaultdict(list), threading.RLock()

    def on(self, topic, handler):
        with self.lock:
            self.handlers[topic].append(handler)

    def emit(self, topic, value):
        with self.lock:
            for handler in tuple(self.handlers[topic]):
                handler(value)


def main():
    bus, heard = Bus(), []

    def count_down(n):
        heard.append(n)
        if n:
            bus.emit("n", n - 1)

    bus.on("n", count_down)
    threads = [threading.Thread(target=bus.emit, args=("n", n)) for n in (1, 2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert heard in ([1, 0, 2, 1, 0], [2, 1, 0, 1, 0])
