"""Whoever pushes or pops holds the lock.

source: https://docs.python.org/3/library/heapq.html#priority-queue-implementation-notes
verdict: proved
"""

import heapq
import threading
from dataclasses import dataclass, field
from typing import Any

@dataclass(order=True)
class Prioritized:
    priority: int
    item: Any = field(compare=False)

todo, lock = [Prioritized(5, "sleep")], threading.Lock()

def add(priority, item):
    with lock:
        heapq.heappush(todo, Prioritized(priority, item))


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    together(lambda: add(1, "eat"), lambda: add(2, "work"), lambda: add(9, "play"))
    order = [heapq.heappop(todo).item for _ in range(4)]
    assert order == ["eat", "work", "sleep", "play"]
