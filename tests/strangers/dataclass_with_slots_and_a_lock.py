"""A dataclass with slots whose lock is a field that is neither shown nor compared.

source: https://docs.python.org/3/library/dataclasses.html#dataclasses.field
verdict: proved
"""

import threading
from dataclasses import dataclass, field


@dataclass(slots=True)
class Stats:
    hits: int = 0
    misses: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def hit(self):
        with self.lock:
            self.hits += 1

    def miss(self):
        with self.lock:
            self.misses += 1


def main():
    stats = Stats()
    threads = [threading.Thread(target=f) for f in (stats.hit, stats.hit, stats.miss)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert stats == Stats(2, 1)
    assert repr(stats) == "Stats(hits=2, misses=1)"
