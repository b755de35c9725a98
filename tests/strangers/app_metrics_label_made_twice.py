"""A registry of metrics: the counter of a label is made when it is first asked for.

source: https://github.com/micrometer-metrics/micrometer/issues/2552
verdict: assertion
"""

import threading


class Counter:
    def __init__(self):
        self._value, self._lock = 0, threading.Lock()

    def inc(self, amount=1):
        with self._lock:
            self._value += amount

    def get(self):
        with self._lock:
            return self._value


class Family:
    def __init__(self, name):
        self.name, self._children = name, {}

    def labels(self, **labels):
        key = tuple(sorted(labels.items()))
        child = self._children.get(key)
        if child is None:
            child = self._children[key] = Counter()
        return child

    def collect(self):
        return {key: child.get() for key, child in self._children.copy().items()}


def main():
    requests = Family("requests")

    def handle(code):
        requests.labels(code=code).inc()

    threads = [threading.Thread(target=handle, args=(200,)) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert requests.collect() == {(("code", 200),): 2}
