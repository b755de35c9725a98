"""Items are wrapped so that only the priority is compared.

source: https://docs.python.org/3/library/queue.html#queue.PriorityQueue
verdict: proved
"""

import queue
import threading
from dataclasses import dataclass, field
from typing import Any


@dataclass(order=True)
class Prioritized:
    priority: int
    item: Any = field(compare=False)


def main():
    q = queue.PriorityQueue()
    ts = [
        threading.Thread(target=q.put, args=(Prioritized(p, {"job": p}),)) for p in (3, 1, 2)
    ]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert [q.get().item["job"] for _ in range(3)] == [1, 2, 3]
