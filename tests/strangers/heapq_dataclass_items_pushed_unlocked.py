"""Items compare by Python code, and in its midst another thread pushes.

source: https://docs.python.org/3/library/heapq.html#priority-queue-implementation-notes
verdict: exception
"""

import heapq
import threading
from dataclasses import dataclass, field
from typing import Any

@dataclass(order=True)
class Prioritized:
    priority: int
    item: Any = field(compare=False)

todo = [Prioritized(5, "sleep")]


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    together(
        lambda: heapq.heappush(todo, Prioritized(1, "eat")),
        lambda: heapq.heappush(todo, Prioritized(2, "work")),
    )
    assert todo[0].item == "eat"
