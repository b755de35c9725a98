"""Statistics in a defaultdict: a reader goes over it while a first event of a kind comes.

source: https://github.com/proxystore/proxystore/issues/206
verdict: exception
"""

import threading
from collections import defaultdict


class Stats:
    def __init__(self):
        self._stats = defaultdict(lambda: [0, 0.0])

    def add(self, event, seconds):
        entry = self._stats[event]
        entry[0] += 1
        entry[1] += seconds

    def report(self):
        return {event: total / calls for event, (calls, total) in self._stats.items() if calls}


def main():
    stats = Stats()
    stats.add("get", 1.0)
    t = threading.Thread(target=stats.add, args=("put", 2.0))
    t.start()
    stats.report()
    t.join()
