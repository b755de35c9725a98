"""Who subscribes gets the last value, unless it is published between the look and the entry.

source: https://github.com/mroderick/PubSubJS/issues/59
verdict: assertion
"""

import threading

class Topic:
    def __init__(self):
        self.last = None
        self.listeners = []

    def publish(self, value):
        self.last = value
        for listener in tuple(self.listeners):
            listener(value)

    def subscribe(self, listener):
        if self.last is not None:
            listener(self.last)
        self.listeners.append(listener)


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    topic, got = Topic(), set()
    together(lambda: topic.publish(7), lambda: topic.subscribe(got.add))
    assert got == {7}
