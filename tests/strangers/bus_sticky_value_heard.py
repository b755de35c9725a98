"""The entry comes first, and a value that is heard twice is no harm to a set.

source: https://github.com/mroderick/PubSubJS/issues/59
verdict: proved
"""

import threading

class Topic:
    def __init__(self):
        self.last = None
        self.listeners = ()
        self.lock = threading.Lock()

    def publish(self, value):
        with self.lock:
            self.last = value
            listeners = self.listeners
        for listener in listeners:
            listener(value)

    def subscribe(self, listener):
        with self.lock:
            self.listeners += (listener,)
            last = self.last
        if last is not None:
            listener(last)


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    topic, got = Topic(), set()
    together(lambda: topic.publish(7), lambda: topic.subscribe(got.add))
    assert got == {7}
