"""Statistics: the copy of the dictionary is one step, entries are tuples.

source: https://github.com/proxystore/proxystore/issues/206
verdict: proved
"""

import threading


class Stats:
    def __init__(self):
        self._stats = {}

    def add(self, event, seconds):
        calls, total = self._stats.get(event, (0, 0.0))
        self._stats[event] = (calls + 1, total + seconds)

    def report(self):
        return {event: total / calls for event, (calls, total) in self._stats.copy().items()}


def main():
    stats = Stats()
    stats.add("get", 1.0)
    t = threading.Thread(target=stats.add, args=("put", 2.0))
    t.start()
    report = stats.report()
    t.join()
    assert report in ({"get": 1.0}, {"get": 1.0, "put": 2.0})
