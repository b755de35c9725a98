"""An event bus with a plain lock: a handler that subscribes another waits for itself.

source: https://pypi.org/project/pymitter/
verdict: deadlock
"""

import threading
from collections import defaultdict


class Bus:
    def __init__(self):
        self.handlers, self.lock = defaultdict(list), threading.Lock()

    def on(self, topic, handler):
        with self.lock:
            self.handlers[topic].append(handler)

    def emit(self, topic, value):
        with self.lock:
            for handler in self.handlers[topic]:
                handler(value)


def main():
    bus, heard = Bus(), []

    def first(value):
        if value == 2:
            bus.on("n", heard.append)

    bus.on("n", first)
    threads = [threading.Thread(target=bus.emit, args=("n", n)) for n in (1, 2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
