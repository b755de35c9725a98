"""A select that looks which channel is not empty, and then gets from it: another was faster.

source: https://en.wikipedia.org/wiki/Communicating_sequential_processes
verdict: deadlock or livelock
"""

from __future__ import annotations

import queue
import threading
import time


def select(*channels: queue.Queue[int]) -> int:
    while True:
        for channel in channels:
            if not channel.empty():
                return channel.get()
        time.sleep(0.01)


def main():
    jobs: queue.Queue[int] = queue.Queue()
    done: list[int] = []
    takers = [threading.Thread(target=lambda: done.append(select(jobs))) for _ in range(2)]
    for t in takers:
        t.start()
    jobs.put(1)
    takers[0].join()
    takers[1].join()
