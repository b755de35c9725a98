"""iter(function, None) over a function that looks and takes.

source: https://docs.python.org/3/library/functions.html#iter
verdict: exception
"""

import threading
from collections import deque

jobs = deque([1])


def take():
    return jobs.popleft() if jobs else None


def main():
    def work():
        for job in iter(take, None):
            assert job == 1

    threads = [threading.Thread(target=target) for target in (work, work)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
