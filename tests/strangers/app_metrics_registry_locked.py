"""A registry of metrics: one lock for the names, one in each metric, and a copy for who collects.

source: https://github.com/localstack/localstack/pull/12230
verdict: proved
"""

import threading
from abc import ABC, abstractmethod
from collections import defaultdict


class Metric(ABC):
    def __init__(self, name):
        self.name = name
        self._lock = threading.Lock()
        self._values = defaultdict(int)

    @abstractmethod
    def record(self, value, **labels): ...

    def collect(self):
        with self._lock:
            return dict(self._values)


class Counter(Metric):
    def record(self, value=1, **labels):
        with self._lock:
            self._values[frozenset(labels.items())] += value


class Gauge(Metric):
    def record(self, value, **labels):
        with self._lock:
            self._values[frozenset(labels.items())] = value


class Registry:
    def __init__(self):
        self._metrics, self._lock = {}, threading.Lock()

    def get(self, kind, name):
        with self._lock:
            if name not in self._metrics:
                self._metrics[name] = kind(name)
            metric = self._metrics[name]
        if not isinstance(metric, kind):
            raise TypeError(name)
        return metric

    def collect(self):
        with self._lock:
            metrics = list(self._metrics.values())
        return {metric.name: metric.collect() for metric in metrics}


def main():
    registry = Registry()
    key = frozenset({("code", 200)})

    def handle():
        registry.get(Counter, "requests").record(code=200)
        registry.get(Gauge, "load").record(7)

    threads = [threading.Thread(target=handle) for _ in range(2)]
    for t in threads:
        t.start()
    seen = registry.collect()
    for t in threads:
        t.join()
    assert seen.get("requests", {}).get(key, 0) <= 2
    assert registry.collect() == {"requests": {key: 2}, "load": {frozenset(): 7}}
