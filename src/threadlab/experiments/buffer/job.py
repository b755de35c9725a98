"""Producers, a buffer and consumers."""

from __future__ import annotations

import queue
import threading
import time

from ..workload.base import Progress


def run(
    producers: int, consumers: int, size: int, items: int, produce: float, consume: float
) -> dict[str, object]:
    """Let `producers` make `items` in all and `consumers` use them: the buffer's level over time.

    One item takes `produce` seconds to make and `consume` seconds to use.
    """
    line: queue.Queue[int | None] = queue.Queue(size)
    levels: list[tuple[float, int]] = [(0.0, 0)]
    level = 0
    counting = threading.Lock()
    progress = Progress(items)
    begin = time.perf_counter()

    def count(change: int) -> None:
        nonlocal level
        with counting:
            level += change
            levels.append((time.perf_counter() - begin, max(level, 0)))

    def make(numbers: range) -> None:
        for number in numbers:
            time.sleep(produce)
            line.put(number)
            count(1)

    def use() -> None:
        while line.get() is not None:
            count(-1)
            time.sleep(consume)
            with counting:
                progress.step()

    makers = [
        threading.Thread(target=make, args=(range(number, items, producers),))
        for number in range(producers)
    ]
    users = [threading.Thread(target=use) for _ in range(consumers)]
    for thread in [*makers, *users]:
        thread.start()
    for thread in makers:
        thread.join()
    for _ in users:
        line.put(None)
    for thread in users:
        thread.join()
    return {"levels": levels, "seconds": time.perf_counter() - begin}
