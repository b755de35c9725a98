"""Slots make an object small, and not safe.

source: https://docs.python.org/3/library/dataclasses.html#dataclasses.dataclass
verdict: assertion
"""

import threading
from dataclasses import dataclass


@dataclass(slots=True)
class Stats:
    hits: int = 0


stats = Stats()


def hit():
    stats.hits += 1


def main():
    threads = [threading.Thread(target=hit) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert stats == Stats(hits=2)
