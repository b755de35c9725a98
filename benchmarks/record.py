"""What recording costs: threads that take and give back locks, with `record()` and without.

    python benchmarks/record.py

Prints medians of several runs in turn, in seconds, their ratio, and the cost of one operation.
"""

from __future__ import annotations

from statistics import median
from threading import Lock, Thread
from time import perf_counter

from threadlab import record

THREADS, OPERATIONS, RUNS = 8, 10_000, 9

lock = Lock()
locks = [Lock() for _ in range(THREADS)]
total = 0


def shared() -> None:
    global total
    for _ in range(OPERATIONS):
        with lock:
            total += 1


def own(number: int) -> None:
    mine = locks[number]
    count = 0
    for _ in range(OPERATIONS):
        with mine:
            count += 1


def seconds(threads: list[Thread]) -> float:
    begin = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return perf_counter() - begin


def measure(name: str, make: object) -> None:
    plain, recorded = [], []
    for _ in range(RUNS):
        plain.append(seconds(make()))  # type: ignore[operator]
        with record() as recording:
            recorded.append(seconds(make()))  # type: ignore[operator]
    each = (median(recorded) - median(plain)) / (THREADS * OPERATIONS) * 1e6
    print(
        f"{name:<16} {median(plain):7.3f} s {median(recorded):7.3f} s "
        f"{median(recorded) / median(plain):6.1f} times  {each:5.2f} µs more for take and give back"
        f"  ({len(recording.events):,} events)"
    )


if __name__ == "__main__":
    print(
        f"{THREADS} threads × {OPERATIONS:,} times `with lock: n += 1`, without and with record()"
    )
    measure("one lock", lambda: [Thread(target=shared) for _ in range(THREADS)])
    measure("a lock each", lambda: [Thread(target=own, args=(i,)) for i in range(THREADS)])
