"""Who sees that there is a job pops it; two see the last one.

source: https://docs.python.org/3/library/heapq.html
verdict: exception
"""

import heapq
import threading

jobs = [(1, "only")]


def work():
    if jobs:
        heapq.heappop(jobs)


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
