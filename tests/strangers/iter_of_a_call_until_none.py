"""iter(function, None): each takes until there is nothing; one step for each.

source: https://docs.python.org/3/library/functions.html#iter
verdict: proved
"""

import threading
from collections import deque

jobs = deque([1, 2])
got = []


def take():
    return jobs.popleft() if jobs else None


def main():
    lock = threading.Lock()

    def locked():
        with lock:
            return take()

    def work():
        got.extend(iter(locked, None))

    threads = [threading.Thread(target=target) for target in (work, work)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(got) == [1, 2]
